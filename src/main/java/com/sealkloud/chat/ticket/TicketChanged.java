package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.log.ConversationEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something has happened to the ticket of this room: what, and how the ticket stands since. What
 * concerns staff alone is an event of the notes.
 *
 * @param tier null in events that are older than tiers, as are {@code closed} and {@code
 *     unattended}
 * @param requesterId the client whose ticket it is; null for nobody, and in older events
 * @param actorId who did it; null for the service itself
 * @param formerAssigneeId who had the ticket before, if somebody did and does no more
 * @param reason of an escalation
 * @param roomSeq of an event of the notes: the last event of the room before it
 */
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
        @Nullable String requesterId,
        @Nullable String assigneeId,
        @Nullable Tier tier,
        @Nullable Boolean closed,
        @Nullable Boolean unattended,
        @Nullable String actorId,
        @Nullable String formerAssigneeId,
        @Nullable Reason reason,
        @Nullable Long roomSeq,
        Instant timestamp)
        implements ConversationEvent {

    /** What has happened to the ticket. */
    public enum Change {
        OPENED("ticket.changed"),
        STATUS_CHANGED("ticket.changed"),
        ASSIGNED("ticket.changed"),
        CLOSED("ticket.changed"),
        REOPENED("ticket.changed"),
        RENAMED("ticket.changed"),
        REQUESTER_CHANGED("ticket.changed"),
        CLAIMED("ticket.claimed"),
        HANDED_OVER("ticket.handed_over"),
        ESCALATED("ticket.escalated"),
        RETURNED("ticket.returned"),
        UNATTENDED("ticket.unattended"),
        ATTENDED("ticket.attended");

        private final String routingKey;

        Change(String routingKey) {
            this.routingKey = routingKey;
        }

        /** @return the key under which {@code chat.events} carries it */
        public String routingKey() {
            return routingKey;
        }

        /** @return whether it is for staff alone, unless it takes the ticket from somebody */
        boolean isInner() {
            return switch (this) {
                case REQUESTER_CHANGED, ESCALATED, RETURNED, UNATTENDED, ATTENDED -> true;
                case OPENED, STATUS_CHANGED, ASSIGNED, CLOSED, REOPENED, RENAMED, CLAIMED, HANDED_OVER -> false;
            };
        }

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a ticket has gone up. */
    public enum Reason {
        BY_HAND,
        /** Nobody of its tier has answered in time. */
        UNANSWERED,
        /** Nobody of its tier is there to answer. */
        NOBODY_ON_DUTY;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    @JsonProperty
    public String type() {
        return "ticket_changed";
    }

    @Override
    public String routingKey() {
        return change.routingKey;
    }

    @Override
    public Set<String> destinations() {
        String heardBy = roomSeq == null ? RoomTopics.room(roomId) : RoomTopics.notes(roomId);
        return Set.of(heardBy, TicketTopic.TICKETS);
    }

    /** Ticket services get all of it, also what the notes have. */
    @Override
    public boolean concernsTicketServices() {
        return true;
    }
}
