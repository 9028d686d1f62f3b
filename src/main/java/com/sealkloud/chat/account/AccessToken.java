package com.sealkloud.chat.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/**
 * What is known of a token: of our own ones that they were issued, of any that it was ended. Only the hash is kept, so that
 * a stolen database logs nobody in.
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
