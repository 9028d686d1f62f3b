package com.sealkloud.chat.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

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

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected AccessToken() {}

    AccessToken(String tokenHash, String userId, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.userId = userId;
        this.expiresAt = expiresAt;
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
