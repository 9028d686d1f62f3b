package com.sealkloud.chat.inbound;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.message.MessageRef;
import com.sealkloud.chat.message.NewMessage;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.text.VisibleText;
import com.sealkloud.chat.ticket.TicketRooms;
import com.sealkloud.chat.ticket.TicketRooms.NewTicket;
import com.sealkloud.chat.ticket.Tier;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket service's request, in the form of its body. {@code src/main/resources/schemas} describes
 * the same; a body may have further fields.
 */
sealed interface InboundCommand {

    /** The maximum length of a ticket's id within a room's id. */
    String TICKET_ID = "[A-Za-z0-9_-]{1,51}";

    /** The room of the request: requests for one room are processed in order. */
    String roomId();

    /**
     * Key {@code room.{roomId}}: posts a message to a ticket's room. Posts are stored many at a
     * time.
     */
    record Post(
            @NotNull @Pattern(regexp = Ids.PATTERN) String roomId,
            @NotNull @VisibleText(mayBeEmpty = true) String content,
            @Nullable MessageKind kind,
            @Nullable String senderName,
            @Nullable @Pattern(regexp = Ids.PATTERN) String clientMessageId,
            @Nullable @Valid MessageRef replyTo,

            @Nullable @Size(max = NewMessage.MOST_ATTACHMENTS)
            List<@NotNull @Pattern(regexp = Ids.PATTERN) String> attachmentIds)
            implements InboundCommand {}

    /** A request with a transaction of its own. */
    sealed interface Change extends InboundCommand {

        /** @return the last {@code seq} of the room's log after it */
        long carryOut(TicketRooms rooms, ProgramRequest request);
    }

    /** A change that names the ticket and thereby its room. */
    sealed interface OfTicket extends Change {

        String ticketId();

        @Override
        default String roomId() {
            return Ids.ticketRoom(ticketId());
        }
    }

    /** Key {@code ticket.opened}. */
    record TicketOpened(
            @NotNull @Pattern(regexp = TICKET_ID) String ticketId,
            @Nullable @VisibleLine(max = 40) String number,
            @NotNull @VisibleLine(max = 200) String title,
            @Nullable @VisibleLine(max = 40) String status,
            @Nullable @Pattern(regexp = Ids.PATTERN) String requesterId,
            @Nullable @Pattern(regexp = Ids.PATTERN) String assigneeId,
            @Nullable @Pattern(regexp = Ids.PATTERN) String requestId)
            implements OfTicket {

        @Override
        public long carryOut(TicketRooms rooms, ProgramRequest request) {
            String answered = requestId == null ? request.correlationId() : requestId;
            return rooms.opened(
                    request, new NewTicket(ticketId, number, title, status, requesterId, assigneeId, answered));
        }
    }

    /** Key {@code ticket.status_changed}. */
    record StatusChanged(
            @NotNull @Pattern(regexp = TICKET_ID) String ticketId,
            @NotNull @VisibleLine(max = 40) String status) implements OfTicket {

        @Override
        public long carryOut(TicketRooms rooms, ProgramRequest request) {
            return rooms.statusChanged(request, ticketId, status);
        }
    }

    /** Key {@code ticket.assigned}; without an assignee the ticket has none. */
    record Assigned(
            @NotNull @Pattern(regexp = TICKET_ID) String ticketId,
            @Nullable @Pattern(regexp = Ids.PATTERN) String assigneeId)
            implements OfTicket {

        @Override
        public long carryOut(TicketRooms rooms, ProgramRequest request) {
            return rooms.assigned(request, ticketId, assigneeId);
        }
    }

    /** Key {@code ticket.closed}. */
    record Closed(
            @NotNull @Pattern(regexp = TICKET_ID) String ticketId,
            @Nullable @VisibleLine(max = 40) String status) implements OfTicket {

        @Override
        public long carryOut(TicketRooms rooms, ProgramRequest request) {
            return rooms.closed(request, ticketId, status);
        }
    }

    /** Key {@code ticket.escalate}; without a tier it goes to the next one. */
    record Escalate(
            @NotNull @Pattern(regexp = TICKET_ID) String ticketId,
            @Nullable Tier tier,
            @Nullable @VisibleText String note)
            implements OfTicket {

        @Override
        public long carryOut(TicketRooms rooms, ProgramRequest request) {
            return rooms.escalated(request, ticketId, tier, note);
        }
    }

    /** Key {@code member.add}. */
    record MemberAdd(
            @NotNull @Pattern(regexp = Ids.PATTERN) String roomId,
            @NotNull @Pattern(regexp = Ids.PATTERN) String userId)
            implements Change {

        @Override
        public long carryOut(TicketRooms rooms, ProgramRequest request) {
            return rooms.memberAdded(request, roomId, userId);
        }
    }

    /** Key {@code member.remove}. */
    record MemberRemove(
            @NotNull @Pattern(regexp = Ids.PATTERN) String roomId,
            @NotNull @Pattern(regexp = Ids.PATTERN) String userId)
            implements Change {

        @Override
        public long carryOut(TicketRooms rooms, ProgramRequest request) {
            return rooms.memberRemoved(request, roomId, userId);
        }
    }

    /** A change of a message that the program has written, with a transaction of its own. */
    sealed interface OfMessage extends InboundCommand {

        /** @return the last {@code seq} of the room's log after it */
        long carryOut(ProgramChanges changes, ProgramRequest request);
    }

    /** Key {@code message.edit}; {@code revision} is the one that the program knows. */
    record MessageEdit(
            @NotNull @Pattern(regexp = Ids.PATTERN) String roomId,
            @NotNull @Positive Long seq,
            @NotNull @VisibleText String content,
            @NotNull @PositiveOrZero Integer revision)
            implements OfMessage {

        @Override
        public long carryOut(ProgramChanges changes, ProgramRequest request) {
            return changes.edit(request, roomId, seq, content, revision);
        }
    }

    /** Key {@code message.delete}. */
    record MessageDelete(
            @NotNull @Pattern(regexp = Ids.PATTERN) String roomId,
            @NotNull @Positive Long seq) implements OfMessage {

        @Override
        public long carryOut(ProgramChanges changes, ProgramRequest request) {
            return changes.delete(request, roomId, seq);
        }
    }
}
