package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.log.ConversationEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ticket that was asked for in this conversation has a room.
 *
 * @param people the two of a direct conversation; nobody for a room
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketLinked(
        String conversationId,
        long seq,
        @Nullable String roomId,
        String requestId,
        String ticketId,
        String ticketRoomId,
        String title,
        List<String> people,
        Instant timestamp)
        implements ConversationEvent {

    @Override
    @JsonProperty
    public String type() {
        return "ticket_linked";
    }

    @Override
    public String routingKey() {
        return "ticket.linked";
    }

    @Override
    public Set<String> destinations() {
        return Conversation.destinations(roomId, people);
    }

    /**
     * A conversation that a ticket is made of need not be one that programs read; that it is wanted
     * concerns them.
     */
    @Override
    public boolean concernsTicketServices() {
        return true;
    }
}
