package com.sealkloud.chat.log;

import org.jspecify.annotations.Nullable;

/**
 * An event has its number. Listeners are told after the commit, once, on this node alone, and hold
 * up the receipt: for what lives in memory. Whatever must not be missed hears {@link
 * EventSubscriber}.
 *
 * @param actorId who caused it
 * @param correlationId what a program called the request that brought it about
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
