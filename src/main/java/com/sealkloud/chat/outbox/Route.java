package com.sealkloud.chat.outbox;

import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.ConversationEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an event goes. It stands in {@code outbox} beside each event that is no message, so that a
 * node of an older version, which does not know the type, can publish it too.
 *
 * @param destinations the topics that get the event
 * @param forTickets whether ticket services hear it, too
 */
record Route(String routingKey, Set<String> destinations, boolean forTickets) {

    static Route of(ConversationEvent event) {
        return new Route(event.routingKey(), event.destinations(), event.concernsTicketServices());
    }

    /**
     * @return null for a message: every version knows those, and there are too many of them to
     *     write more than is needed
     */
    static @Nullable Route noted(ConversationEvent event) {
        return event instanceof ChatMessage ? null : of(event);
    }
}
