package com.sealkloud.chat.log;

import com.sealkloud.chat.log.PersonalRows.Opened;
import com.sealkloud.chat.log.PersonalRows.Row;
import com.sealkloud.chat.text.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes personal data out of stored events, and tells the packages that have copies. */
@Component
public class EventRedactions {

    private static final Logger log = LoggerFactory.getLogger(EventRedactions.class);

    private static final String ROWS =
            """
            select e.seq, e.type, e.payload, e.original from log_entry e
            where e.conversation_id = :id and e.seq > :after and (:all or e.payload like :name escape '!' or\s""" + PersonalRows.NAMING + " or " + PersonalRows.SEALED + ") order by e.seq limit :limit";

    private static final String WRITE =
            "update log_entry set payload = ?, original = ? where conversation_id = ? and seq = ?";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final PersonalRows rows;
    private final StoredPayloads payloads;
    private final ApplicationEventPublisher listeners;
    private final JsonMapper json;

    EventRedactions(
            JdbcClient jdbc,
            JdbcTemplate batches,
            PersonalRows rows,
            StoredPayloads payloads,
            ApplicationEventPublisher listeners,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.rows = rows;
        this.payloads = payloads;
        this.listeners = listeners;
        this.json = json;
    }

    /**
     * Which events are looked at.
     *
     * @param userId those that name this person, and
     * @param name those in which this text stands, and
     * @param all all others too
     */
    public record Selection(String userId, String name, boolean all) {}

    /**
     * What was done.
     *
     * @param lastSeq of the last event that was looked at; null if there were no more
     */
    public record Redacted(int changed, @Nullable Long lastSeq) {}

    /** Redacts some events after a seq. The caller has locked the log. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Redacted redact(String conversationId, long after, int limit, Selection selection, Redaction redaction) {
        List<Object[]> written = new ArrayList<>();
        List<LogEntryId> changed = new ArrayList<>();
        List<Row> found = jdbc.sql(ROWS)
                .param("id", conversationId)
                .param("after", after)
                .param("all", selection.all())
                .param("userId", selection.userId())
                .param("naming", PersonalRows.naming(selection.userId()))
                .param("name", PersonalRows.containing(inJson(selection.name())))
                .param("limit", limit)
                .query(PersonalRows.row(conversationId))
                .list();
        for (Row row : found) {
            Opened opened = rows.opened(row);
            if (opened != null) {
                String payload = redacted(opened.payload(), redaction);
                String original = opened.original() == null ? null : redacted(opened.original(), redaction);
                if (!payload.equals(opened.payload()) || !Objects.equals(original, opened.original())) {
                    written.add(new Object[] {
                        payloads.seal(row.id(), row.type(), payload),
                        payloads.sealOriginal(row.id(), row.type(), original),
                        conversationId,
                        row.id().seq()
                    });
                    changed.add(row.id());
                }
            }
        }
        if (!changed.isEmpty()) {
            batches.batchUpdate(WRITE, written);
            listeners.publishEvent(new EventsRedacted(conversationId, changed, redaction));
        }
        return new Redacted(
                changed.size(),
                found.isEmpty() ? null : found.get(found.size() - 1).id().seq());
    }

    /** @return the same text if nothing changes */
    private String redacted(String payload, Redaction redaction) {
        try {
            ObjectNode event = (ObjectNode) json.readTree(Characters.repaired(payload));
            return redaction.apply(event) ? json.writeValueAsString(event) : payload;
        } catch (JacksonException | ClassCastException e) {
            log.warn("An event of the log cannot be read, and is not redacted: {}", e.getMessage());
            return payload;
        }
    }

    /** As it stands within a text of the stored JSON. */
    private String inJson(String text) {
        String quoted = json.writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
