/**
 * Opening hours and holidays, which administrators change, and whether it is within them now.
 *
 * <p>{@code HoursStore} has the hours that are valid now, and {@code OpeningHours} decides whether
 * a moment is within them.
 */
@ApplicationModule(allowedDependencies = {"api", "audit", "text"})
@NullMarked
package com.sealkloud.chat.hours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
