package com.sealkloud.chat.ticket;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.program.ProgramRequests;
import com.sealkloud.chat.room.RoomMembership;
import com.sealkloud.chat.room.RoomOpening;
import com.sealkloud.chat.room.RoomPeople;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import com.sealkloud.chat.ticket.TicketChanged.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What ticket services do to the rooms of their tickets. Each call is one transaction, does nothing
 * when it is repeated under the same key, and gives the {@code seq} at which the room's log ends
 * after it.
 */
@Service
public class TicketRooms {

    private final Tickets tickets;
    private final ConversationRepository conversations;
    private final RoomOpening opening;
    private final RoomMembership membership;
    private final RoomPeople people;
    private final TicketMoves moves;
    private final TicketRequests requests;
    private final TicketKeeper keeper;
    private final ProgramRequests programs;
    private final Clock clock;

    TicketRooms(
            Tickets tickets,
            ConversationRepository conversations,
            RoomOpening opening,
            RoomMembership membership,
            RoomPeople people,
            TicketMoves moves,
            TicketRequests requests,
            TicketKeeper keeper,
            ProgramRequests programs,
            Clock clock) {
        this.tickets = tickets;
        this.conversations = conversations;
        this.opening = opening;
        this.membership = membership;
        this.people = people;
        this.moves = moves;
        this.requests = requests;
        this.keeper = keeper;
        this.programs = programs;
        this.clock = clock;
    }

    /**
     * A ticket as its service opens it.
     *
     * @param requestId of the staff's request that this answers; one that is not known is passed
     *     over
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
            people.keepRoles(Stream.of(ticket.requesterId(), ticket.assigneeId())
                    .filter(Objects::nonNull)
                    .toList());
            Conversation room = conversations
                    .lock(roomId)
                    .orElseGet(() -> opening.openTicketRoom(request.cause(), ticket.ticketId(), ticket.title()));
            room.rename(ticket.title());
            String status = ticket.status();
            boolean closing = status != null && keeper.closes(status);
            if (closing || (status == null && tickets.of(room).closed())) {
                status = keeper.firstStatus();
            }
            tickets.state(room).describe(ticket.number(), status);
            tickets.state(room).reopen(clock.instant());
            if (ticket.requesterId() != null) {
                membership.changeRequester(room, request.cause(), people.requirePerson(ticket.requesterId()));
            }
            if (ticket.assigneeId() != null) {
                moves.give(room, request.cause(), people.requirePerson(ticket.assigneeId()), Change.OPENED);
            } else {
                moves.changed(room, request.cause(), Change.OPENED);
            }
            requests.answered(request.cause(), ticket.requestId(), room);
            if (closing) {
                moves.close(room, request.cause(), keeper.lastStatus());
            }
            return room.lastSeq();
        });
    }

    @Transactional
    public long statusChanged(ProgramRequest request, String ticketId, String status) {
        String roomId = Ids.ticketRoom(ticketId);
        List<String> ownerIds = keeper.reopens(status) ? tickets.formerOwner(roomId) : List.of();
        return changeRoom(request, roomId, ownerIds, room -> {
            if (keeper.closes(status)) {
                moves.close(room, request.cause(), status);
            } else if (tickets.of(room).closed() && keeper.reopens(status)) {
                moves.reopen(room, request.cause(), status);
            } else {
                moves.status(room, request.cause(), status);
            }
        });
    }

    /** @param assigneeId somebody of the staff, who becomes a member; null for nobody */
    @Transactional
    public long assigned(ProgramRequest request, String ticketId, @Nullable String assigneeId) {
        List<String> ids = assigneeId == null ? List.of() : List.of(assigneeId);
        return changeRoom(request, Ids.ticketRoom(ticketId), ids, room -> {
            if (assigneeId == null) {
                moves.release(room, request.cause());
            } else {
                moves.give(room, request.cause(), people.requirePerson(assigneeId), Change.ASSIGNED);
            }
        });
    }

    /** The room stays open for whoever wants to add something. */
    @Transactional
    public long closed(ProgramRequest request, String ticketId, @Nullable String status) {
        String last = status == null ? keeper.lastStatus() : status;
        return change(request, ticketId, room -> moves.close(room, request.cause(), last));
    }

    /**
     * Puts the ticket into the queue of a tier above; who had it stays in the room.
     *
     * @param tier null for the next one
     * @param note for the staff of the room alone
     */
    @Transactional
    public long escalated(ProgramRequest request, String ticketId, @Nullable Tier tier, @Nullable String note) {
        return change(request, ticketId, room -> {
            Ticket ticket = tickets.of(room);
            Tier target = Optional.ofNullable(tier)
                    .or(ticket.tier()::next)
                    .filter(wanted -> !ticket.closed() && wanted.isAbove(ticket.tier()))
                    .orElseThrow(() -> new Refusal(RefusalCode.CONFLICT, "The ticket cannot go further up."));
            moves.note(room, request.cause(), request.sender(), note);
            moves.escalate(room, request.cause(), target, Reason.BY_HAND);
        });
    }

    @Transactional
    public long memberAdded(ProgramRequest request, String roomId, String userId) {
        return changeRoom(
                request,
                roomId,
                List.of(userId),
                room -> membership.bringIn(room, request.cause(), people.requirePerson(userId)));
    }

    @Transactional
    public long memberRemoved(ProgramRequest request, String roomId, String userId) {
        return changeRoom(
                request,
                roomId,
                List.of(),
                room -> membership.remove(room, request.cause(), people.requireEvenDisabled(userId)));
    }

    private interface RoomChange {
        void applyTo(Conversation room);
    }

    private long change(ProgramRequest request, String ticketId, RoomChange change) {
        return changeRoom(request, Ids.ticketRoom(ticketId), List.of(), change);
    }

    /** @param receiverIds who is to be in it afterwards */
    private long changeRoom(ProgramRequest request, String roomId, List<String> receiverIds, RoomChange change) {
        return programs.once(request, roomId, () -> {
            people.keepRoles(receiverIds);
            Conversation room = conversations
                    .lock(roomId)
                    .filter(found -> ConversationAccess.mayManage(request.sender(), found))
                    .orElseThrow(() -> RoomMembership.noSuchRoom(roomId));
            change.applyTo(room);
            return room.lastSeq();
        });
    }
}
