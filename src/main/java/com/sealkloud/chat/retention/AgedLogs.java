package com.sealkloud.chat.retention;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.conversation.ConversationKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the conversations whose log begins before a time. Of a ticket, and of the notes beside it,
 * the time counts from the closing of the ticket: nothing of an open one is too old.
 */
@Component
class AgedLogs {

    /** Not with {@code exists}, for which PostgreSQL may read the whole log. */
    private static final String AGED = """
            select c.conversation_id, c.kind from conversation c
            left join conversation t on t.conversation_id =
                case c.kind when 'NOTES' then substr(c.conversation_id, 7) else c.conversation_id end
            where (c.kind in ('DIRECT', 'TEAM') or t.ticket_closed and t.ticket_since < %1$s)
              and (select e.occurred_at from log_entry e
                where e.conversation_id = c.conversation_id and e.seq = c.first_seq) < %1$s
              and""".formatted(cutoff());

    private static final String NEXT = AGED + " c.conversation_id > :id order by c.conversation_id limit :limit";

    private static final String ONE = AGED + " c.conversation_id = :id";

    private final JdbcClient jdbc;

    AgedLogs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A log that begins too early. */
    record Aged(String conversationId, ConversationKind kind) {}

    /**
     * @param before for each kind the time before which a log may not begin
     * @param afterId where the last page has ended; empty for the first one
     * @return the next ones, by their ids
     */
    List<Aged> next(Map<ConversationKind, Instant> before, String afterId, int limit) {
        return statement(NEXT, before)
                .param("id", afterId)
                .param("limit", limit)
                .query(AgedLogs::aged)
                .list();
    }

    /** @return the same of one conversation, if its log begins too early */
    Optional<Aged> find(Map<ConversationKind, Instant> before, String conversationId) {
        return statement(ONE, before)
                .param("id", conversationId)
                .query(AgedLogs::aged)
                .optional();
    }

    private static Aged aged(ResultSet row, int number) throws SQLException {
        return new Aged(row.getString(1), ConversationKind.valueOf(row.getString(2)));
    }

    private static String cutoff() {
        return "(case c.kind when 'DIRECT' then cast(:direct as timestamp with time zone)"
                + " when 'TEAM' then cast(:team as timestamp with time zone)"
                + " when 'TICKET' then cast(:ticket as timestamp with time zone)"
                + " else cast(:notes as timestamp with time zone) end)";
    }

    private JdbcClient.StatementSpec statement(String sql, Map<ConversationKind, Instant> before) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        for (ConversationKind kind : ConversationKind.values()) {
            statement = statement.param(kind.wireName(), utc(before.getOrDefault(kind, Instant.EPOCH)));
        }
        return statement;
    }
}
