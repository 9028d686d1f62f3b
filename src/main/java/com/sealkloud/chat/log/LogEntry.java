package com.sealkloud.chat.log;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One durable event of a conversation. {@code payload} is the event as it is sent to clients, so
 * that catching up gives the very bytes that were missed, or its sealed form: {@code
 * StoredPayloads} reads it. The columns beside it are what is searched by.
 */
@Entity
public class LogEntry {

    @EmbeddedId
    private LogEntryId id;

    private String type;

    private String actorId;

    /** Present if the event is a message. */
    @Nullable
    private String messageId;

    @Nullable
    private String clientMessageId;

    private Instant occurredAt;

    @Nullable
    private String correlationId;

    private boolean isLine;

    private String payload;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected LogEntry() {}

    LogEntry(ConversationEvent event, String actorId, @Nullable String correlationId, boolean isLine, String stored) {
        this.id = new LogEntryId(event.conversationId(), event.seq());
        this.type = event.type();
        this.actorId = actorId;
        this.correlationId = correlationId;
        this.occurredAt = event.timestamp();
        this.isLine = isLine;
        this.payload = stored;
        if (event instanceof ChatMessage message) {
            this.messageId = message.messageId();
            this.clientMessageId = message.clientMessageId();
        }
    }

    public LogEntryId id() {
        return id;
    }

    public String conversationId() {
        return id.conversationId();
    }

    public long seq() {
        return id.seq();
    }

    public String type() {
        return type;
    }

    public String actorId() {
        return actorId;
    }

    @Nullable
    public String messageId() {
        return messageId;
    }

    @Nullable
    public String clientMessageId() {
        return clientMessageId;
    }

    @Nullable
    public String correlationId() {
        return correlationId;
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    /** @return the payload as it stands in the row, sealed or not */
    public String stored() {
        return payload;
    }
}
