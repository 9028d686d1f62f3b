/**
 * HTTP security: who may call, what browsers may do, and how refusals look.
 *
 * <p>REST goes through the same services. {@code HttpSecurityConfiguration} denies by default;
 * {@code ProblemAdvice} makes every failure a problem document with a code. {@code RightsFollower}
 * passes changed rights to {@code AccessRevocation} ({@code realtime}).
 */
@ApplicationModule(allowedDependencies = {"account", "api", "http", "lifecycle", "realtime", "text"})
@NullMarked
package com.sealkloud.chat.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
