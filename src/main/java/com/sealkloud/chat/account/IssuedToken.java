package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a login.
 *
 * @param token the bearer token, shown only here
 * @param recoveryCodes if this login has set up the second factor; shown only here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IssuedToken(
        String token,
        Instant expiresAt,
        String userId,
        String userName,
        Role userRole,
        @Nullable List<String> recoveryCodes) {

    IssuedToken with(@Nullable List<String> newCodes) {
        return new IssuedToken(token, expiresAt, userId, userName, userRole, newCodes);
    }

    @Override
    public String toString() {
        return "IssuedToken[userId=" + userId + "]";
    }
}
