package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.numbers;

import com.sealkloud.chat.log.StoredPayloads.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads pages of one log by plain SQL, always by a bounded range of the primary key, or of the
 * index of lines. What goes to clients is bounded in octets, too.
 */
@Component
public class LogPages {

    /** Of the payloads of a page as they are stored, which has one row at least. */
    public static final int MOST_OCTETS = 1 << 20;

    private static final String EVENTS_AFTER = """
            select seq, type, %s from log_entry
            where conversation_id = ? and seq > ? order by seq limit ?""";

    private static final Bounded PAGE_OF_EVENTS = Bounded.of(EVENTS_AFTER, "seq");

    private static final Bounded EVENTS_BACK_TO = Bounded.of("""
            select seq, type, %s from log_entry
            where conversation_id = ? and seq <= ? and seq >= ? order by seq desc limit ?""", "seq desc");

    private static final Bounded MESSAGES_AFTER = Bounded.of("""
            select seq, type, %s from log_entry
            where conversation_id = ? and seq > ? and message_id is not null order by seq limit ?""", "seq");

    private static final Bounded MESSAGES_OF = Bounded.of("""
            select seq, type, %s from log_entry
            where conversation_id = ? and seq > ? and actor_id = ? and message_id is not null
            order by seq limit ?""", "seq");

    private static final Bounded MESSAGES_BEFORE = Bounded.of("""
            select seq, type, %s from log_entry
            where conversation_id = ? and seq < ? and message_id is not null order by seq desc limit ?""", "seq desc");

    private static final Bounded LINES_AFTER = Bounded.of("""
            select seq, type, %s from log_entry
            where conversation_id = ? and is_line and seq > ? order by seq limit ?""", "seq");

    static final Bounded LINES_BEFORE = Bounded.of("""
            select seq, type, %s from log_entry
            where conversation_id = ? and is_line and seq < ? order by seq desc limit ?""", "seq desc");

    private static final Bounded MESSAGES = Bounded.of("""
            select e.seq, e.type, %s, k.place
            from unnest(cast(? as bigint array)) with ordinality as k(seq, place)
            join log_entry e on e.conversation_id = ? and e.seq = k.seq
            where e.message_id is not null order by place""", "place");

    private final JdbcClient jdbc;
    private final StoredPayloads payloads;

    LogPages(JdbcClient jdbc, StoredPayloads payloads) {
        this.jdbc = jdbc;
        this.payloads = payloads;
    }

    /**
     * Statements whose first parameter bounds the octets of payloads. What is beyond comes without
     * its payload, which PostgreSQL then does not even unpack: 200 long messages in each of many
     * calls would be more than the heap has.
     *
     * @param ofEach bounds each payload: nearly all pages are found by it, and it costs nothing
     * @param together bounds their sum; the first row has its payload
     */
    record Bounded(String ofEach, String together) {

        /**
         * @param rows with {@code %s} for the payload
         * @param order of the rows, by a column of theirs
         */
        static Bounded of(String rows, String order) {
            return of(rows, order, "");
        }

        static Bounded of(String rows, String order, String furtherColumns) {
            return new Bounded(
                    rows.formatted("case when octet_length(payload) <= ? then payload end as payload"),
                    """
                    select seq, type, case when coalesce(sum(octet_length(payload)) over
                        (order by %2$s rows between unbounded preceding and 1 preceding), 0) < ?
                      then payload end as payload%3$s
                    from (%1$s) as found order by %2$s""".formatted(rows.formatted("payload"), order, furtherColumns));
        }
    }

    /** An event with its present words, and its type. */
    public record Row(long seq, String type, String payload) {}

    /** @param isMore whether further rows are wanted that were too many, or too long together */
    public record Part(List<Row> rows, boolean isMore) {

        static final Part NONE = new Part(List.of(), false);
    }

    /** @return oldest first, however long they are: for those who read one log at a time */
    public List<Row> eventsAfter(String conversationId, long seq, int limit) {
        return rows(
                jdbc.sql(EVENTS_AFTER.formatted("payload"))
                        .param(conversationId)
                        .param(seq)
                        .param(limit),
                conversationId);
    }

    /** @return oldest first */
    public Part eventsAfter(String conversationId, long seq, int limit, int octets) {
        return part(PAGE_OF_EVENTS, conversationId, seq, limit, octets);
    }

    /** @return oldest first */
    Part pageOfEvents(String conversationId, long seq, int limit) {
        return eventsAfter(conversationId, seq, limit, MOST_OCTETS);
    }

    /** @return those up to the last one, newest first */
    Part eventsBackTo(String conversationId, long firstSeq, long lastSeq, int octets) {
        int limit = (int) (lastSeq + 1 - firstSeq);
        return part(EVENTS_BACK_TO, conversationId, limit, octets, conversationId, lastSeq, firstSeq, limit);
    }

    /** @return oldest first */
    public Part messagesAfter(String conversationId, long seq, int limit, int octets) {
        return part(MESSAGES_AFTER, conversationId, seq, limit, octets);
    }

    /** @return what somebody has written, oldest first */
    public Part messagesOf(String userId, String conversationId, long seq, int limit) {
        return part(MESSAGES_OF, conversationId, limit, MOST_OCTETS, conversationId, seq, userId, limit + 1);
    }

    /** Looks at the whole log, which no index spares: nobody waits for it. */
    public List<String> writtenIn(String userId) {
        return jdbc.sql("""
                        select distinct conversation_id from log_entry
                        where actor_id = ? and message_id is not null order by conversation_id""").param(userId).query(String.class).list();
    }

    /** @return newest first */
    Part messagesBefore(String conversationId, long seq, int limit, int octets) {
        return part(MESSAGES_BEFORE, conversationId, seq, limit, octets);
    }

    /** @return those of these messages that there are, in the same order */
    Part messages(String conversationId, Collection<Long> seqs) {
        return part(MESSAGES, conversationId, seqs.size(), MOST_OCTETS, numbers(seqs), conversationId);
    }

    /** @return oldest first */
    Part linesAfter(String conversationId, long seq, int limit, int octets) {
        return part(LINES_AFTER, conversationId, seq, limit, octets);
    }

    /** @return newest first */
    Part linesBefore(String conversationId, long seq, int limit, int octets) {
        return part(LINES_BEFORE, conversationId, seq, limit, octets);
    }

    private Part part(Bounded sql, String conversationId, long seq, int limit, int octets) {
        return part(sql, conversationId, limit, octets, conversationId, seq, limit + 1);
    }

    private Part part(Bounded sql, String conversationId, int limit, int octets, Object... parameters) {
        Read each = read(sql.ofEach(), conversationId, limit, octets / (limit + 1), parameters);
        Read read = each.isCut() ? read(sql.together(), conversationId, limit, octets, parameters) : each;
        return new Part(payloads.open(read.rows()), read.isCut() || read.isMore());
    }

    /**
     * @param isCut by the octets
     * @param isMore than the limit
     */
    private record Read(List<Stored> rows, boolean isCut, boolean isMore) {}

    private Read read(String sql, String conversationId, int limit, int octets, Object... parameters) {
        List<Stored> found = new ArrayList<>();
        return jdbc.sql(sql).param(octets).params(List.of(parameters)).query(rows -> {
            while (rows.next()) {
                if (found.size() == limit) {
                    return new Read(found, false, true);
                }
                String payload = rows.getString(3);
                if (payload == null) {
                    return new Read(found, true, false);
                }
                found.add(new Stored(new LogEntryId(conversationId, rows.getLong(1)), rows.getString(2), payload));
            }
            return new Read(found, false, false);
        });
    }

    private List<Row> rows(JdbcClient.StatementSpec statement, String conversationId) {
        return payloads.open(statement
                .query((row, number) ->
                        new Stored(new LogEntryId(conversationId, row.getLong(1)), row.getString(2), row.getString(3)))
                .list());
    }
}
