package com.sealkloud.chat.audit;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the audit log, and both ends of their chain. */
@Repository
class AuditStore {

    /** An entry by its id and hash. */
    record Link(long id, String hash) {

        /** As an operator notes it. */
        @Override
        public String toString() {
            return id + ":" + hash;
        }
    }

    /**
     * @param floor the last entry that retention has removed
     * @param end the last entry
     */
    record Ends(Link floor, Link end) {}

    /** An entry as it is stored. */
    record Linked(AuditEntry entry, String hash) {}

    private static final String COLUMNS = "id, at, actor, action, target, address, before_change, after_change, hash";

    private static final Map<String, String> CONDITIONS = Map.of(
            "actor", "actor = :actor",
            "action", "action = :action",
            "target", "target = :target",
            "since", "at >= :since",
            "until", "at < :until");

    private static final int[] TYPES = {
        Types.BIGINT,
        Types.TIMESTAMP_WITH_TIMEZONE,
        Types.VARCHAR,
        Types.VARCHAR,
        Types.VARCHAR,
        Types.VARCHAR,
        Types.VARCHAR,
        Types.VARCHAR,
        Types.VARCHAR
    };

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    AuditStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Whoever appends waits here for the others, so the chain has one end. */
    Link lockEnd() {
        return jdbc.sql("select last_id, last_hash from audit_chain where chain_id = 1 for update")
                .query((row, number) -> new Link(row.getLong(1), row.getString(2)))
                .single();
    }

    void moveEnd(Link end) {
        jdbc.sql("update audit_chain set last_id = :id, last_hash = :hash where chain_id = 1")
                .param("id", end.id())
                .param("hash", end.hash())
                .update();
    }

    Ends ends() {
        return jdbc.sql("select floor_id, floor_hash, last_id, last_hash from audit_chain where chain_id = 1")
                .query((row, number) -> new Ends(
                        new Link(row.getLong(1), row.getString(2)), new Link(row.getLong(3), row.getString(4))))
                .single();
    }

    /** In batches: an import has thousands, and everybody else waits for the end of the chain. */
    void add(List<Linked> entries) {
        batches.batchUpdate(
                "insert into audit_entry (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entries.stream().map(AuditStore::row).toList(),
                TYPES);
    }

    private static Object[] row(Linked linked) {
        AuditEntry entry = linked.entry();
        return new Object[] {
            entry.id(),
            utc(entry.at()),
            entry.actor(),
            entry.action(),
            entry.target(),
            entry.address(),
            entry.before(),
            entry.after(),
            linked.hash()
        };
    }

    /**
     * The newest first.
     *
     * @param below only entries with a smaller id
     */
    List<AuditEntry> page(AuditFilter filter, long below, int limit) {
        Map<String, Object> values = filter.values();
        List<String> conditions = new ArrayList<>(List.of("id < :below"));
        values.keySet().forEach(name -> conditions.add(CONDITIONS.get(name)));
        values.replaceAll((name, value) -> value instanceof Instant time ? utc(time) : value);
        return jdbc.sql("select " + COLUMNS + " from audit_entry where " + String.join(" and ", conditions)
                        + " order by id desc limit :limit")
                .params(values)
                .param("below", below)
                .param("limit", limit)
                .query((row, number) -> read(row).entry())
                .list();
    }

    /** In the order of the chain. */
    List<Linked> after(long id, int limit) {
        return jdbc.sql("select " + COLUMNS + " from audit_entry where id > :id order by id limit :limit")
                .param("id", id)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /**
     * Removes the oldest entries, but never the last one, and notes where the chain begins now.
     *
     * @return how many
     */
    long removeOldest(Instant before, int atMost) {
        Link end = lockEnd();
        Link floor = ends().floor();
        Optional<Link> last = after(floor.id(), atMost).stream()
                // Clocks of nodes differ, so the times are not always in the order of the chain.
                .takeWhile(
                        row -> row.entry().at().isBefore(before) && row.entry().id() < end.id())
                .reduce((first, second) -> second)
                .map(row -> new Link(row.entry().id(), row.hash()));
        last.ifPresent(removed -> {
            jdbc.sql("update audit_chain set floor_id = :id, floor_hash = :hash where chain_id = 1")
                    .param("id", removed.id())
                    .param("hash", removed.hash())
                    .update();
            jdbc.sql("delete from audit_entry where id <= :id")
                    .param("id", removed.id())
                    .update();
        });
        return last.map(removed -> removed.id() - floor.id()).orElse(0L);
    }

    private static Linked read(ResultSet row) throws SQLException {
        return new Linked(
                new AuditEntry(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("address"),
                        row.getString("before_change"),
                        row.getString("after_change")),
                row.getString("hash"));
    }
}
