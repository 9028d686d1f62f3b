/** The HTTP edge: who may call, what browsers may do with us, how refusals look; and that lost rights reach open sessions. */
@ApplicationModule(allowedDependencies = {"account", "api", "http", "lifecycle", "realtime", "text"})
@NullMarked
package com.sealkloud.chat.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
