/** Calls of other people's servers: only of those that are listed, and with what they answer in one form. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.outgoing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
