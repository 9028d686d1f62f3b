package com.sealkloud.chat.provider;

import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.text.OneLine;
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
        @Nullable Instant issuedAt) {

    private static final int LONGEST_NAME = 100;

    /** @return the visible part of the provider's name, or else the id of the account */
    String visibleName(String userId) {
        String line = OneLine.of(name, LONGEST_NAME);
        return line.isEmpty() ? userId : line;
    }
}
