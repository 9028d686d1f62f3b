/**
 * SCIM 2.0 (RFC 7643 and 7644): an identity provider creates, changes and disables users.
 *
 * <p>{@code UserReader} reads a body into a {@code UserChange}, with {@code UserAttributes}, which
 * knows what is kept. {@code Provisioning} applies it as an administrator's change
 * ({@code AccountService} of {@code people}), and {@code ScimUsers} keeps what accounts have no
 * place for, and tells {@code ExternalPeople} ({@code provider}) whose log-in is awaited.
 * {@code ScimSecurity} lets in the configured token and nobody else; the token opens nothing else.
 */
@ApplicationModule(
        allowedDependencies = {"account", "api", "audit", "http", "lifecycle", "login", "people", "provider", "text"})
@NullMarked
package com.sealkloud.chat.scim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
