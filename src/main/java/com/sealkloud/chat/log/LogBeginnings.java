package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where logs begin, and how old their first events are: for those who cut logs. */
@Component
public class LogBeginnings {

    private final JdbcClient jdbc;

    LogBeginnings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event, and when it was logged. */
    public record Dated(long seq, boolean isMessage, Instant occurredAt) {}

    /**
     * What a log begins with.
     *
     * @param messages how many of the events are messages
     * @param nextSeq of the event behind them, which need not be there
     */
    public record Beginning(long events, long messages, Instant oldest, long nextSeq) {}

    /** @return what of a log happened before a time, up to the first event that did not */
    public Beginning beginning(String conversationId, Instant time) {
        return jdbc.sql("""
                        select count(*), count(message_id), min(occurred_at), coalesce(max(seq), 0) + 1
                        from log_entry where conversation_id = :id and seq < (
                            select coalesce(min(e.seq), 9223372036854775807) from log_entry e
                            where e.conversation_id = :id and e.occurred_at >= :time)""")
                .param("id", conversationId)
                .param("time", utc(time))
                .query((row, number) -> new Beginning(
                        row.getLong(1),
                        row.getLong(2),
                        Objects.requireNonNullElse(row.getObject(3, OffsetDateTime.class), utc(time))
                                .toInstant(),
                        row.getLong(4)))
                .single();
    }

    /** @return the events from a seq on, oldest first */
    public List<Dated> datedFrom(String conversationId, long seq, int limit) {
        return jdbc.sql("""
                        select seq, message_id is not null, occurred_at from log_entry
                        where conversation_id = ? and seq >= ? order by seq limit ?""")
                .param(conversationId)
                .param(seq)
                .param(limit)
                .query((row, number) -> new Dated(
                        row.getLong(1),
                        row.getBoolean(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** @return the number of the first event that is kept; behind the last one if none is */
    public long firstSeq(String conversationId) {
        return jdbc.sql("select first_seq from conversation where conversation_id = ?")
                .param(conversationId)
                .query(Long.class)
                .optional()
                .orElse(1L);
    }

    /** @return whether the log has an event that is older than that */
    public boolean isOlder(String conversationId, Instant time) {
        return jdbc.sql("""
                        select exists (select 1 from log_entry
                            where conversation_id = ? and occurred_at < cast(? as timestamp with time zone))""")
                .param(conversationId)
                .param(time.toString())
                .query(Boolean.class)
                .single();
    }
}
