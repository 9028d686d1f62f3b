/**
 * What users do with their own account: name, password, second factor, logins.
 *
 * <p>{@code OwnPassword} checks the current password, as often as a login may be tried, and has
 * {@code AccountService} ({@code people}) change it, which ends all other logins.
 */
@ApplicationModule(
        allowedDependencies = {"account", "login", "people", "provider", "realtime", "secondfactor", "text", "token"})
@NullMarked
package com.sealkloud.chat.ownaccount;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
