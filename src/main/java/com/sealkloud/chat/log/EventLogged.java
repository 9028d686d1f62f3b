package com.sealkloud.chat.log;

import org.jspecify.annotations.Nullable;

/**
 * An event has its number. Told within the transaction, and for a message before its row is written: whoever reads the row, or
 * tells others, waits for the commit.
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
