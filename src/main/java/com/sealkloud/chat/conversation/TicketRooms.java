package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.TicketChanged.Change;
import com.sealkloud.chat.realtime.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What ticket services do to the rooms of their tickets. Each call is one transaction, does nothing when it is repeated under the
 * same key, and gives the {@code seq} at which the room's log ends after it.
 */
@Service
public class TicketRooms {

    private static final String CLOSED = "closed";

    private final ConversationRepository conversations;
    private final ConversationLog log;
    private final RoomOpening opening;
    private final RoomMembership membership;
    private final TicketRequests requests;
    private final ProgramRequests programs;

    TicketRooms(
            ConversationRepository conversations,
            ConversationLog log,
            RoomOpening opening,
            RoomMembership membership,
            TicketRequests requests,
            ProgramRequests programs) {
        this.conversations = conversations;
        this.log = log;
        this.opening = opening;
        this.membership = membership;
        this.requests = requests;
        this.programs = programs;
    }

    /**
     * A ticket as its service opens it.
     *
     * @param requestId of the staff's request that this answers; one that is not known is passed over
     */
    public record NewTicket(
            String ticketId,
            @Nullable String number,
            String title,
            @Nullable String status,
            @Nullable String requesterId,
            @Nullable String assigneeId,
            @Nullable String requestId) {}

    /** Opens the room, or takes over one that was opened before the ticket service spoke of it. */
    @Transactional
    public long opened(ProgramRequest request, NewTicket ticket) {
        String roomId = Ids.ticketRoom(ticket.ticketId());
        return programs.once(request, roomId, () -> {
            Conversation room = conversations
                    .lock(roomId)
                    .orElseGet(() -> opening.openTicketRoom(request.cause(), ticket.ticketId(), ticket.title()));
            room.describeTicket(ticket.number(), ticket.title(), ticket.status());
            if (ticket.requesterId() != null) {
                membership.admit(room, request.cause(), membership.requirePerson(ticket.requesterId()));
            }
            if (ticket.assigneeId() != null) {
                assign(request, room, ticket.assigneeId());
            }
            changed(request, room, Change.OPENED);
            requests.answered(request.cause(), ticket.requestId(), room);
            return room.lastSeq();
        });
    }

    @Transactional
    public long statusChanged(ProgramRequest request, String ticketId, String status) {
        return change(request, ticketId, room -> {
            room.describeTicket(null, null, status);
            changed(request, room, Change.STATUS_CHANGED);
        });
    }

    /** @param assigneeId somebody of the staff, who becomes a member; null for nobody */
    @Transactional
    public long assigned(ProgramRequest request, String ticketId, @Nullable String assigneeId) {
        return change(request, ticketId, room -> {
            if (assigneeId == null) {
                room.assignTicket(null);
            } else {
                assign(request, room, assigneeId);
            }
            changed(request, room, Change.ASSIGNED);
        });
    }

    /** The room stays open for whoever wants to add something. */
    @Transactional
    public long closed(ProgramRequest request, String ticketId, @Nullable String status) {
        return change(request, ticketId, room -> {
            room.describeTicket(null, null, status == null ? CLOSED : status);
            changed(request, room, Change.CLOSED);
        });
    }

    @Transactional
    public long memberAdded(ProgramRequest request, String roomId, String userId) {
        return changeRoom(
                request, roomId, room -> membership.admit(room, request.cause(), membership.requirePerson(userId)));
    }

    @Transactional
    public long memberRemoved(ProgramRequest request, String roomId, String userId) {
        return changeRoom(
                request, roomId, room -> membership.dismiss(room, request.cause(), membership.requirePerson(userId)));
    }

    private interface RoomChange {
        void applyTo(Conversation room);
    }

    private long change(ProgramRequest request, String ticketId, RoomChange change) {
        return changeRoom(request, Ids.ticketRoom(ticketId), change);
    }

    private long changeRoom(ProgramRequest request, String roomId, RoomChange change) {
        return programs.once(request, roomId, () -> {
            Conversation room = conversations
                    .lock(roomId)
                    .filter(found -> RoomMembership.mayManage(request.sender(), found))
                    .orElseThrow(() -> RoomMembership.noSuchRoom(roomId));
            change.applyTo(room);
            return room.lastSeq();
        });
    }

    private void assign(ProgramRequest request, Conversation room, String assigneeId) {
        Person assignee = membership.requirePerson(assigneeId);
        if (!assignee.isStaff()) {
            throw Refusal.forbidden("Tickets are assigned to staff.");
        }
        membership.admit(room, request.cause(), assignee);
        room.assignTicket(assigneeId);
    }

    private void changed(ProgramRequest request, Conversation room, Change change) {
        Ticket ticket = room.ticket();
        if (ticket == null) {
            throw new IllegalStateException("Not the room of a ticket: " + room.conversationId());
        }
        log.append(room, request.cause(), (seq, now) -> TicketChanged.of(ticket, change, seq, now));
    }
}
