/** Opening hours and holidays, which administrators change, and whether it is within them now. */
@ApplicationModule(allowedDependencies = {"api", "audit", "text"})
@NullMarked
package com.sealkloud.chat.hours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
