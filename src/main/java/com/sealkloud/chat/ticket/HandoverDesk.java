package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.room.RoomMembership;
import com.sealkloud.chat.room.RoomPeople;
import com.sealkloud.chat.ticket.Handover.Outcome;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import com.sealkloud.chat.ticket.TicketDesk.Parting;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Handovers of tickets: an assignee offers one to a colleague, who accepts or declines it, or takes
 * the offer back. A step that is repeated changes nothing.
 */
@Service
@Transactional
public class HandoverDesk {

    private final Tickets tickets;
    private final LockedTickets rooms;
    private final HandoverRepository handovers;
    private final HandoverNotes notes;
    private final RoomMembership membership;
    private final RoomPeople people;
    private final TicketMoves moves;
    private final Clock clock;

    HandoverDesk(
            Tickets tickets,
            LockedTickets rooms,
            HandoverRepository handovers,
            HandoverNotes notes,
            RoomMembership membership,
            RoomPeople people,
            TicketMoves moves,
            Clock clock) {
        this.tickets = tickets;
        this.rooms = rooms;
        this.handovers = handovers;
        this.notes = notes;
        this.membership = membership;
        this.people = people;
        this.moves = moves;
        this.clock = clock;
    }

    public void offer(Person person, String ticketId, String toId, Parting parting) {
        Conversation room = rooms.lockFor(toId, person, ticketId);
        Handover open = handovers.openOf(room).orElse(null);
        if (open != null && open.toId().equals(toId)) {
            return;
        }
        if (open != null) {
            throw LockedTickets.conflict("The ticket is offered to " + open.toId() + ".");
        }
        rooms.require(TicketAction.HAND_OVER, person, room);
        Person receiver = people.requirePerson(toId);
        String ownerId = tickets.of(room).assigneeId();
        if (ownerId == null || ownerId.equals(toId)) {
            throw LockedTickets.conflict("The ticket belongs to " + toId + ".");
        }
        TicketPolicy.requireMayWorkOn(receiver);
        boolean broughtIn = !membership.isMember(room, toId);
        Cause cause = Cause.of(person);
        membership.admitUnseen(room, cause, receiver);
        moves.note(room, cause, person, parting.note());
        Handover offer = new Handover(room, ownerId, toId, parting.observe(), broughtIn, clock.instant());
        offer.storeNote(notes.stored(offer, parting.note()));
        moves.offer(room, cause, offer);
    }

    public void accept(Person person, String ticketId, String handoverId) {
        Conversation room = rooms.lockFor(person.userId(), person, ticketId);
        Handover offer = requireOffer(room, handoverId);
        TicketPolicy.requireMayAnswer(person, offer);
        if (isSettled(offer, Outcome.ACCEPTED)) {
            return;
        }
        Cause cause = Cause.of(person);
        moves.settle(room, cause, offer, Outcome.ACCEPTED);
        if (offer.broughtIn()) {
            membership.show(room, cause, person);
        }
        moves.give(room, cause, people.requirePerson(person.userId()), Change.HANDED_OVER);
        if (!offer.observe()) {
            membership.dismiss(room, cause, offer.fromId());
        }
    }

    public void decline(Person person, String ticketId, String handoverId, @Nullable String note) {
        Conversation room = rooms.lock(person, ticketId);
        Handover offer = requireOffer(room, handoverId);
        TicketPolicy.requireMayAnswer(person, offer);
        if (!isSettled(offer, Outcome.DECLINED)) {
            moves.note(room, Cause.of(person), person, note);
            moves.settle(room, Cause.of(person), offer, Outcome.DECLINED);
        }
    }

    public void withdraw(Person person, String ticketId, String handoverId) {
        Conversation room = rooms.lock(person, ticketId);
        Handover offer = requireOffer(room, handoverId);
        TicketPolicy.requireMayWithdraw(person, offer);
        if (!isSettled(offer, Outcome.WITHDRAWN)) {
            moves.settle(room, Cause.of(person), offer, Outcome.WITHDRAWN);
        }
    }

    private Handover requireOffer(Conversation room, String handoverId) {
        return handovers
                .findById(handoverId)
                .filter(offer -> offer.conversationId().equals(room.conversationId()))
                .orElseThrow(() -> Refusal.notFound("There is no handover " + handoverId + "."));
    }

    /** @return whether it has ended this way before, so that nothing is left to do */
    private static boolean isSettled(Handover offer, Outcome wanted) {
        if (offer.outcome() != Outcome.OPEN && offer.outcome() != wanted) {
            throw LockedTickets.conflict("The offer is over.");
        }
        return offer.outcome() == wanted;
    }
}
