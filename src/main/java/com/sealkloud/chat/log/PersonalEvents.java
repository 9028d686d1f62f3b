package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.encryption.Sealing;
import com.sealkloud.chat.log.PersonalRows.Opened;
import com.sealkloud.chat.log.PersonalRows.Row;
import com.sealkloud.chat.text.Characters;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Finds the events that name a person, and what somebody has written. */
@Component
public class PersonalEvents {

    /** First those in which they did something: nothing has to be read there. */
    private static final String CONVERSATIONS = """
            select e.conversation_id, bool_or(e.actor_id = :userId) from log_entry e
            where e.conversation_id = any(:ids) and\s""" + PersonalRows.NAMING + " group by e.conversation_id";

    private static final int CANDIDATES_AT_ONCE = 200;

    private static final String CANDIDATES =
            """
            select e.seq, e.type, e.payload, e.original from log_entry e
            where e.conversation_id = :id and e.seq > :after and (\
            """ + PersonalRows.NAMING + " or " + PersonalRows.SEALED + ") order by e.seq limit :limit";

    private static final String HAVING_WORDS = "not taken and payload not like '%\"deleted\":true%'";

    /** Words that were taken away are left out. */
    private static final String WRITTEN = """
            select seq from log_entry
            where conversation_id = :id and seq > :after and message_id is not null
              and (cast(:actorId as varchar) is null or actor_id = :actorId) and\s""" + HAVING_WORDS + " order by seq limit :limit";

    private final JdbcClient jdbc;
    private final PersonalRows rows;
    private final Sealing sealing;
    private final JsonMapper json;

    PersonalEvents(JdbcClient jdbc, PersonalRows rows, Sealing sealing, JsonMapper json) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.sealing = sealing;
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
                .param("naming", PersonalRows.naming(userId))
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
                    .param("naming", PersonalRows.naming(userId))
                    .param("limit", CANDIDATES_AT_ONCE)
                    .query(PersonalRows.row(conversationId))
                    .list();
            if (page.stream().map(rows::opened).anyMatch(opened -> opened != null && names(naming, opened))) {
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
}
