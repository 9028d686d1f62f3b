package com.sealkloud.chat.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token of the identity provider says of somebody.
 *
 * @param issuer empty for a provider that does not name itself
 * @param subject the provider's name for this person, unique and unchanging there
 */
record Claims(
        String issuer,
        String subject,
        String name,
        Role role,
        @Nullable Instant issuedAt) {}
