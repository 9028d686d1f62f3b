package com.sealkloud.chat.log;

import com.sealkloud.chat.text.Characters;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads pages of logs by plain SQL, always by a bounded range of the primary key. */
@Component
public class LogPages {

    private static final String EVENTS_AFTER = """
            select type, payload from log_entry
            where conversation_id = ? and seq > ? order by seq limit ?""";

    private static final String MESSAGES_AFTER = """
            select type, payload from log_entry
            where conversation_id = ? and seq > ? and message_id is not null order by seq limit ?""";

    private static final String MESSAGES_BEFORE = """
            select type, payload from log_entry
            where conversation_id = ? and seq < ? and message_id is not null order by seq desc limit ?""";

    private final JdbcClient jdbc;

    LogPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event exactly as it was logged, and its type. */
    public record Row(String type, String payload) {}

    /** @return oldest first */
    public List<Row> eventsAfter(String conversationId, long seq, int limit) {
        return rows(EVENTS_AFTER, conversationId, seq, limit);
    }

    /** @return oldest first */
    public List<Row> messagesAfter(String conversationId, long seq, int limit) {
        return rows(MESSAGES_AFTER, conversationId, seq, limit);
    }

    /** @return newest first */
    List<Row> messagesBefore(String conversationId, long seq, int limit) {
        return rows(MESSAGES_BEFORE, conversationId, seq, limit);
    }

    private List<Row> rows(String sql, String conversationId, long seq, int limit) {
        return jdbc.sql(sql)
                .param(conversationId)
                .param(seq)
                .param(limit)
                .query((row, number) -> new Row(row.getString(1), Characters.repaired(row.getString(2))))
                .list();
    }
}
