package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.encryption.Sealing;
import com.sealkloud.chat.text.Characters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the events that name a person, and takes personal data out of them. A user id stands in the
 * stored JSON as a text of its own; so may words that equal it, which only {@link Naming} tells
 * apart.
 */
@Component
public class PersonalEvents {

    private static final Logger log = LoggerFactory.getLogger(PersonalEvents.class);

    private static final String NAMING =
            "(e.actor_id = :userId or e.payload like :naming escape '!' or e.original like :naming escape '!')";

    /** Whom a sealed row names shows when it is opened. */
    private static final String SEALED =
            "(e.payload like '%1$s' or e.original like '%1$s')".formatted(Sealing.pattern());

    /** First those in which they did something: nothing has to be read there. */
    private static final String CONVERSATIONS = """
            select e.conversation_id, bool_or(e.actor_id = :userId) from log_entry e
            where e.conversation_id = any(:ids) and\s""" + NAMING + " group by e.conversation_id";

    private static final int CANDIDATES_AT_ONCE = 200;

    private static final String CANDIDATES = """
            select e.seq, e.type, e.payload, e.original from log_entry e
            where e.conversation_id = :id and e.seq > :after and (\
            """ + NAMING + " or " + SEALED + ") order by e.seq limit :limit";

    private static final String HAVING_WORDS = "not taken and payload not like '%\"deleted\":true%'";

    /** Words that were taken away are left out. */
    private static final String WRITTEN = """
            select seq from log_entry
            where conversation_id = :id and seq > :after and message_id is not null
              and (cast(:actorId as varchar) is null or actor_id = :actorId) and\s""" + HAVING_WORDS + " order by seq limit :limit";

    private static final String ROWS = """
            select e.seq, e.type, e.payload, e.original from log_entry e
            where e.conversation_id = :id and e.seq > :after and (:all or e.payload like :name escape '!' or\s""" + NAMING + " or " + SEALED + ") order by e.seq limit :limit";

    private static final String WRITE =
            "update log_entry set payload = ?, original = ? where conversation_id = ? and seq = ?";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StoredPayloads payloads;
    private final Sealing sealing;
    private final ApplicationEventPublisher listeners;
    private final JsonMapper json;

    PersonalEvents(
            JdbcClient jdbc,
            JdbcTemplate batches,
            StoredPayloads payloads,
            Sealing sealing,
            ApplicationEventPublisher listeners,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.payloads = payloads;
        this.sealing = sealing;
        this.listeners = listeners;
        this.json = json;
    }

    /** @return those of these conversations in which some event names the person */
    public Set<String> conversationsNaming(String userId, Collection<String> conversationIds) {
        Set<String> found = new HashSet<>();
        Set<String> candidates = new HashSet<>();
        if (sealing.isPossible()) {
            candidates.addAll(conversationIds);
        }
        jdbc.sql(CONVERSATIONS)
                .param("ids", texts(conversationIds))
                .param("userId", userId)
                .param("naming", naming(userId))
                .query(row -> {
                    (row.getBoolean(2) ? found : candidates).add(row.getString(1));
                });
        candidates.stream()
                .filter(id -> !found.contains(id) && isNamed(userId, id))
                .forEach(found::add);
        return found;
    }

    private boolean isNamed(String userId, String conversationId) {
        Naming naming = new Naming(userId);
        Long after = 0L;
        while (after != null) {
            List<Row> page = jdbc.sql(CANDIDATES)
                    .param("id", conversationId)
                    .param("after", after)
                    .param("userId", userId)
                    .param("naming", naming(userId))
                    .param("limit", CANDIDATES_AT_ONCE)
                    .query(row(conversationId))
                    .list();
            if (page.stream().map(this::opened).anyMatch(opened -> opened != null && names(naming, opened))) {
                return true;
            }
            after = page.size() < CANDIDATES_AT_ONCE
                    ? null
                    : page.get(page.size() - 1).id().seq();
        }
        return false;
    }

    private boolean names(Naming naming, Opened opened) {
        return names(naming, opened.payload()) || names(naming, opened.original());
    }

    /** @return also true if it cannot be read: then nothing tells that it does not */
    private boolean names(Naming naming, @Nullable String payload) {
        try {
            return payload != null && naming.isIn(json.readTree(Characters.repaired(payload)));
        } catch (JacksonException e) {
            return true;
        }
    }

    private record Row(
            LogEntryId id,
            String type,
            String payload,
            @Nullable String original) {}

    private static RowMapper<Row> row(String conversationId) {
        return (row, number) -> new Row(
                new LogEntryId(conversationId, row.getLong(1)), row.getString(2), row.getString(3), row.getString(4));
    }

    /** What a row says. */
    private record Opened(String payload, @Nullable String original) {}

    /** @return null if it cannot be opened */
    private @Nullable Opened opened(Row row) {
        String payload = payloads.find(row.id(), row.type(), row.payload()).orElse(null);
        String original = row.original() == null
                ? null
                : payloads.openOriginal(row.id(), row.type(), row.original()).orElse(null);
        return payload == null || original == null && row.original() != null ? null : new Opened(payload, original);
    }

    /**
     * How many messages still have their words.
     *
     * @param actorId whose, wherever they are; null for everybody's in these conversations
     */
    public long countWritten(@Nullable String actorId, Collection<String> conversationIds) {
        return jdbc.sql("select count(*) from log_entry where message_id is not null and " + HAVING_WORDS + " and "
                        + (actorId == null ? "conversation_id = any(?)" : "actor_id = ?"))
                .param(actorId == null ? texts(conversationIds) : actorId)
                .query(Long.class)
                .single();
    }

    /**
     * The next messages after a seq that still have their words.
     *
     * @param actorId whose; null for everybody's
     */
    public List<Long> written(@Nullable String actorId, String conversationId, long after, int limit) {
        return jdbc.sql(WRITTEN)
                .param("id", conversationId)
                .param("after", after)
                .param("actorId", actorId)
                .param("limit", limit)
                .query(Long.class)
                .list();
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
        List<Object[]> rows = new ArrayList<>();
        List<LogEntryId> changed = new ArrayList<>();
        List<Row> found = jdbc.sql(ROWS)
                .param("id", conversationId)
                .param("after", after)
                .param("all", selection.all())
                .param("userId", selection.userId())
                .param("naming", naming(selection.userId()))
                .param("name", containing(inJson(selection.name())))
                .param("limit", limit)
                .query(row(conversationId))
                .list();
        for (Row row : found) {
            Opened opened = opened(row);
            if (opened != null) {
                String payload = redacted(opened.payload(), redaction);
                String original = opened.original() == null ? null : redacted(opened.original(), redaction);
                if (!payload.equals(opened.payload()) || !Objects.equals(original, opened.original())) {
                    rows.add(new Object[] {
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
            batches.batchUpdate(WRITE, rows);
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

    private static String naming(String userId) {
        return containing("\"" + userId + "\"");
    }

    private static String containing(String text) {
        return "%" + text.replaceAll("([!%_])", "!$1") + "%";
    }
}
