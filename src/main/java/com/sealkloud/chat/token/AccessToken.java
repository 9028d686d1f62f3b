package com.sealkloud.chat.token;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that we have issued, or one of the identity provider that was revoked. Only the hash is
 * stored, so that a stolen database contains no usable token.
 */
@Entity
class AccessToken {

    @Id
    private String tokenHash;

    private String userId;

    private Instant expiresAt;

    private boolean ended;

    @Nullable
    private Instant createdAt;

    @Nullable
    private String network;

    @Nullable
    private String agent;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected AccessToken() {}

    private AccessToken(String tokenHash, String userId, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.userId = userId;
        this.expiresAt = expiresAt;
    }

    /** One of a login that begins now. */
    static AccessToken begun(String tokenHash, String userId, Instant now, Instant expiresAt, LogInOrigin origin) {
        AccessToken begun = new AccessToken(tokenHash, userId, expiresAt);
        begun.createdAt = now;
        begun.network = origin.network();
        begun.agent = origin.agent();
        return begun;
    }

    /** One of the identity provider that is refused from now on. */
    static AccessToken ended(String tokenHash, String userId, @Nullable Instant issuedAt, Instant expiresAt) {
        AccessToken ended = new AccessToken(tokenHash, userId, expiresAt);
        ended.createdAt = issuedAt;
        ended.ended = true;
        return ended;
    }
}
