package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import java.time.Instant;
import java.util.List;
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

    private static final String JOINED = "select " + ConversationHeads.COLUMNS + ", " + """
            ticket_number from conversation
            where conversation_id in (select conversation_id from participant where user_id = ?)""";

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

    public List<ReadableConversation> of(Person person) {
        return jdbc
                .sql(JOINED)
                .param(person.userId())
                .query((row, number) ->
                        new ReadableConversation(ConversationHeads.conversation(row), row.getString("ticket_number")))
                .list()
                .stream()
                .filter(readable -> readable.conversation().admits(person))
                .toList();
    }
}
