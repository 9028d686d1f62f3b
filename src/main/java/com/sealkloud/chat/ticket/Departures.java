package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.LogRows;
import com.sealkloud.chat.conversation.Memberships;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.room.RoomMembership;
import com.sealkloud.chat.ticket.Handover.Outcome;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes somebody out of conversations for good, and tickets out of their hands. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Departures {

    private final LogRows rows;
    private final Tickets tickets;
    private final TicketMoves moves;
    private final HandoverRepository handovers;
    private final RoomMembership membership;
    private final ConversationRepository conversations;
    private final Memberships memberships;
    private final JdbcClient jdbc;

    Departures(
            LogRows rows,
            Tickets tickets,
            TicketMoves moves,
            HandoverRepository handovers,
            RoomMembership membership,
            ConversationRepository conversations,
            Memberships memberships,
            JdbcClient jdbc) {
        this.rows = rows;
        this.tickets = tickets;
        this.moves = moves;
        this.handovers = handovers;
        this.membership = membership;
        this.conversations = conversations;
        this.memberships = memberships;
        this.jdbc = jdbc;
    }

    /** Puts the ticket of a locked room back into its queue, and ends an offer to or by them. */
    void takeOutOfHands(Conversation room, String userId) {
        Ticket ticket = tickets.of(room);
        if (ticket.isOf(userId) && !ticket.closed()) {
            moves.release(room, Cause.SYSTEM);
        }
        handovers
                .openOf(room)
                .filter(offer -> offer.toId().equals(userId) || offer.fromId().equals(userId))
                .ifPresent(offer -> moves.settle(room, Cause.SYSTEM, offer, Outcome.WITHDRAWN));
    }

    /**
     * Takes somebody out of one conversation, which stays for the others. Nobody writes in a direct
     * one of theirs any more.
     *
     * @return whether its title tells of them: that of their own ticket, or what was asked for in a
     *     direct conversation of theirs
     */
    public boolean leave(Person person, String conversationId) {
        String userId = person.userId();
        rows.lock(Set.of(conversationId, Ids.notesOf(conversationId)));
        Conversation conversation = conversations.findById(conversationId).orElseThrow();
        boolean isTheirTalk = conversation.people().contains(userId);
        switch (conversation.kind()) {
            case DIRECT -> {
                if (isTheirTalk) {
                    conversation.end();
                }
                leave(conversationId, userId);
            }
            case NOTES -> leave(conversationId, userId);
            case TEAM -> membership.dismiss(conversation, Cause.SYSTEM, person);
            case TICKET -> {
                takeOutOfHands(conversation, userId);
                membership.dismiss(conversation, Cause.SYSTEM, person);
                handovers.removeNotes(conversationId, userId);
            }
        }
        return isTheirTalk || requesterOf(conversation, userId);
    }

    private void leave(String conversationId, String userId) {
        memberships.end(conversationId, userId);
    }

    private boolean requesterOf(Conversation conversation, String userId) {
        if (conversation.kind() != ConversationKind.NOTES) {
            return conversation.isRequester(userId);
        }
        return conversations
                .findById(Ids.roomOfNotes(conversation.conversationId()))
                .filter(room -> room.isRequester(userId))
                .isPresent();
    }

    /** Replaces the title of a ticket, and of the tickets that were asked for in a conversation. */
    public void retitle(String conversationId, String title) {
        rows.lock(Set.of(conversationId, Ids.notesOf(conversationId)));
        Conversation room = conversations.findById(conversationId).orElseThrow();
        if (room.kind() == ConversationKind.TICKET && !room.name().equals(title)) {
            moves.rename(room, Cause.SYSTEM, title);
        }
        jdbc.sql("update ticket_request set title = ? where conversation_id = ?")
                .param(title)
                .param(conversationId)
                .update();
    }
}
