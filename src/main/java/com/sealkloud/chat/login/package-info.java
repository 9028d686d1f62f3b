/**
 * Logging in: passwords and their hashing, the limits of attempts, and who calls with a token.
 *
 * <p>{@code LogIn} looks the account up, counts the attempt ({@code LogInThrottle}) and hashes the
 * password, a few at a time ({@code PasswordHashing}), without holding a database connection.
 * {@code SecondFactors} checks the code. {@code TokenService} issues opaque tokens and keeps their
 * hashes. {@code ExternalPeople} maps people of an identity provider to accounts.
 */
@ApplicationModule(allowedDependencies = {"account", "audit", "mail", "provider", "secondfactor", "token"})
@NullMarked
package com.sealkloud.chat.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
