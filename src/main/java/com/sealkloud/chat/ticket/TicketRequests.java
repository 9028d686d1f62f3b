package com.sealkloud.chat.ticket;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.ConversationLog;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * "Make a ticket of this": asks the ticket service by an event, and links the conversation with the
 * room of the ticket when it answers.
 */
@Service
public class TicketRequests {

    private final Tickets tickets;
    private final ConversationRepository conversations;
    private final ConversationAccess access;
    private final ConversationLog log;
    private final TicketKeepingProperties keeping;
    private final JdbcClient jdbc;
    private final Clock clock;

    TicketRequests(
            Tickets tickets,
            ConversationRepository conversations,
            ConversationAccess access,
            ConversationLog log,
            TicketKeepingProperties keeping,
            JdbcClient jdbc,
            Clock clock) {
        this.tickets = tickets;
        this.conversations = conversations;
        this.access = access;
        this.log = log;
        this.keeping = keeping;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @return the id under which the ticket service will answer
     * @throws Refusal {@code not_found} for a conversation that is not theirs, {@code closed} if it
     *     is read-only, {@code conflict} in the room of a ticket; where this service keeps the
     *     tickets, of one that is open
     */
    @Transactional
    public String ask(Person asker, String conversationId, String title) {
        Conversation conversation = conversations
                .lock(conversationId)
                .filter(found -> !found.isEnded() && access.isMember(asker, found))
                .orElseThrow(() -> Refusal.notFound("There is no conversation " + conversationId + " for you."));
        if (!keeping.areOwn()) {
            TicketPolicy.requireMayAskFor(asker);
        }
        conversation.requireNotArchived();
        requireNoOpenTicket(conversation);
        String requestId = Ids.next();
        jdbc.sql("""
                        insert into ticket_request (request_id, conversation_id, requested_by, title, requested_at)
                        values (:requestId, :conversationId, :askerId, :title, :now)""")
                .param("requestId", requestId)
                .param("conversationId", conversationId)
                .param("askerId", asker.userId())
                .param("title", title)
                .param("now", utc(clock.instant()))
                .update();
        log.append(
                conversation,
                new Cause(asker.userId(), requestId),
                (seq, now) -> new TicketRequested(
                        conversationId,
                        seq,
                        conversation.roomId(),
                        requestId,
                        title,
                        asker.userId(),
                        conversation.people(),
                        now));
        return requestId;
    }

    private void requireNoOpenTicket(Conversation conversation) {
        boolean mayFollow = keeping.areOwn()
                && tickets.find(conversation).filter(Ticket::closed).isPresent();
        if (conversation.ticketId() != null && !mayFollow) {
            throw new Refusal(RefusalCode.CONFLICT, "This conversation belongs to a ticket already.");
        }
    }

    /**
     * Links the ticket's room with the conversation from which it was asked for, if it was; one
     * that belongs to a closed ticket is what the new one follows.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(Cause cause, @Nullable String requestId, Conversation room) {
        if (requestId == null) {
            return;
        }
        Ticket ticket = tickets.of(room);
        unanswered(requestId).ifPresent(originId -> {
            Conversation origin = conversations.lock(originId).orElseThrow();
            requireMayLearnOf(origin, ticket);
            if (Tickets.isTicketRoom(origin)) {
                tickets.state(room).follow(originId);
            }
            jdbc.sql("update ticket_request set ticket_room_id = :roomId where request_id = :requestId")
                    .param("roomId", room.conversationId())
                    .param("requestId", requestId)
                    .update();
            log.append(
                    origin,
                    cause,
                    (seq, now) -> new TicketLinked(
                            origin.conversationId(),
                            seq,
                            origin.roomId(),
                            requestId,
                            ticket.ticketId(),
                            room.conversationId(),
                            ticket.title(),
                            origin.people(),
                            now));
        });
    }

    /**
     * @return the conversation in which a ticket was asked for under this id, and has not been
     *     answered yet
     */
    private Optional<String> unanswered(String requestId) {
        String sql =
                "select conversation_id from ticket_request where request_id = :requestId and ticket_room_id is null";
        return jdbc.sql(sql).param("requestId", requestId).query(String.class).optional();
    }

    /**
     * A client who talks to staff must not learn of the ticket of another client by a slip of the
     * ticket service, or of staff.
     */
    private static void requireMayLearnOf(Conversation origin, Ticket ticket) {
        String requesterId = ticket.requesterId();
        if (requesterId != null && isReadByAnother(origin, requesterId)) {
            throw new Refusal(
                    RefusalCode.CONFLICT,
                    "The ticket was asked for in a conversation that " + requesterId + " is not in.");
        }
    }

    private static boolean isReadByAnother(Conversation origin, String requesterId) {
        if (Tickets.isTicketRoom(origin)) {
            return origin.requesterId() != null && !origin.isRequester(requesterId);
        }
        return origin.kind() == ConversationKind.DIRECT && !origin.people().contains(requesterId);
    }
}
