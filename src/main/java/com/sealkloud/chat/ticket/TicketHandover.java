package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.session.PersonalQueues;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket was offered to a colleague, or such an offer has ended. It stands beside the notes of
 * the room, where no client sees it; what the two have written about it are notes of their own.
 *
 * @param actorId who did it; null for the service itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketHandover(
        String conversationId,
        long seq,
        String roomId,
        String ticketId,
        String handoverId,
        Step step,
        String fromId,
        String toId,
        String title,
        @Nullable String actorId,
        Instant timestamp)
        implements ConversationEvent {

    /** What has happened to the offer. */
    public enum Step {
        OFFERED,
        ACCEPTED,
        DECLINED,
        WITHDRAWN;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    @JsonProperty
    public String type() {
        return "ticket_handover";
    }

    @Override
    public String routingKey() {
        return "ticket.handover";
    }

    @Override
    public Set<String> destinations() {
        return Set.of(RoomTopics.notes(roomId), PersonalQueues.messagesOf(fromId), PersonalQueues.messagesOf(toId));
    }
}
