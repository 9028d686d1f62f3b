package com.sealkloud.chat.ownticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.ownticket.OwnTicketPolicy.Action;
import com.sealkloud.chat.room.RoomMembership;
import com.sealkloud.chat.room.RoomPeople;
import com.sealkloud.chat.ticket.Ticket;
import com.sealkloud.chat.ticket.TicketDesk;
import com.sealkloud.chat.ticket.TicketKeeper;
import com.sealkloud.chat.ticket.TicketMoves;
import com.sealkloud.chat.ticket.Tickets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Closes, reopens and edits tickets that this service keeps itself. {@link OwnTicketPolicy} says
 * who may. A step that is repeated changes nothing.
 */
@Service
@Transactional
class OwnTickets {

    private final OwnTicketPolicy policy;
    private final OwnTicketProperties properties;
    private final TicketKeeper keeper;
    private final TicketMoves moves;
    private final TicketDesk desk;
    private final RoomMembership membership;
    private final RoomPeople people;
    private final Tickets tickets;
    private final ConversationRepository conversations;
    private final LastWords lastWords;

    OwnTickets(
            OwnTicketPolicy policy,
            OwnTicketProperties properties,
            TicketKeeper keeper,
            TicketMoves moves,
            TicketDesk desk,
            RoomMembership membership,
            RoomPeople people,
            Tickets tickets,
            ConversationRepository conversations,
            LastWords lastWords) {
        this.policy = policy;
        this.properties = properties;
        this.keeper = keeper;
        this.moves = moves;
        this.desk = desk;
        this.membership = membership;
        this.people = people;
        this.tickets = tickets;
        this.conversations = conversations;
        this.lastWords = lastWords;
    }

    /**
     * @param message the last one, for everybody in the room
     * @param reason a note for the staff of the room, by staff
     * @throws Refusal {@code closed} if it is closed already, and there is something to say
     */
    public void close(Person caller, String ticketId, @Nullable String message, @Nullable String reason) {
        // Who says something is in the room afterwards.
        Person person = message == null ? caller : people.keep(caller);
        Conversation room = lock(person, ticketId);
        if (tickets.of(room).closed()) {
            requireAreSaid(room, person, message, reason);
            return;
        }
        policy.require(Action.CLOSE, person, room);
        if (reason != null) {
            OwnTicketPolicy.requireMayGiveReason(person);
        }
        Cause cause = Cause.of(person);
        if (message != null) {
            membership.admit(room, cause, person);
            moves.say(room, cause, person, message);
        }
        moves.note(room, cause, person, reason);
        moves.close(room, cause, keeper.lastStatus());
    }

    /** What was written for a ticket that a colleague has closed meanwhile would be lost. */
    private void requireAreSaid(Conversation room, Person person, @Nullable String message, @Nullable String reason) {
        boolean isReasonSaid = reason == null
                || conversations
                        .findById(Ids.notesOf(room.conversationId()))
                        .filter(notes -> lastWords.are(notes, person, reason))
                        .isPresent();
        if (!lastWords.are(room, person, message) || !isReasonSaid) {
            throw new Refusal(RefusalCode.CLOSED, "The ticket is closed already. Nothing was said.");
        }
    }

    public void reopen(Person person, String ticketId) {
        // Clients are not kept waiting for an account of the staff.
        if (person.isStaff()) {
            people.keepRoles(tickets.formerOwner(Ids.ticketRoom(ticketId)));
        }
        Conversation room = lock(person, ticketId);
        if (tickets.of(room).closed()) {
            policy.require(Action.REOPEN, person, room);
            moves.reopen(room, Cause.of(person), properties.firstStatus());
        }
    }

    /** @param status one of {@code chat.ticket.statuses}; the last one closes the ticket */
    public void setStatus(Person person, String ticketId, String status) {
        Conversation room = lock(person, ticketId);
        if (!properties.statuses().contains(status)) {
            throw Refusal.badRequest("The statuses are " + String.join(", ", properties.statuses()) + ".");
        }
        Ticket ticket = tickets.of(room);
        if (status.equals(ticket.status()) && ticket.closed() == keeper.closes(status)) {
            return;
        }
        policy.require(Action.SET_STATUS, person, room);
        if (keeper.closes(status)) {
            moves.close(room, Cause.of(person), status);
        } else {
            moves.status(room, Cause.of(person), status);
        }
    }

    /**
     * Changes what is given, all of it or nothing. Who keeps the title elsewhere may change the
     * requester here.
     */
    public void change(Person person, String ticketId, @Nullable String title, @Nullable String requesterId) {
        if (requesterId != null && person.isStaff()) {
            people.keepRoles(List.of(requesterId));
        }
        if (title != null) {
            rename(person, ticketId, title);
        }
        if (requesterId != null) {
            desk.changeRequester(person, ticketId, requesterId);
        }
    }

    private void rename(Person person, String ticketId, String title) {
        Conversation room = lock(person, ticketId);
        policy.require(Action.EDIT, person, room);
        if (!title.equals(room.name())) {
            moves.rename(room, Cause.of(person), title);
        }
    }

    /** The policy answers those who may not do anything, for it knows whose ticket it is. */
    private Conversation lock(Person person, String ticketId) {
        policy.requireOwn();
        return conversations
                .lock(Ids.ticketRoom(ticketId))
                .filter(room -> Tickets.isTicketRoom(room))
                .filter(room -> OwnTicketPolicy.maySee(person, room))
                .orElseThrow(() -> Refusal.notFound("There is no ticket " + ticketId + " for you."));
    }
}
