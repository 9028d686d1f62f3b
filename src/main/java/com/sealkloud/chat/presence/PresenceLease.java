package com.sealkloud.chat.presence;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One session's claim that somebody is here; void when its node does not renew it. */
@Entity
class PresenceLease implements Persistable<String> {

    @Id
    private String sessionId;

    private String userId;

    private String nodeId;

    @Enumerated(EnumType.STRING)
    private Attention attention = Attention.ACTIVE;

    /** Whether the chat's window can be seen. */
    private boolean visible;

    /** The conversation that is open in it. */
    @Nullable
    private String conversationId;

    private Instant openedAt;

    /** When the person last did something here, as far as their client has told. */
    private Instant activeAt;

    private Instant expiresAt;

    /** Whether the session has ended; nobody renews it then. */
    private boolean closed;

    /** Spares the look whether it is there already: each connect makes one. */
    @Transient
    private boolean isNew;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected PresenceLease() {}

    PresenceLease(String sessionId, String userId, String nodeId, Instant now, Instant expiresAt) {
        this.sessionId = sessionId;
        this.userId = userId;
        this.nodeId = nodeId;
        this.openedAt = now;
        this.activeAt = now;
        this.expiresAt = expiresAt;
        this.isNew = true;
    }

    @Override
    public String getId() {
        return sessionId;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    String sessionId() {
        return sessionId;
    }

    String userId() {
        return userId;
    }

    Attention attention() {
        return attention;
    }

    /** @return what can be seen there by somebody who was active after {@code since}; null if nothing, or nobody looks */
    @Nullable
    String lookedAt(Instant since) {
        return visible && attention == Attention.ACTIVE && activeAt.isAfter(since) ? conversationId : null;
    }

    boolean isOpen() {
        return !closed;
    }

    boolean isOpen(Instant now) {
        return !closed && expiresAt.isAfter(now);
    }

    boolean isOpenedAfter(Instant time) {
        return !openedAt.isBefore(time);
    }

    /** @return whether its client has had time to listen, and its node has renewed it lately */
    boolean isLive(Instant openedBefore, Instant validUntil) {
        return openedAt.isBefore(openedBefore) && expiresAt.isAfter(validUntil);
    }
}
