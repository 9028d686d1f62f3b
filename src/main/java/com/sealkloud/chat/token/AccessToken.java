package com.sealkloud.chat.token;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token: issued by us, or revoked, whoever issued it. Only the hash is stored, so that a stolen
 * database contains no usable token.
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

    AccessToken(String tokenHash, String userId, Instant expiresAt) {
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

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
