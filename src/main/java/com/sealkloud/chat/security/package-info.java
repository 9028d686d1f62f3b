/**
 * HTTP security: who may call, what browsers may do, and how refusals look. Also applies changed
 * rights to open sessions.
 *
 * <p>REST goes through the same services. {@code HttpSecurityConfiguration} denies by default;
 * {@code ProblemAdvice} makes every failure a problem document with a code.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "http", "lifecycle", "realtime", "text"})
@NullMarked
package com.sealkloud.chat.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
