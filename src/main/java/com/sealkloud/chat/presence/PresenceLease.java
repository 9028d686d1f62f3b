package com.sealkloud.chat.presence;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One session's claim that somebody is here; void when its node does not renew it. */
@Entity
class PresenceLease {

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

    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected PresenceLease() {}

    PresenceLease(String sessionId, String userId, String nodeId, Instant expiresAt) {
        this.sessionId = sessionId;
        this.userId = userId;
        this.nodeId = nodeId;
        this.expiresAt = expiresAt;
    }

    void tell(Attention newAttention, boolean isVisible, @Nullable String openConversationId) {
        attention = newAttention;
        visible = isVisible;
        conversationId = openConversationId;
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
}
