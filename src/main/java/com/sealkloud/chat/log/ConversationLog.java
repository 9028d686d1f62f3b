package com.sealkloud.chat.log;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Appends to the log. The one place where an event gets its number and becomes a row. */
@Component
public class ConversationLog {

    private final EntityManager entities;
    private final EventSink sink;
    private final EventTypes types;
    private final StoredPayloads payloads;
    private final JsonMapper json;
    private final Clock clock;

    ConversationLog(
            EntityManager entities,
            EventSink sink,
            EventTypes types,
            StoredPayloads payloads,
            JsonMapper json,
            Clock clock) {
        this.entities = entities;
        this.sink = sink;
        this.types = types;
        this.payloads = payloads;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Appends to a conversation whose row the caller's transaction has locked or created; the
     * outbox publishes it once that is committed.
     *
     * @param create makes the event from its number and time
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public <E extends ConversationEvent> E append(
            LogHead conversation, String actorId, BiFunction<Long, Instant, E> create) {
        return append(conversation, new Cause(actorId, null), create);
    }

    /** The same for what a program has asked for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public <E extends ConversationEvent> E append(
            LogHead conversation, Cause cause, BiFunction<Long, Instant, E> create) {
        Numbered<E> numbered = number(conversation, cause, create);
        entities.persist(numbered.entry());
        return numbered.event();
    }

    /** An event, as JSON, and the row that it becomes. */
    public record Numbered<E extends ConversationEvent>(E event, String payload, LogEntry entry) {}

    /** The same for a caller who writes the rows: the new one, and the conversation's. */
    public <E extends ConversationEvent> Numbered<E> number(
            LogHead conversation, Cause cause, BiFunction<Long, Instant, E> create) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        E event = create.apply(conversation.nextSeq(), now);
        if (!types.knows(event)) {
            throw new IllegalStateException("There is no bean EventType for " + event.getClass());
        }
        if (event.movesConversationUp()) {
            conversation.movedUp(now);
        }
        if (event instanceof ChatMessage) {
            conversation.messageLogged(event.seq());
        }
        String payload = json.writeValueAsString(event);
        sink.logged(new EventLogged(event, cause.actorId(), cause.correlationId(), payload));
        LogEntryId id = new LogEntryId(event.conversationId(), event.seq());
        return new Numbered<>(
                event,
                payload,
                new LogEntry(
                        event,
                        cause.actorId(),
                        cause.correlationId(),
                        types.areLines(event.type()),
                        payloads.seal(id, event.type(), payload)));
    }
}
