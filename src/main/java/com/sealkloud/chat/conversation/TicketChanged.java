package com.sealkloud.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ticket service has said something of the ticket of this room: what, and how the ticket stands since. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketChanged(
        String conversationId,
        long seq,
        String roomId,
        String ticketId,
        Change change,
        @Nullable String number,
        String title,
        @Nullable String status,
        @Nullable String assigneeId,
        Instant timestamp)
        implements ConversationEvent {

    /** What has happened to the ticket. */
    public enum Change {
        OPENED,
        STATUS_CHANGED,
        ASSIGNED,
        CLOSED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static TicketChanged of(Ticket ticket, Change change, long seq, Instant now) {
        String roomId = Ids.ticketRoom(ticket.ticketId());
        return new TicketChanged(
                roomId,
                seq,
                roomId,
                ticket.ticketId(),
                change,
                ticket.number(),
                ticket.title(),
                ticket.status(),
                ticket.assigneeId(),
                now);
    }

    @Override
    @JsonProperty
    public String type() {
        return "ticket_changed";
    }

    @Override
    public String routingKey() {
        return "ticket.changed";
    }

    @Override
    public Set<String> destinations() {
        return Set.of(RoomTopics.room(roomId));
    }
}
