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
        @Nullable Instant issuedAt,
        @Nullable Instant expiresAt) {

    private static final int LONGEST_NAME = 100;

    /** @return the same, as if they were issued then */
    public Claims issuedAt(@Nullable Instant time) {
        return new Claims(issuer, subject, name, role, time, expiresAt);
    }

    /** Nobody knows when claims without a time were right: any known time is later. */
    boolean isOlderThan(@Nullable Instant time) {
        return time != null && (issuedAt == null || issuedAt.isBefore(time));
    }

    boolean isNewerThan(@Nullable Instant time) {
        return issuedAt != null && (time == null || issuedAt.isAfter(time));
    }

    /** @return the visible part of the provider's name, or else the id of the account */
    String visibleName(String userId) {
        String line = OneLine.of(name, LONGEST_NAME);
        return line.isEmpty() ? userId : line;
    }
}
