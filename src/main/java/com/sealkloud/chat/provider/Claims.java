package com.sealkloud.chat.provider;

import com.sealkloud.chat.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token of the identity provider says about a user.
 *
 * @param issuer empty for a provider that does not name itself
 * @param subject the provider's unique and permanent id of this user
 */
public record Claims(
        String issuer,
        String subject,
        String name,
        Role role,
        @Nullable Instant issuedAt) {}
