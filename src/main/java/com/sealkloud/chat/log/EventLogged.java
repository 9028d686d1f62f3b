package com.sealkloud.chat.log;

import org.jspecify.annotations.Nullable;

/**
 * Published when an event was logged: after the commit, once, and on this node only. Listeners
 * delay the receipt; they are meant for state in memory. A feature that must not miss an event
 * implements {@code EventSubscriber}.
 *
 * @param actorId who caused it
 * @param correlationId the id that a program gave to the request that caused it
 * @param payload the event as it is sent
 */
public record EventLogged(
        ConversationEvent event, String actorId, @Nullable String correlationId, String payload) {

    public LogEntryId id() {
        return new LogEntryId(event.conversationId(), event.seq());
    }

    /** Without the content: this may stand in a log. */
    @Override
    public String toString() {
        return event.type() + " " + event.conversationId() + "/" + event.seq();
    }
}
