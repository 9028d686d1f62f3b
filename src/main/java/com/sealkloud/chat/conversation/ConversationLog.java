package com.sealkloud.chat.conversation;

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
class ConversationLog {

    private final EntityManager entities;
    private final EventSink sink;
    private final JsonMapper json;
    private final Clock clock;

    ConversationLog(EntityManager entities, EventSink sink, JsonMapper json, Clock clock) {
        this.entities = entities;
        this.sink = sink;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Appends to a conversation whose row the caller's transaction has locked or created; {@link CommitGathering} has it
     * published once that is committed.
     *
     * @param create makes the event from its number and time
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public <E extends ConversationEvent> E append(
            Conversation conversation, String actorId, BiFunction<Long, Instant, E> create) {
        return append(conversation, new Cause(actorId, null), create);
    }

    /** The same for what a program has asked for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public <E extends ConversationEvent> E append(
            Conversation conversation, Cause cause, BiFunction<Long, Instant, E> create) {
        Numbered<E> numbered = number(conversation, cause, create);
        entities.persist(numbered.entry());
        return numbered.event();
    }

    /** An event and the row that it becomes. */
    record Numbered<E extends ConversationEvent>(E event, LogEntry entry) {}

    /** The same for a caller who writes the rows: the new one, and the conversation's. */
    <E extends ConversationEvent> Numbered<E> number(
            Conversation conversation, Cause cause, BiFunction<Long, Instant, E> create) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        E event = create.apply(conversation.nextSeq(now), now);
        if (event instanceof ChatMessage) {
            conversation.messageLogged(event.seq());
        }
        String payload = json.writeValueAsString(event);
        sink.logged(new EventLogged(event, cause.actorId(), cause.correlationId(), payload));
        return new Numbered<>(event, new LogEntry(event, cause.actorId(), cause.correlationId(), payload));
    }
}
