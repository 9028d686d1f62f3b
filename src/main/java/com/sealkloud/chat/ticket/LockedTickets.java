package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import org.springframework.stereotype.Component;

/** Tickets that are locked for a step of staff. The caller has a transaction. */
@Component
class LockedTickets {

    private final AccountRepository accounts;
    private final Tickets tickets;
    private final ConversationRepository conversations;
    private final HandoverRepository handovers;
    private final ConversationAccess access;

    LockedTickets(
            AccountRepository accounts,
            Tickets tickets,
            ConversationRepository conversations,
            HandoverRepository handovers,
            ConversationAccess access) {
        this.accounts = accounts;
        this.tickets = tickets;
        this.conversations = conversations;
        this.handovers = handovers;
        this.access = access;
    }

    /** @throws Refusal {@code not_found} if this person cannot see it, {@code forbidden} */
    Conversation lock(Person person, String ticketId) {
        Conversation room = conversations
                .lock(Ids.ticketRoom(ticketId))
                .filter(found -> found.kind() == ConversationKind.TICKET)
                .filter(found -> TicketPolicy.maySee(person, found, access))
                .orElseThrow(() -> Refusal.notFound("There is no ticket " + ticketId + " for you."));
        TicketPolicy.requireMayWorkOn(person);
        return room;
    }

    /**
     * Locks a ticket that is to be somebody's, and this person before it, as everybody does who
     * locks both: the session of a caller hears of another role after the change, which has put
     * them out of their tickets by then.
     *
     * @param receiverId who is to have it, or to be its requester
     */
    Conversation lockFor(String receiverId, Person person, String ticketId) {
        // Others are refused in any case, and would wait here for somebody else's account.
        if (person.isStaff()) {
            accounts.findLocked(receiverId);
        }
        return lock(person, ticketId);
    }

    /** @throws Refusal if the step is not for this person, or not now */
    void require(TicketAction action, Person person, Conversation room) {
        TicketPolicy.require(
                action, person, tickets.of(room), handovers.openOf(room).orElse(null));
    }

    static Refusal conflict(String message) {
        return new Refusal(RefusalCode.CONFLICT, message);
    }
}
