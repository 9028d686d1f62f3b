package com.sealkloud.chat.conversation;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which events of the logs are not published: a row for each transaction that has logged some, written by it and deleted once the broker
 * has them. Events that share a commit cost one row together, and those of the log are never written twice.
 */
@Repository
class OutboxRows {

    private final JdbcClient jdbc;

    OutboxRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param events in the order in which they are to be published */
    record Row(String commitId, List<LogEntryId> events) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String commitId, List<LogEntryId> events, Instant now) {
        jdbc.sql("insert into outbox (commit_id, conversation_ids, seqs, logged_at) values (?, ?, ?, ?)")
                .param(commitId)
                .param(texts(events.stream().map(LogEntryId::conversationId).toList()))
                .param(numbers(events.stream().map(LogEntryId::seq).toList()))
                .param(utc(now))
                .update();
    }

    void remove(Collection<String> commitIds) {
        jdbc.sql("delete from outbox where commit_id = any(?)")
                .param(texts(commitIds))
                .update();
    }

    /** @return the oldest first */
    List<Row> before(Instant time, int limit) {
        return jdbc.sql("""
                        select commit_id, conversation_ids, seqs from outbox
                        where logged_at < ? order by logged_at, commit_id limit ?""")
                .param(utc(time))
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

    private static List<LogEntryId> events(ResultSet row) throws SQLException {
        Object[] conversationIds = elements(row.getArray(2));
        Object[] seqs = elements(row.getArray(3));
        List<LogEntryId> events = new ArrayList<>();
        for (int i = 0; i < seqs.length; i++) {
            events.add(new LogEntryId((String) conversationIds[i], (Long) seqs[i]));
        }
        return events;
    }

    private static Object[] elements(Array array) throws SQLException {
        return (Object[]) array.getArray();
    }
}
