package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.room.RoomMembership;
import com.sealkloud.chat.room.RoomPeople;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import com.sealkloud.chat.ticket.TicketChanged.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do with tickets: claim, assign, release, escalate, return; {@link HandoverDesk} has
 * what takes two of them. {@link TicketPolicy} says who may. A step that is repeated changes
 * nothing; of two who want the same ticket the second one is refused with {@code conflict}.
 */
@Service
@Transactional
public class TicketDesk {

    private final Tickets tickets;
    private final LockedTickets rooms;
    private final RoomMembership membership;
    private final RoomPeople people;
    private final TicketMoves moves;
    private final AuditLog audit;

    TicketDesk(
            Tickets tickets,
            LockedTickets rooms,
            RoomMembership membership,
            RoomPeople people,
            TicketMoves moves,
            AuditLog audit) {
        this.tickets = tickets;
        this.rooms = rooms;
        this.membership = membership;
        this.people = people;
        this.moves = moves;
        this.audit = audit;
    }

    /**
     * How the owner leaves a ticket.
     *
     * @param note for the staff of the room alone
     * @param observe whether they stay in the room
     */
    public record Parting(@Nullable String note, boolean observe) {}

    public void claim(Person person, String ticketId) {
        Conversation room = rooms.lockFor(person.userId(), person, ticketId);
        Ticket ticket = tickets.of(room);
        if (ticket.isOf(person.userId()) && !ticket.closed()) {
            return;
        }
        if (ticket.assigneeId() != null) {
            throw LockedTickets.conflict("The ticket belongs to " + ticket.assigneeId() + ".");
        }
        rooms.require(TicketAction.CLAIM, person, room);
        moves.give(room, Cause.of(person), people.requirePerson(person.userId()), Change.CLAIMED);
    }

    public void assign(Person person, String ticketId, String assigneeId) {
        Conversation room = rooms.lockFor(assigneeId, person, ticketId);
        Ticket ticket = tickets.of(room);
        if (ticket.isOf(assigneeId) && !ticket.closed()) {
            return;
        }
        rooms.require(TicketAction.ASSIGN, person, room);
        moves.give(room, Cause.of(person), people.requirePerson(assigneeId), Change.ASSIGNED);
    }

    /** @param requesterId a client; who was it before goes, and cannot come back by themselves */
    public void changeRequester(Person person, String ticketId, String requesterId) {
        Conversation room = rooms.lockFor(requesterId, person, ticketId);
        Person client = people.requirePerson(requesterId);
        TicketPolicy.requireMayBeRequester(client);
        String former = tickets.of(room).requesterId();
        membership.changeRequester(room, Cause.of(person), client);
        if (!requesterId.equals(former)) {
            moves.changed(room, Cause.of(person), Change.REQUESTER_CHANGED);
            audit.recordBy(
                    person.userId(),
                    "ticket.requester_changed",
                    "conversation:" + room.conversationId(),
                    former == null ? null : Map.of("requesterId", former),
                    Map.of("requesterId", requesterId));
        }
    }

    public void release(Person person, String ticketId, boolean observe) {
        Conversation room = rooms.lock(person, ticketId);
        Ticket ticket = tickets.of(room);
        if (ticket.assigneeId() == null && !ticket.closed()) {
            return;
        }
        rooms.require(TicketAction.RELEASE, person, room);
        moves.release(room, Cause.of(person));
        leave(room, person, ticket, observe);
    }

    public void escalate(Person person, String ticketId, Tier tier, Parting parting) {
        Conversation room = rooms.lock(person, ticketId);
        Ticket ticket = tickets.of(room);
        if (tier == ticket.tier() && !ticket.closed()) {
            return;
        }
        rooms.require(TicketAction.ESCALATE, person, room);
        if (!tier.isAbove(ticket.tier())) {
            throw LockedTickets.conflict("Escalating leads to a tier above " + ticket.tier() + ".");
        }
        moves.note(room, Cause.of(person), person, parting.note());
        moves.escalate(room, Cause.of(person), tier, Reason.BY_HAND);
        leave(room, person, ticket, parting.observe());
    }

    public void giveBack(Person person, String ticketId, Tier tier, Parting parting) {
        Conversation room = rooms.lock(person, ticketId);
        Ticket ticket = tickets.of(room);
        if (tier == ticket.tier() && !ticket.closed()) {
            return;
        }
        rooms.require(TicketAction.RETURN, person, room);
        if (!ticket.tier().isAbove(tier)) {
            throw LockedTickets.conflict("Returning leads to a tier below " + ticket.tier() + ".");
        }
        moves.note(room, Cause.of(person), person, parting.note());
        moves.giveBack(room, Cause.of(person), tier);
        leave(room, person, ticket, parting.observe());
    }

    private void leave(Conversation room, Person person, Ticket before, boolean observe) {
        if (before.isOf(person.userId()) && !observe) {
            membership.dismiss(room, Cause.of(person), person);
        }
    }
}
