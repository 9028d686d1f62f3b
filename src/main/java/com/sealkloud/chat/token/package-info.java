/**
 * Tokens of logins: issued, checked and ended, and the places from which users log in.
 *
 * <p>{@code TokenService} issues opaque tokens and keeps their hashes. Its method {@code endAll}
 * ends the logins of a user, after a new password for example; open sessions notice it by
 * {@code AccessChanges} ({@code account}). {@code KnownPlaces} keeps from where users have logged
 * in, and {@code OwnSessions} lists their logins.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "audit", "http", "sql"})
@NullMarked
package com.sealkloud.chat.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
