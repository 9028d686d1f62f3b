package com.sealkloud.chat.log;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last {@code seq} of every log, for features that follow all logs, such as search. */
@Component
public class LogEnds {

    private final JdbcClient jdbc;

    LogEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the last event of a log. */
    public record End(String conversationId, long lastSeq) {}

    /** @return the next ones after an id, by id */
    public List<End> after(String conversationId, int limit) {
        return jdbc.sql("""
                        select conversation_id, last_seq from conversation
                        where conversation_id > ? order by conversation_id limit ?""")
                .param(conversationId)
                .param(limit)
                .query((row, number) -> new End(row.getString(1), row.getLong(2)))
                .list();
    }
}
