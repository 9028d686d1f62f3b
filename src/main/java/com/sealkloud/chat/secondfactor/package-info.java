/**
 * The second factor of a login: codes of authenticator apps, and recovery codes.
 *
 * <p>{@code SecondFactors} checks a code, one of an app ({@code OneTimeCodes}) or one that stands
 * in for a lost device ({@code RecoveryCodes}), and sets both up.
 */
@ApplicationModule(allowedDependencies = {"account", "audit", "sql", "token"})
@NullMarked
package com.sealkloud.chat.secondfactor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
