package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.Handover;
import com.sealkloud.chat.conversation.Handover.Outcome;
import com.sealkloud.chat.conversation.HandoverRepository;
import com.sealkloud.chat.conversation.Ticket;
import com.sealkloud.chat.conversation.TicketAction;
import com.sealkloud.chat.conversation.Tier;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.room.RoomMembership;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import com.sealkloud.chat.ticket.TicketChanged.Reason;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do with tickets: claim, assign, release, hand over, escalate, return. {@link
 * TicketAction} says who may. A step that is repeated changes nothing; of two who want the same
 * ticket the second one is refused with {@code conflict}.
 */
@Service
@Transactional
class TicketDesk {

    private final ConversationRepository conversations;
    private final HandoverRepository handovers;
    private final ConversationAccess access;
    private final RoomMembership membership;
    private final TicketMoves moves;
    private final AuditLog audit;
    private final Clock clock;

    TicketDesk(
            ConversationRepository conversations,
            HandoverRepository handovers,
            ConversationAccess access,
            RoomMembership membership,
            TicketMoves moves,
            AuditLog audit,
            Clock clock) {
        this.conversations = conversations;
        this.handovers = handovers;
        this.access = access;
        this.membership = membership;
        this.moves = moves;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * How the owner leaves a ticket.
     *
     * @param note for the staff of the room alone
     * @param observe whether they stay in the room
     */
    record Parting(@Nullable String note, boolean observe) {}

    public void claim(Person person, String ticketId) {
        Conversation room = lock(person, ticketId);
        Ticket ticket = room.requireTicket();
        if (ticket.isOf(person.userId()) && !ticket.closed()) {
            return;
        }
        if (ticket.assigneeId() != null) {
            throw conflict("The ticket belongs to " + ticket.assigneeId() + ".");
        }
        require(TicketAction.CLAIM, person, room);
        moves.give(room, Cause.of(person), person, Change.CLAIMED);
    }

    public void assign(Person person, String ticketId, String assigneeId) {
        Conversation room = lock(person, ticketId);
        Ticket ticket = room.requireTicket();
        if (ticket.isOf(assigneeId) && !ticket.closed()) {
            return;
        }
        require(TicketAction.ASSIGN, person, room);
        moves.give(room, Cause.of(person), membership.requirePerson(assigneeId), Change.ASSIGNED);
    }

    /** @param requesterId a client; who was it before goes, and cannot come back by themselves */
    public void changeRequester(Person person, String ticketId, String requesterId) {
        Conversation room = lock(person, ticketId);
        Person client = membership.requirePerson(requesterId);
        if (!client.isClient()) {
            throw Refusal.forbidden("The requester of a ticket is a client.");
        }
        String former = room.requireTicket().requesterId();
        membership.changeRequester(room, Cause.of(person), client);
        if (!requesterId.equals(former)) {
            audit.recordBy(
                    person.userId(),
                    "ticket.requester_changed",
                    "conversation:" + room.conversationId(),
                    former == null ? null : Map.of("requesterId", former),
                    Map.of("requesterId", requesterId));
        }
    }

    public void release(Person person, String ticketId, boolean observe) {
        Conversation room = lock(person, ticketId);
        Ticket ticket = room.requireTicket();
        if (ticket.assigneeId() == null && !ticket.closed()) {
            return;
        }
        require(TicketAction.RELEASE, person, room);
        moves.release(room, Cause.of(person));
        leave(room, person, ticket, observe);
    }

    public void escalate(Person person, String ticketId, Tier tier, Parting parting) {
        Conversation room = lock(person, ticketId);
        Ticket ticket = room.requireTicket();
        if (tier == ticket.tier() && !ticket.closed()) {
            return;
        }
        require(TicketAction.ESCALATE, person, room);
        if (!tier.isAbove(ticket.tier())) {
            throw conflict("Escalating leads to a tier above " + ticket.tier() + ".");
        }
        moves.note(room, Cause.of(person), person, parting.note());
        moves.escalate(room, Cause.of(person), tier, Reason.BY_HAND);
        leave(room, person, ticket, parting.observe());
    }

    public void giveBack(Person person, String ticketId, Tier tier, Parting parting) {
        Conversation room = lock(person, ticketId);
        Ticket ticket = room.requireTicket();
        if (tier == ticket.tier() && !ticket.closed()) {
            return;
        }
        require(TicketAction.RETURN, person, room);
        if (!ticket.tier().isAbove(tier)) {
            throw conflict("Returning leads to a tier below " + ticket.tier() + ".");
        }
        moves.note(room, Cause.of(person), person, parting.note());
        moves.giveBack(room, Cause.of(person), tier);
        leave(room, person, ticket, parting.observe());
    }

    public void offer(Person person, String ticketId, String toId, Parting parting) {
        Conversation room = lock(person, ticketId);
        Handover open = handovers.openOf(room).orElse(null);
        if (open != null && open.toId().equals(toId)) {
            return;
        }
        if (open != null) {
            throw conflict("The ticket is offered to " + open.toId() + ".");
        }
        require(TicketAction.HAND_OVER, person, room);
        Person receiver = membership.requirePerson(toId);
        String ownerId = room.requireTicket().assigneeId();
        if (ownerId == null || ownerId.equals(toId)) {
            throw conflict("The ticket belongs to " + toId + ".");
        }
        if (!receiver.isStaff()) {
            throw Refusal.forbidden("Tickets are worked on by staff.");
        }
        boolean broughtIn = !membership.isMember(room, toId);
        Cause cause = Cause.of(person);
        membership.admitUnseen(room, cause, receiver);
        moves.note(room, cause, person, parting.note());
        moves.offer(
                room,
                cause,
                new Handover(room, ownerId, toId, parting.note(), parting.observe(), broughtIn, clock.instant()));
    }

    public void accept(Person person, String ticketId, String handoverId) {
        Conversation room = lock(person, ticketId);
        Handover offer = requireOffer(room, handoverId);
        requireReceiver(offer, person);
        if (isSettled(offer, Outcome.ACCEPTED)) {
            return;
        }
        Cause cause = Cause.of(person);
        moves.settle(room, cause, offer, Outcome.ACCEPTED);
        if (offer.broughtIn()) {
            membership.show(room, cause, person);
        }
        moves.give(room, cause, person, Change.HANDED_OVER);
        if (!offer.observe()) {
            membership.dismiss(room, cause, offer.fromId());
        }
    }

    public void decline(Person person, String ticketId, String handoverId, @Nullable String note) {
        Conversation room = lock(person, ticketId);
        Handover offer = requireOffer(room, handoverId);
        requireReceiver(offer, person);
        if (!isSettled(offer, Outcome.DECLINED)) {
            moves.note(room, Cause.of(person), person, note);
            moves.settle(room, Cause.of(person), offer, Outcome.DECLINED);
        }
    }

    public void withdraw(Person person, String ticketId, String handoverId) {
        Conversation room = lock(person, ticketId);
        Handover offer = requireOffer(room, handoverId);
        if (!TicketAction.mayWithdraw(person, offer)) {
            throw Refusal.forbidden("The offer is not yours.");
        }
        if (!isSettled(offer, Outcome.WITHDRAWN)) {
            moves.settle(room, Cause.of(person), offer, Outcome.WITHDRAWN);
        }
    }

    private Conversation lock(Person person, String ticketId) {
        Conversation room = conversations
                .lock(Ids.ticketRoom(ticketId))
                .filter(found -> found.kind() == ConversationKind.TICKET)
                .filter(found -> !person.isClient() || access.isMember(person, found))
                .orElseThrow(() -> Refusal.notFound("There is no ticket " + ticketId + " for you."));
        if (!person.isStaff()) {
            throw Refusal.forbidden("Tickets are worked on by staff.");
        }
        return room;
    }

    private void require(TicketAction action, Person person, Conversation room) {
        Ticket ticket = room.requireTicket();
        if (ticket.closed()) {
            throw conflict("The ticket is closed.");
        }
        if (!TicketAction.openTo(person, ticket, handovers.openOf(room).orElse(null))
                .contains(action)) {
            throw Refusal.forbidden("That is not for you to do with this ticket now.");
        }
    }

    private Handover requireOffer(Conversation room, String handoverId) {
        return handovers
                .findById(handoverId)
                .filter(offer -> offer.conversationId().equals(room.conversationId()))
                .orElseThrow(() -> Refusal.notFound("There is no hand-over " + handoverId + "."));
    }

    private static void requireReceiver(Handover offer, Person person) {
        if (!TicketAction.mayAnswer(person, offer)) {
            throw Refusal.forbidden("The ticket is offered to " + offer.toId() + ".");
        }
    }

    /** @return whether it has ended this way before, so that nothing is left to do */
    private static boolean isSettled(Handover offer, Outcome wanted) {
        if (offer.outcome() != Outcome.OPEN && offer.outcome() != wanted) {
            throw conflict("The offer is over.");
        }
        return offer.outcome() == wanted;
    }

    private void leave(Conversation room, Person person, Ticket before, boolean observe) {
        if (before.isOf(person.userId()) && !observe) {
            membership.dismiss(room, Cause.of(person), person);
        }
    }

    private static Refusal conflict(String message) {
        return new Refusal(RefusalCode.CONFLICT, message);
    }
}
