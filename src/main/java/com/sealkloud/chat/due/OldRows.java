package com.sealkloud.chat.due;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deletes the rows of a table that are too old, some at a time. After a stop of days, millions are
 * too old at once: a statement for all of them would take longer than its connection waits for the
 * database, and would be rolled back each time.
 */
public final class OldRows {

    /** And those of the same moment as the last of them, which one transaction has written. */
    public static final int AT_ONCE = 5_000;

    private final JdbcTemplate jdbc;
    private final String lastOfStep;
    private final String deletion;

    /** @param time the column that says how old a row is, with an index */
    public OldRows(JdbcTemplate jdbc, String table, String time) {
        this.jdbc = jdbc;
        this.lastOfStep = "select max(" + time + ") from (select " + time + " from " + table + " where " + time
                + " < ? order by " + time + " limit " + AT_ONCE + ") as oldest";
        this.deletion = "delete from " + table + " where " + time + " <= ?";
    }

    /** The caller has no transaction: each step is one of its own. */
    public void deleteBefore(Instant before) {
        Optional<OffsetDateTime> last = lastOfStep(before);
        while (last.isPresent()) {
            jdbc.update(deletion, last.get());
            last = lastOfStep(before);
        }
    }

    private Optional<OffsetDateTime> lastOfStep(Instant before) {
        return Optional.ofNullable(jdbc.queryForObject(lastOfStep, OffsetDateTime.class, utc(before)));
    }
}
