package com.sealkloud.chat.conversation;

import static com.sealkloud.chat.sql.SqlValues.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads conversations and whether somebody is in them, by plain SQL: each subscription and each
 * page of history asks for one.
 */
@Component
class ConversationHeads {

    static final String COLUMNS =
            "conversation_id, kind, name, requester_id, direct_key, direct_ended, last_seq, last_message_seq, last_event_at, archived, first_seq";

    private static final String FIND = "select " + COLUMNS + ", " + """
            exists (select 1 from participant p where p.conversation_id = c.conversation_id and p.user_id = ?)
            from conversation c where conversation_id = any(?)""";

    private final JdbcClient jdbc;

    ConversationHeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A conversation, and whether whoever was asked for is in it. */
    record Head(Conversation conversation, boolean hasParticipant) {}

    Optional<Head> find(String conversationId, String userId) {
        return findAll(Set.of(conversationId), userId).stream().findFirst();
    }

    List<Head> findAll(Collection<String> conversationIds, String userId) {
        return jdbc.sql(FIND)
                .param(userId)
                .param(texts(conversationIds))
                .query((row, number) -> new Head(conversation(row), row.getBoolean(12)))
                .list();
    }

    /** @param row begins with {@link #COLUMNS} */
    static Conversation conversation(ResultSet row) throws SQLException {
        return Conversation.head(
                row.getString(1),
                ConversationKind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6),
                row.getBoolean(10),
                row.getLong(11),
                row.getLong(7),
                row.getLong(8),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }
}
