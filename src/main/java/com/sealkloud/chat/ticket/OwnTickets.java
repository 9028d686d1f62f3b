package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.room.RoomMembership;
import com.sealkloud.chat.ticket.OwnTicketPolicy.Action;
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
    private final TicketMoves moves;
    private final RoomMembership membership;
    private final ConversationRepository conversations;

    OwnTickets(
            OwnTicketPolicy policy,
            OwnTicketProperties properties,
            TicketMoves moves,
            RoomMembership membership,
            ConversationRepository conversations) {
        this.policy = policy;
        this.properties = properties;
        this.moves = moves;
        this.membership = membership;
        this.conversations = conversations;
    }

    /**
     * @param message the last one, for everybody in the room
     * @param reason a note for the staff of the room, by staff
     */
    public void close(Person person, String ticketId, @Nullable String message, @Nullable String reason) {
        Conversation room = lock(person, ticketId);
        if (room.requireTicket().closed()) {
            return;
        }
        policy.require(Action.CLOSE, person, room);
        if (reason != null && !person.isStaff()) {
            throw Refusal.forbidden("The reason is a note of the staff; write a message.");
        }
        Cause cause = Cause.of(person);
        if (message != null) {
            membership.admit(room, cause, person);
            moves.say(room, cause, person, message);
        }
        moves.note(room, cause, person, reason);
        moves.close(room, cause, properties.lastStatus());
    }

    public void reopen(Person person, String ticketId) {
        Conversation room = lock(person, ticketId);
        if (room.requireTicket().closed()) {
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
        if (status.equals(room.requireTicket().status())) {
            return;
        }
        policy.require(Action.SET_STATUS, person, room);
        if (status.equals(properties.lastStatus())) {
            moves.close(room, Cause.of(person), status);
        } else {
            moves.status(room, Cause.of(person), status);
        }
    }

    public void rename(Person person, String ticketId, String title) {
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
                .filter(room -> room.ticket() != null)
                .filter(room -> !person.isClient() || room.isRequester(person.userId()))
                .orElseThrow(() -> Refusal.notFound("There is no ticket " + ticketId + " for you."));
    }
}
