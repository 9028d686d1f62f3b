package com.sealkloud.chat.presence;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;

/** When somebody was here last, and the status that others were told last. */
@Entity
class LastSeen {

    @Id
    private String userId;

    private Instant seenAt;

    @Enumerated(EnumType.STRING)
    private PresenceStatus announced = PresenceStatus.OFFLINE;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected LastSeen() {}

    LastSeen(String userId, Instant seenAt) {
        this.userId = userId;
        this.seenAt = seenAt;
    }

    /** @return whether others have to be told */
    boolean announce(PresenceStatus status, Instant now) {
        seenAt = now;
        boolean changed = announced != status;
        announced = status;
        return changed;
    }

    String userId() {
        return userId;
    }

    PresenceStatus announced() {
        return announced;
    }

    Instant seenAt() {
        return seenAt;
    }
}
