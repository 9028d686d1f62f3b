/** HTTP calls to servers that others have named: only listed ones, with one form of answers. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.outgoing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
