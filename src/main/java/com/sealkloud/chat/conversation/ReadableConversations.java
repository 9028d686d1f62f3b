package com.sealkloud.chat.conversation;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.account.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All conversations that somebody is in and may read, as {@link ConversationAccess} decides it for
 * one.
 */
@Component
public class ReadableConversations {

    private static final String WHERE_JOINED =
            " from conversation where conversation_id in (select conversation_id from participant where user_id = ?)";

    private static final String IDS = "select conversation_id, kind, requester_id" + WHERE_JOINED;

    private static final String JOINED = "select " + ConversationHeads.COLUMNS + ", ticket_number" + WHERE_JOINED;

    private final JdbcClient jdbc;
    private final ConversationRepository conversations;

    ReadableConversations(JdbcClient jdbc, ConversationRepository conversations) {
        this.jdbc = jdbc;
        this.conversations = conversations;
    }

    /** @param ticketNumber null if it is not the room of a ticket, or the ticket has none */
    public record ReadableConversation(
            Conversation conversation, @Nullable String ticketNumber) {

        public String conversationId() {
            return conversation.conversationId();
        }

        public Instant lastEventAt() {
            return conversation.lastEventAt();
        }
    }

    /** @return those of the last events, newest first */
    public List<Conversation> newest(Person person, int limit) {
        return conversations.pageOf(person.userId(), ConversationViews.Cursor.END_OF_TIME, "", Limit.of(limit)).stream()
                .filter(conversation -> conversation.admits(person))
                .toList();
    }

    /** @param only null for all kinds */
    public Set<String> ids(Person person, @Nullable ConversationKind only) {
        Set<String> ids = new HashSet<>();
        jdbc.sql(IDS).param(person.userId()).query(row -> {
            ConversationKind kind = ConversationKind.valueOf(row.getString(2));
            if ((only == null || only == kind) && Conversation.admits(kind, row.getString(3), person)) {
                ids.add(row.getString(1));
            }
        });
        return ids;
    }

    public List<ReadableConversation> of(Person person) {
        return admitted(person, jdbc.sql(JOINED).param(person.userId()));
    }

    /** @return those of these that are open to them */
    public List<ReadableConversation> of(Person person, Collection<String> conversationIds) {
        return admitted(
                person,
                jdbc.sql(JOINED + " and conversation_id = any(?)")
                        .param(person.userId())
                        .param(texts(conversationIds)));
    }

    /** @return those of the last events, newest first */
    public List<ReadableConversation> newestWithArchived(Person person, int limit) {
        return admitted(
                person,
                jdbc.sql(JOINED + " order by last_event_at desc limit ?")
                        .param(person.userId())
                        .param(limit));
    }

    private static List<ReadableConversation> admitted(Person person, JdbcClient.StatementSpec statement) {
        return statement
                .query((row, number) ->
                        new ReadableConversation(ConversationHeads.conversation(row), row.getString("ticket_number")))
                .list()
                .stream()
                .filter(readable -> readable.conversation().admits(person))
                .toList();
    }
}
