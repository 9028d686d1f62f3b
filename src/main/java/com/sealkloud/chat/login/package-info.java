/**
 * Logging in: passwords and their hashing, the limits of attempts, and who calls with a token.
 *
 * <p>{@code LogIn} looks the account up, counts the attempt ({@code LogInThrottle}) and hashes the
 * password, a few at a time ({@code PasswordHashing}), without holding a database connection.
 * {@code SecondFactors} ({@code secondfactor}) checks the code, and {@code TokenService}
 * ({@code token}) issues the token. {@code TokenAuthentication} finds out who calls with a token,
 * ours or one of the identity provider ({@code ExternalPeople} of {@code provider}).
 */
@ApplicationModule(allowedDependencies = {"account", "audit", "http", "mail", "provider", "secondfactor", "token"})
@NullMarked
package com.sealkloud.chat.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
