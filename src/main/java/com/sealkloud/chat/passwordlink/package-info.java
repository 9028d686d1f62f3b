/**
 * Links by mail with which users set a password: invitations and forgotten passwords.
 *
 * <p>{@code PasswordLinks} sends and uses them, {@code ForgottenPasswords} takes requests of people
 * who are not logged in. A link is made when its mail is sent, and only its hash is stored.
 */
@ApplicationModule(
        allowedDependencies = {"account", "api", "audit", "login", "mail", "provider", "sql", "text", "token"})
@NullMarked
package com.sealkloud.chat.passwordlink;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
