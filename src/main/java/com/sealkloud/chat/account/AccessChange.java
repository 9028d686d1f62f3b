package com.sealkloud.chat.account;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record that a user's rights have changed, which every node reads. */
@Entity
class AccessChange {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    private Long id;

    private String userId;

    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected AccessChange() {}

    AccessChange(String userId, Instant changedAt) {
        this.userId = userId;
        this.changedAt = changedAt;
    }

    /** As it is read. */
    AccessChange(long id, String userId) {
        this(userId, Instant.EPOCH);
        this.id = id;
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    String userId() {
        return userId;
    }
}
