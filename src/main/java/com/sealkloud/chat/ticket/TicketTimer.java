package com.sealkloud.chat.ticket;

import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import com.sealkloud.chat.ticket.TicketChanged.Reason;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of tickets that the service takes by itself: automatic escalation, and noting that
 * nobody is on duty. Nodes that check the same ticket wait for each other.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TicketTimer {

    private final Tickets tickets;
    private final ConversationRepository conversations;
    private final TicketMoves moves;

    TicketTimer(Tickets tickets, ConversationRepository conversations, TicketMoves moves) {
        this.tickets = tickets;
        this.conversations = conversations;
        this.moves = moves;
    }

    /**
     * @return the ticket of this room, which stays as it is until the caller's transaction ends;
     *     nothing for other conversations
     */
    public Optional<Ticket> lock(String roomId) {
        return conversations.lock(roomId).flatMap(tickets::find);
    }

    /** Puts it into the queue of a tier above; who had it stays in the room. */
    public void escalate(String roomId, Tier tier, Reason reason) {
        moves.escalate(require(roomId), Cause.SYSTEM, tier, reason);
    }

    /**
     * Tells staff and the ticket service that nobody of any tier is on duty, or that somebody is
     * again.
     */
    public void unattended(String roomId, boolean isSo) {
        Conversation room = require(roomId);
        tickets.state(room).unattended(isSo);
        moves.changed(room, Cause.SYSTEM, isSo ? Change.UNATTENDED : Change.ATTENDED);
    }

    private Conversation require(String roomId) {
        return conversations.lock(roomId).orElseThrow();
    }
}
