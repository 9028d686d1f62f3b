package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.log.LogPages.Bounded;
import com.sealkloud.chat.log.LogPages.Row;
import com.sealkloud.chat.log.StoredPayloads.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads single events of many logs at once, by plain SQL; {@link LogPages} reads pages of one. The
 * number of statements does not depend on the number of logs.
 */
@Component
public class ManyLogs {

    private static final Bounded LAST_MESSAGES = Bounded.of("""
            select e.seq, e.type, %s, c.conversation_id, k.place
            from unnest(cast(? as varchar array)) with ordinality as k(conversation_id, place)
            join conversation c on c.conversation_id = k.conversation_id
            join log_entry e on e.conversation_id = c.conversation_id and e.seq = c.last_message_seq
            order by place""", "place", ", conversation_id");

    /** The subquery stops at the first message, however long the log is. */
    private static final String FIRST_MESSAGES = """
            select e.conversation_id, e.seq, e.type, e.payload
            from (select c.conversation_id, (select f.seq from log_entry f
                    where f.conversation_id = c.conversation_id and f.message_id is not null
                    order by f.seq fetch first 1 rows only) as seq
                  from conversation c where c.conversation_id = any(?)) as k
            join log_entry e on e.conversation_id = k.conversation_id and e.seq = k.seq""";

    private static final String PAYLOADS = """
            select e.conversation_id, e.seq, e.type, e.payload
            from unnest(cast(? as varchar array), cast(? as bigint array)) as k(conversation_id, seq)
            join log_entry e on e.conversation_id = k.conversation_id and e.seq = k.seq""";

    /** The driver keeps all that a statement reads, of which a message can have 40 KB. */
    private static final int READ_AT_ONCE = 100;

    private static final String MESSAGES_OF_MANY = PAYLOADS + " where e.message_id is not null";

    private final JdbcClient jdbc;
    private final StoredPayloads payloads;

    ManyLogs(JdbcClient jdbc, StoredPayloads payloads) {
        this.jdbc = jdbc;
        this.payloads = payloads;
    }

    /** @return how each log's first message stands now, without those that have none */
    public Map<String, String> firstMessages(List<String> conversationIds) {
        Map<String, String> found = new HashMap<>();
        ofMany(jdbc.sql(FIRST_MESSAGES).param(texts(conversationIds)))
                .forEach((id, row) -> found.put(id.conversationId(), row.payload()));
        return found;
    }

    /**
     * The last messages of some logs.
     *
     * @param byConversation as they stand now
     * @param fitting of how many of the logs they are
     */
    public record LastMessages(Map<String, String> byConversation, int fitting) {}

    /** @return those of the first of these logs that have so many octets together */
    public LastMessages lastMessages(List<String> conversationIds, int octets) {
        List<Stored> found = new ArrayList<>();
        int fitting = jdbc.sql(LAST_MESSAGES.together())
                .param(octets)
                .param(texts(conversationIds))
                .query(rows -> {
                    while (rows.next()) {
                        String id = rows.getString(4);
                        String payload = rows.getString(3);
                        if (payload == null) {
                            return conversationIds.indexOf(id);
                        }
                        found.add(new Stored(new LogEntryId(id, rows.getLong(1)), rows.getString(2), payload));
                    }
                    return conversationIds.size();
                });
        Map<String, String> byConversation = new HashMap<>();
        opened(found).forEach((id, row) -> byConversation.put(id.conversationId(), row.payload()));
        return new LastMessages(byConversation, fitting);
    }

    /** @return those of these events that there are, as they are now */
    public Map<LogEntryId, String> payloads(List<LogEntryId> ids) {
        Map<LogEntryId, String> found = new HashMap<>();
        ofMany(PAYLOADS, ids).forEach((id, row) -> found.put(id, row.payload()));
        return found;
    }

    /** @return those of these events that are messages, as they are now */
    public Map<LogEntryId, Row> messages(Collection<LogEntryId> ids) {
        Map<LogEntryId, Row> found = new HashMap<>();
        List<LogEntryId> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += READ_AT_ONCE) {
            found.putAll(ofMany(MESSAGES_OF_MANY, all.subList(from, Math.min(from + READ_AT_ONCE, all.size()))));
        }
        return found;
    }

    private Map<LogEntryId, Row> ofMany(String sql, Collection<LogEntryId> ids) {
        return ofMany(jdbc.sql(sql).param(LogEntryId.conversationIds(ids)).param(LogEntryId.seqs(ids)));
    }

    private Map<LogEntryId, Row> ofMany(JdbcClient.StatementSpec statement) {
        List<Stored> stored = statement
                .query((row, number) -> new Stored(
                        new LogEntryId(row.getString(1), row.getLong(2)), row.getString(3), row.getString(4)))
                .list();
        return opened(stored);
    }

    private Map<LogEntryId, Row> opened(List<Stored> stored) {
        List<Row> rows = payloads.open(stored);
        Map<LogEntryId, Row> found = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            found.put(stored.get(i).id(), rows.get(i));
        }
        return found;
    }
}
