package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.numbers;

import com.sealkloud.chat.text.Characters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Reads pages of logs by plain SQL, always by a bounded range of the primary key, or of the index
 * of lines.
 */
@Component
public class LogPages {

    private static final String EVENTS_AFTER = """
            select seq, type, payload from log_entry
            where conversation_id = ? and seq > ? order by seq limit ?""";

    private static final String MESSAGES_AFTER = """
            select seq, type, payload from log_entry
            where conversation_id = ? and seq > ? and message_id is not null order by seq limit ?""";

    private static final String MESSAGES_BEFORE = """
            select seq, type, payload from log_entry
            where conversation_id = ? and seq < ? and message_id is not null order by seq desc limit ?""";

    private static final String LINES_AFTER = """
            select seq, type, payload from log_entry
            where conversation_id = ? and is_line and seq > ? order by seq limit ?""";

    static final String LINES_BEFORE = """
            select seq, type, payload from log_entry
            where conversation_id = ? and is_line and seq < ? order by seq desc limit ?""";

    /** The subquery stops at the first message, however long the log is. */
    private static final String FIRST_MESSAGES = """
            select c.conversation_id, (select e.payload from log_entry e
              where e.conversation_id = c.conversation_id and e.message_id is not null
              order by e.seq fetch first 1 rows only)
            from conversation c where c.conversation_id = any(?)""";

    private static final String MESSAGES = """
            select seq, type, payload from log_entry
            where conversation_id = ? and seq = any(?) and message_id is not null""";

    private static final String PAYLOADS = """
            select e.conversation_id, e.seq, e.payload
            from unnest(cast(? as varchar array), cast(? as bigint array)) as k(conversation_id, seq)
            join log_entry e on e.conversation_id = k.conversation_id and e.seq = k.seq""";

    private final JdbcClient jdbc;

    LogPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event with its present words, and its type. */
    public record Row(long seq, String type, String payload) {}

    /** @return oldest first */
    public List<Row> eventsAfter(String conversationId, long seq, int limit) {
        return rows(EVENTS_AFTER, conversationId, seq, limit);
    }

    /** @return oldest first */
    public List<Row> messagesAfter(String conversationId, long seq, int limit) {
        return rows(MESSAGES_AFTER, conversationId, seq, limit);
    }

    /** @return how each log's first message stands now, without those that have none */
    public Map<String, String> firstMessages(List<String> conversationIds) {
        Map<String, String> found = new HashMap<>();
        jdbc.sql(FIRST_MESSAGES)
                .param(new SqlArrayValue("varchar", conversationIds.toArray()))
                .query(row -> {
                    String payload = row.getString(2);
                    if (payload != null) {
                        found.put(row.getString(1), Characters.repaired(payload));
                    }
                });
        return found;
    }

    /** @return newest first */
    List<Row> messagesBefore(String conversationId, long seq, int limit) {
        return rows(MESSAGES_BEFORE, conversationId, seq, limit);
    }

    /** @return those of these messages that there are, in no order */
    List<Row> messages(String conversationId, Collection<Long> seqs) {
        return jdbc.sql(MESSAGES)
                .param(conversationId)
                .param(numbers(seqs))
                .query((row, number) -> row(row))
                .list();
    }

    /** @return oldest first */
    List<Row> linesAfter(String conversationId, long seq, int limit) {
        return rows(LINES_AFTER, conversationId, seq, limit);
    }

    /** @return newest first */
    List<Row> linesBefore(String conversationId, long seq, int limit) {
        return rows(LINES_BEFORE, conversationId, seq, limit);
    }

    /** @return those of these events that there are, as they are now */
    public Map<LogEntryId, String> payloads(List<LogEntryId> ids) {
        Map<LogEntryId, String> found = new HashMap<>();
        jdbc.sql(PAYLOADS)
                .param(LogEntryId.conversationIds(ids))
                .param(LogEntryId.seqs(ids))
                .query(row -> {
                    found.put(new LogEntryId(row.getString(1), row.getLong(2)), Characters.repaired(row.getString(3)));
                });
        return found;
    }

    /** @return the number of the first event that there is; 0 if there is none */
    public long firstSeq(String conversationId) {
        return jdbc.sql("select coalesce(min(seq), 0) from log_entry where conversation_id = ?")
                .param(conversationId)
                .query(Long.class)
                .single();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong(1), row.getString(2), Characters.repaired(row.getString(3)));
    }

    private List<Row> rows(String sql, String conversationId, long seq, int limit) {
        return jdbc.sql(sql)
                .param(conversationId)
                .param(seq)
                .param(limit)
                .query((row, number) -> row(row))
                .list();
    }
}
