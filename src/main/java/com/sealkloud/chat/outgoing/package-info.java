/** HTTP calls to servers whose addresses come from outside: only to listed ones, and bounded. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.outgoing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
