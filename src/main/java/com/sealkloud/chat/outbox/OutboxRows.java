package com.sealkloud.chat.outbox;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.log.LogEntryId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which events of the logs are not published, or not heard by all features of the service: a row
 * for each transaction that has logged some, written by it and deleted once all have them. Events
 * that share a commit cost one row together, and those of the log are never written twice.
 */
@Repository
public class OutboxRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OutboxRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param route null if the type of the event says where it goes */
    record Noted(LogEntryId id, @Nullable Route route) {}

    /** @param events in the order in which they are to be published */
    record Row(String commitId, List<Noted> events) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String commitId, List<Noted> events, Instant now) {
        jdbc.sql("insert into outbox (commit_id, conversation_ids, seqs, routes, logged_at) values (?, ?, ?, ?, ?)")
                .param(commitId)
                .param(texts(events.stream()
                        .map(noted -> noted.id().conversationId())
                        .toList()))
                .param(numbers(events.stream().map(noted -> noted.id().seq()).toList()))
                .param(routes(events))
                .param(utc(now))
                .update();
    }

    /** @return null if there is none: most rows are of messages alone */
    private @Nullable SqlArrayValue routes(List<Noted> events) {
        return events.stream().allMatch(noted -> noted.route() == null)
                ? null
                : texts(events.stream()
                        .map(noted -> noted.route() == null ? null : json.writeValueAsString(noted.route()))
                        .toList());
    }

    void remove(Collection<String> commitIds) {
        jdbc.sql("delete from outbox where commit_id = any(?)")
                .param(texts(commitIds))
                .update();
    }

    /** Only features of the service are still to hear the events of these. */
    void published(Collection<String> commitIds) {
        jdbc.sql("update outbox set published = true where commit_id = any(?)")
                .param(texts(commitIds))
                .update();
    }

    /** @return those whose events are not published, the oldest first */
    public List<Row> before(Instant time, int limit) {
        return before(time, limit, false);
    }

    /** @return those whose events only features of the service are to hear, the oldest first */
    List<Row> unheardBefore(Instant time, int limit) {
        return before(time, limit, true);
    }

    private List<Row> before(Instant time, int limit, boolean arePublished) {
        return jdbc.sql("""
                        select commit_id, conversation_ids, seqs, routes from outbox
                        where logged_at < ? and published = ? order by logged_at, commit_id limit ?""")
                .param(utc(time))
                .param(arePublished)
                .param(limit)
                .query((row, number) -> new Row(row.getString(1), events(row)))
                .list();
    }

    /** @return how many events, of all nodes */
    long countEvents() {
        return jdbc.sql("select coalesce(sum(cardinality(seqs)), 0) from outbox")
                .query(Long.class)
                .single();
    }

    private List<Noted> events(ResultSet row) throws SQLException {
        Object[] conversationIds = elements(row.getArray(2));
        Object[] seqs = elements(row.getArray(3));
        Array noted = row.getArray(4);
        Object[] routes = noted == null ? new Object[seqs.length] : elements(noted);
        List<Noted> events = new ArrayList<>();
        for (int i = 0; i < seqs.length; i++) {
            Route route = routes[i] == null ? null : json.readValue((String) routes[i], Route.class);
            events.add(new Noted(new LogEntryId((String) conversationIds[i], (Long) seqs[i]), route));
        }
        return events;
    }

    private static Object[] elements(Array array) throws SQLException {
        return (Object[]) array.getArray();
    }
}
