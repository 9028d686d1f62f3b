/**
 * Start and stop of background work, and its behaviour during a database outage, for all features.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
