package com.sealkloud.chat.log;

import com.sealkloud.chat.text.Characters;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
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

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher listeners;
    private final JsonMapper json;

    Words(JdbcClient jdbc, ApplicationEventPublisher listeners, JsonMapper json) {
        this.jdbc = jdbc;
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
                .query((row, number) -> (ObjectNode) json.readTree(Characters.repaired(row.getString(1))))
                .optional();
    }

    /** Keeps what was first written besides. */
    public void replace(LogEntryId id, ObjectNode event) {
        write(REPLACE, id, event);
    }

    /** Leaves nothing of what was ever written there. */
    public void take(LogEntryId id, ObjectNode event) {
        // An empty text and no null: clients of the first version read its length.
        event.put("content", "").put("deleted", true).remove("attachments");
        write(TAKE, id, event);
        listeners.publishEvent(new WordsTaken(id));
    }

    private void write(String sql, LogEntryId id, ObjectNode event) {
        jdbc.sql(sql)
                .param(json.writeValueAsString(event))
                .param(id.conversationId())
                .param(id.seq())
                .update();
    }
}
