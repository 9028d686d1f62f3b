package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.numbers;

import com.sealkloud.chat.log.StoredPayloads.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces what an event of the log says, or takes it away: its place, number, author and time
 * stay, and the caller appends an event that tells of it. Also cuts the beginning of a log off. The
 * caller has locked the log.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class EventContents {

    private static final String OF = "select type, payload from log_entry where conversation_id = ? and seq = ?";

    private static final String FIRST =
            "select type, original from log_entry where conversation_id = ? and seq = ? and original is not null";

    private static final String REPLACE =
            "update log_entry set original = coalesce(original, ?), payload = ? where conversation_id = ? and seq = ?";

    private static final String TAKE =
            "update log_entry set original = null, payload = ?, taken = true where conversation_id = ? and seq = ?";

    private static final String ALL =
            "select seq, type, payload from log_entry where conversation_id = ? and seq = any(?)";

    private static final String MESSAGES = ALL + " and message_id is not null order by seq";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StoredPayloads payloads;
    private final ApplicationEventPublisher listeners;
    private final JsonMapper json;

    EventContents(
            JdbcClient jdbc,
            JdbcTemplate batches,
            StoredPayloads payloads,
            ApplicationEventPublisher listeners,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.payloads = payloads;
        this.listeners = listeners;
        this.json = json;
    }

    /** @return the event of a message as it is now; nothing if this is none */
    public Optional<ObjectNode> ofMessage(LogEntryId id) {
        return stored(OF + " and message_id is not null", id).map(this::object);
    }

    /** @return the events of those of these that are messages, by their numbers, in their order */
    public SortedMap<Long, ObjectNode> ofMessages(String conversationId, Collection<Long> seqs) {
        SortedMap<Long, ObjectNode> found = new TreeMap<>();
        all(MESSAGES, conversationId, numbers(seqs))
                .forEach(stored -> found.put(stored.id().seq(), object(stored)));
        return found;
    }

    /** @return an event as it is now; nothing if there is none */
    public Optional<ObjectNode> of(LogEntryId id) {
        return stored(OF, id).map(this::object);
    }

    /** @return the event as it was first written, if its words were replaced since */
    public Optional<ObjectNode> first(LogEntryId id) {
        return stored(FIRST, id)
                .flatMap(first -> payloads.openOriginal(id, first.type(), first.payload()))
                .map(first -> (ObjectNode) json.readTree(first));
    }

    private Optional<Stored> stored(String sql, LogEntryId id) {
        return jdbc.sql(sql)
                .param(id.conversationId())
                .param(id.seq())
                .query((row, number) -> new Stored(id, row.getString(1), row.getString(2)))
                .optional();
    }

    private ObjectNode object(Stored stored) {
        return (ObjectNode) json.readTree(payloads.open(stored.id(), stored.type(), stored.payload()));
    }

    private List<Stored> all(String sql, String conversationId, SqlArrayValue seqs) {
        return jdbc.sql(sql)
                .param(conversationId)
                .param(seqs)
                .query((row, number) ->
                        new Stored(new LogEntryId(conversationId, row.getLong(1)), row.getString(2), row.getString(3)))
                .list();
    }

    /** Keeps what was first written besides. The caller has read the event, and holds the lock. */
    public void replace(LogEntryId id, ObjectNode event) {
        Stored former = stored(OF, id).orElseThrow();
        String original = payloads.find(id, former.type(), former.payload()).orElse(null);
        jdbc.sql(REPLACE)
                .param(payloads.sealOriginal(id, former.type(), original))
                .param(payloads.seal(id, former.type(), json.writeValueAsString(event)))
                .param(id.conversationId())
                .param(id.seq())
                .update();
    }

    /**
     * Leaves nothing of what was ever written there.
     *
     * @param messages as they are now, by their numbers
     * @param edits the events of the same log that tell of their edits
     */
    public void take(String conversationId, Map<Long, ObjectNode> messages, List<Long> edits) {
        List<Object[]> taken = new ArrayList<>();
        messages.forEach((seq, event) -> taken.add(withoutWords(
                new LogEntryId(conversationId, seq), event.path("type").asString(""), event)));
        takeEdits(conversationId, edits, taken);
        batches.batchUpdate(TAKE, taken);
        listeners.publishEvent(new ContentRemoved(conversationId, List.copyOf(messages.keySet()), edits));
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
        takeEdits(conversationId, edits, taken);
        batches.batchUpdate(TAKE, taken);
        // First, so that nobody who asks for the events afterwards still copies them.
        jdbc.sql("delete from log_entry where conversation_id = ? and seq < ?")
                .param(conversationId)
                .param(firstSeq)
                .update();
        listeners.publishEvent(new ContentRemoved(
                conversationId,
                messages,
                Stream.concat(others.stream(), edits.stream()).toList()));
    }

    private void takeEdits(String conversationId, List<Long> seqs, List<Object[]> taken) {
        all(ALL, conversationId, numbers(seqs))
                .forEach(edit -> taken.add(withoutWords(edit.id(), edit.type(), object(edit))));
    }

    private Object[] withoutWords(LogEntryId id, String type, ObjectNode event) {
        // An empty text and no null: clients of the first version read its length.
        event.put("content", "").put("deleted", true).remove(List.of("attachments", "mentions", "newMentions"));
        return new Object[] {payloads.seal(id, type, json.writeValueAsString(event)), id.conversationId(), id.seq()};
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
                .forEach((conversationId, those) -> all(ALL + " for update", conversationId, LogEntryId.seqs(those))
                        .forEach(stored -> {
                            if (!object(stored).path("deleted").asBoolean(false)) {
                                taken.remove(stored.id());
                            }
                        }));
        return taken;
    }
}
