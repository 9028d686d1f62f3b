package com.sealkloud.chat.ownticket;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.message.Post;
import com.sealkloud.chat.message.PostGate;
import com.sealkloud.chat.ticket.TicketMoves;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A closed ticket is reopened by its requester's next message, and takes none of theirs after
 * {@code chat.ticket.reopen-within}.
 */
@Component
class ClosedTickets implements PostGate {

    private final OwnTicketPolicy policy;
    private final OwnTicketProperties properties;
    private final TicketMoves moves;
    private final ConversationRepository conversations;
    private final JdbcClient jdbc;

    ClosedTickets(
            OwnTicketPolicy policy,
            OwnTicketProperties properties,
            TicketMoves moves,
            ConversationRepository conversations,
            JdbcClient jdbc) {
        this.policy = policy;
        this.properties = properties;
        this.moves = moves;
        this.conversations = conversations;
        this.jdbc = jdbc;
    }

    @Override
    public Collection<Post> closedTo(Collection<Post> posts) {
        if (!policy.areOwn()) {
            return List.of();
        }
        List<Post> ofClients = posts.stream()
                .filter(post -> post.sender().isClient() && Ids.isTicketRoom(post.conversationId()))
                .toList();
        if (ofClients.isEmpty()) {
            return List.of();
        }
        Set<String> closed = closed(ofClients.stream().map(Post::conversationId).toList());
        return ofClients.stream()
                .filter(post -> closed.contains(post.conversationId()))
                .toList();
    }

    private Set<String> closed(List<String> rooms) {
        return jdbc.sql("select conversation_id from conversation where conversation_id = any(:ids) and ticket_closed")
                .param("ids", texts(rooms))
                .query(String.class)
                .set();
    }

    @Override
    public void requireNotOver(Person sender, Conversation conversation) {
        if (policy.areOwn()
                && sender.isClient()
                && Ids.isTicketRoom(conversation.conversationId())
                && policy.isOver(conversation)) {
            throw policy.closed(conversation);
        }
    }

    @Override
    public void open(Post post) {
        Conversation room = conversations.lock(post.conversationId()).orElseThrow();
        if (policy.isOver(room)) {
            throw policy.closed(room);
        }
        moves.reopen(room, post.cause(), properties.firstStatus());
        conversations.flush();
    }
}
