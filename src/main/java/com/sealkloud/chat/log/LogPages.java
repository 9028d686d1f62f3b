package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.log.StoredPayloads.Stored;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private static final String MESSAGES_OF = """
            select seq, type, payload from log_entry
            where conversation_id = ? and seq > ? and actor_id = ? and message_id is not null
            order by seq limit ?""";

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
            select e.conversation_id, e.seq, e.type, e.payload
            from (select c.conversation_id, (select f.seq from log_entry f
                    where f.conversation_id = c.conversation_id and f.message_id is not null
                    order by f.seq fetch first 1 rows only) as seq
                  from conversation c where c.conversation_id = any(?)) as k
            join log_entry e on e.conversation_id = k.conversation_id and e.seq = k.seq""";

    private static final String MESSAGES = """
            select seq, type, payload from log_entry
            where conversation_id = ? and seq = any(?) and message_id is not null""";

    private static final String PAYLOADS = """
            select e.conversation_id, e.seq, e.type, e.payload
            from unnest(cast(? as varchar array), cast(? as bigint array)) as k(conversation_id, seq)
            join log_entry e on e.conversation_id = k.conversation_id and e.seq = k.seq""";

    private static final String MESSAGES_OF_MANY = PAYLOADS + " where e.message_id is not null";

    private final JdbcClient jdbc;
    private final StoredPayloads payloads;

    LogPages(JdbcClient jdbc, StoredPayloads payloads) {
        this.jdbc = jdbc;
        this.payloads = payloads;
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

    /** @return what somebody has written, oldest first */
    public List<Row> messagesOf(String userId, String conversationId, long seq, int limit) {
        return rows(
                jdbc.sql(MESSAGES_OF)
                        .param(conversationId)
                        .param(seq)
                        .param(userId)
                        .param(limit),
                conversationId);
    }

    /** Looks at the whole log, which no index spares: nobody waits for it. */
    public List<String> writtenIn(String userId) {
        return jdbc.sql("""
                        select distinct conversation_id from log_entry
                        where actor_id = ? and message_id is not null order by conversation_id""").param(userId).query(String.class).list();
    }

    /** @return how each log's first message stands now, without those that have none */
    public Map<String, String> firstMessages(List<String> conversationIds) {
        Map<String, String> found = new HashMap<>();
        ofMany(jdbc.sql(FIRST_MESSAGES).param(texts(conversationIds)))
                .forEach((id, row) -> found.put(id.conversationId(), row.payload()));
        return found;
    }

    /** @return newest first */
    List<Row> messagesBefore(String conversationId, long seq, int limit) {
        return rows(MESSAGES_BEFORE, conversationId, seq, limit);
    }

    /** @return those of these messages that there are, in no order */
    List<Row> messages(String conversationId, Collection<Long> seqs) {
        return rows(jdbc.sql(MESSAGES).param(conversationId).param(numbers(seqs)), conversationId);
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
        ofMany(PAYLOADS, ids).forEach((id, row) -> found.put(id, row.payload()));
        return found;
    }

    /** @return those of these events that are messages, as they are now */
    public Map<LogEntryId, Row> messages(Collection<LogEntryId> ids) {
        return ofMany(MESSAGES_OF_MANY, ids);
    }

    private Map<LogEntryId, Row> ofMany(String sql, Collection<LogEntryId> ids) {
        return ofMany(jdbc.sql(sql).param(LogEntryId.conversationIds(ids)).param(LogEntryId.seqs(ids)));
    }

    private Map<LogEntryId, Row> ofMany(JdbcClient.StatementSpec statement) {
        List<Stored> stored = statement
                .query((row, number) -> new Stored(
                        new LogEntryId(row.getString(1), row.getLong(2)), row.getString(3), row.getString(4)))
                .list();
        List<Row> rows = payloads.open(stored);
        Map<LogEntryId, Row> found = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            found.put(stored.get(i).id(), rows.get(i));
        }
        return found;
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

    private List<Row> rows(String sql, String conversationId, long seq, int limit) {
        return rows(jdbc.sql(sql).param(conversationId).param(seq).param(limit), conversationId);
    }

    private List<Row> rows(JdbcClient.StatementSpec statement, String conversationId) {
        return payloads.open(statement
                .query((row, number) ->
                        new Stored(new LogEntryId(conversationId, row.getLong(1)), row.getString(2), row.getString(3)))
                .list());
    }
}
