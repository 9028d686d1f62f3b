package com.sealkloud.chat.erasure;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.due.DueRows;
import com.sealkloud.chat.due.DueTable;
import com.sealkloud.chat.due.DueTable.Condition;
import com.sealkloud.chat.erasure.Erasure.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The erasures that are under way, and those that are done. */
@Repository
class ErasureRows {

    /** Of a node that has died, another one takes over after this time; each batch renews it. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final DueTable<Erasure> TABLE = new DueTable<>(
            "erasure",
            "done = false",
            new Condition<>("erasure_id = ?", erasure -> new Object[] {erasure.erasureId()}),
            new Condition<>("erasure_id = ? and attempts = ? and done = false", erasure ->
                    new Object[] {erasure.erasureId(), erasure.attempts()}),
            ErasureRows::read);

    private final DueRows<Erasure> rows;
    private final JdbcClient jdbc;
    private final Clock clock;

    ErasureRows(JdbcTemplate template, JdbcClient jdbc, Clock clock) {
        this.rows = new DueRows<>(template, TABLE);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(
            String erasureId,
            Subject subject,
            String subjectId,
            String requestedBy,
            @Nullable String formerName,
            long total) {
        jdbc.sql("""
                        insert into erasure (erasure_id, subject, subject_id, requested_by, former_name, reached,
                            erased, total, done, due_at, attempts, created_at)
                        values (?, ?, ?, ?, ?, '', 0, ?, false, ?, 0, ?)""")
                .param(erasureId)
                .param(subject.name())
                .param(subjectId)
                .param(requestedBy)
                .param(formerName)
                .param(total)
                .param(utc(clock.instant()))
                .param(utc(clock.instant()))
                .update();
    }

    Optional<Erasure> find(String erasureId) {
        return jdbc.sql("select * from erasure where erasure_id = ?")
                .param(erasureId)
                .query((row, number) -> read(row, row.getInt("attempts")))
                .optional();
    }

    boolean isRunning(String subjectId) {
        return jdbc.sql("select exists (select 1 from erasure where subject_id = ? and done = false)")
                .param(subjectId)
                .query(Boolean.class)
                .single();
    }

    /** @return who is being erased */
    List<String> runningPeople() {
        return jdbc.sql("select subject_id from erasure where done = false and subject = ?")
                .param(Subject.PERSON.name())
                .query(String.class)
                .list();
    }

    long countRunning() {
        return jdbc.sql("select count(*) from erasure where done = false")
                .query(Long.class)
                .single();
    }

    /** Takes one that no other node is at. */
    @Transactional
    public Optional<Erasure> claim() {
        Instant now = clock.instant();
        return rows.claim(now, now.plus(LEASE), 1).stream().findFirst();
    }

    /**
     * Notes progress, in the transaction that makes it, and keeps the claim.
     *
     * @return whether the claim still holds
     */
    boolean advance(Erasure erasure, String reached, long erased) {
        return rows.settle(
                                List.of(erasure),
                                "reached = ?, erased = erased + ?, due_at = ?",
                                reached,
                                erased,
                                utc(clock.instant().plus(LEASE)))[0]
                > 0;
    }

    boolean finish(Erasure erasure) {
        return rows.settle(List.of(erasure), "done = true, former_name = null, finished_at = ?", utc(clock.instant()))[
                        0]
                > 0;
    }

    /** Leaves it to whichever node looks first. */
    void putBack(Erasure erasure, Duration pause) {
        rows.settle(List.of(erasure), "due_at = ?", utc(clock.instant().plus(pause)));
    }

    private static Erasure read(ResultSet row, int attempts) throws SQLException {
        return new Erasure(
                row.getString("erasure_id"),
                Subject.valueOf(row.getString("subject")),
                row.getString("subject_id"),
                row.getString("requested_by"),
                row.getString("former_name"),
                row.getString("reached"),
                row.getLong("erased"),
                row.getLong("total"),
                row.getBoolean("done"),
                attempts);
    }
}
