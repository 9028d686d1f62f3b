package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.numbers;

import com.sealkloud.chat.text.Characters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces what an event of the log says, or takes it away. Its place, number, author and time
 * stay. The caller has locked the log, and appends an event that tells of it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Words {

    private static final String OF = "select payload from log_entry where conversation_id = ? and seq = ?";

    private static final String FIRST =
            "select original from log_entry where conversation_id = ? and seq = ? and original is not null";

    /** The right side sees the row as it was. */
    private static final String REPLACE = """
            update log_entry set original = coalesce(original, payload), payload = ?
            where conversation_id = ? and seq = ?""";

    private static final String TAKE =
            "update log_entry set original = null, payload = ? where conversation_id = ? and seq = ?";

    private static final String ALL =
            "select seq, payload from log_entry where conversation_id = ? and seq = any(?) order by seq";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ApplicationEventPublisher listeners;
    private final JsonMapper json;

    Words(JdbcClient jdbc, JdbcTemplate batches, ApplicationEventPublisher listeners, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.listeners = listeners;
        this.json = json;
    }

    /** @return the event of a message as it is now; nothing if this is none */
    public Optional<ObjectNode> ofMessage(LogEntryId id) {
        return read(OF + " and message_id is not null", id);
    }

    /** @return an event as it is now; nothing if there is none */
    public Optional<ObjectNode> of(LogEntryId id) {
        return read(OF, id);
    }

    /** @return the event as it was first written, if its words were replaced since */
    public Optional<ObjectNode> first(LogEntryId id) {
        return read(FIRST, id);
    }

    private Optional<ObjectNode> read(String sql, LogEntryId id) {
        return jdbc.sql(sql)
                .param(id.conversationId())
                .param(id.seq())
                .query((row, number) -> object(row.getString(1)))
                .optional();
    }

    private ObjectNode object(String payload) {
        return (ObjectNode) json.readTree(Characters.repaired(payload));
    }

    /** Keeps what was first written besides. */
    public void replace(LogEntryId id, ObjectNode event) {
        write(REPLACE, id, event);
    }

    /**
     * Leaves nothing of what was ever written there.
     *
     * @param event the message as it is now
     * @param edits the events of the same log that tell of its edits
     */
    public void take(LogEntryId id, ObjectNode event, List<LogEntryId> edits) {
        List<Object[]> taken = new ArrayList<>();
        taken.add(withoutWords(id.seq(), event, id));
        jdbc.sql(ALL).param(id.conversationId()).param(LogEntryId.seqs(edits)).query(row -> {
            taken.add(withoutWords(row.getLong(1), object(row.getString(2)), id));
        });
        batches.batchUpdate(TAKE, taken);
        listeners.publishEvent(new WordsTaken(
                id.conversationId(),
                List.of(id.seq()),
                edits.stream().map(LogEntryId::seq).toList()));
    }

    /**
     * Removes the events of a log before one of them, and the words of later events that tell of
     * them.
     *
     * @param messages those of them that are messages
     * @param others those of them that are none
     * @param edits later events that tell of edits of these messages
     */
    public void cut(String conversationId, List<Long> messages, List<Long> others, List<Long> edits, long firstSeq) {
        List<Object[]> taken = new ArrayList<>();
        jdbc.sql(ALL).param(conversationId).param(numbers(edits)).query(row -> {
            LogEntryId edit = new LogEntryId(conversationId, row.getLong(1));
            taken.add(withoutWords(edit.seq(), object(row.getString(2)), edit));
        });
        batches.batchUpdate(TAKE, taken);
        // First, so that nobody who asks for the events afterwards still copies them.
        jdbc.sql("delete from log_entry where conversation_id = ? and seq < ?")
                .param(conversationId)
                .param(firstSeq)
                .update();
        listeners.publishEvent(new WordsTaken(
                conversationId,
                messages,
                Stream.concat(others.stream(), edits.stream()).toList()));
    }

    private Object[] withoutWords(long seq, ObjectNode event, LogEntryId id) {
        // An empty text and no null: clients of the first version read its length.
        event.put("content", "").put("deleted", true).remove(List.of("attachments", "mentions", "newMentions"));
        return new Object[] {json.writeValueAsString(event), id.conversationId(), seq};
    }

    /**
     * Locks events until the caller's transaction ends: whoever takes away their words waits, and
     * finds then what the caller has written of them.
     *
     * @return those whose words were taken away, or that are gone themselves
     */
    public Set<LogEntryId> lockTaken(Collection<LogEntryId> ids) {
        Set<LogEntryId> taken = new HashSet<>(ids);
        ids.stream()
                .collect(Collectors.groupingBy(LogEntryId::conversationId, TreeMap::new, Collectors.toList()))
                .forEach((conversationId, those) -> jdbc.sql(ALL + " for update")
                        .param(conversationId)
                        .param(LogEntryId.seqs(those))
                        .query(row -> {
                            if (!object(row.getString(2)).path("deleted").asBoolean(false)) {
                                taken.remove(new LogEntryId(conversationId, row.getLong(1)));
                            }
                        }));
        return taken;
    }

    private void write(String sql, LogEntryId id, ObjectNode event) {
        jdbc.sql(sql)
                .param(json.writeValueAsString(event))
                .param(id.conversationId())
                .param(id.seq())
                .update();
    }
}
