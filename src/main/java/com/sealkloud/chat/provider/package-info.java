/**
 * The identity provider of the helpdesk: its keys, the claims of its tokens, and whose accounts its
 * users have.
 *
 * <p>{@code ExternalPeople} maps users of the provider to accounts, by what {@code ClaimReader}
 * reads from their tokens; {@code FirstLogIns} decides which account that is, and
 * {@code FollowedClaims} changes it when tokens say something else. {@code ProviderKeys} asks the
 * provider for its keys, a bounded number of times.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "audit", "outgoing", "realtime", "sql", "text"})
@NullMarked
package com.sealkloud.chat.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
