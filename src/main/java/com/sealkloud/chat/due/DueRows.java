package com.sealkloud.chat.due;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.due.DueTable.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads and changes a {@link DueTable} as a queue. A node claims due rows for a while, so that no
 * other takes them, and then settles each: changes, postpones or removes it. Rows that are not
 * settled in time, for instance because the node died, become due again.
 */
public final class DueRows<T> {

    private final JdbcTemplate jdbc;
    private final DueTable<T> table;

    public DueRows(JdbcTemplate jdbc, DueTable<T> table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /**
     * Takes what is due for this node alone, the longest overdue first. The caller has a
     * transaction.
     *
     * @param until when it is due again, unless it is settled
     */
    public List<T> claim(Instant now, Instant until, int limit) {
        return claim(now, until, limit, "true", List.of());
    }

    /**
     * Takes what is due of some groups of rows, each by itself: what waits in others is not read.
     *
     * @param group the column that has the name of the group
     * @param names of the groups, those first whose rows are to be taken first
     */
    public List<T> claimOf(Instant now, Instant until, int limit, String group, List<String> names) {
        List<T> claimed = new ArrayList<>();
        for (String name : names) {
            if (claimed.size() < limit) {
                claimed.addAll(claim(now, until, limit - claimed.size(), group + " = ?", List.of(name)));
            }
        }
        return claimed;
    }

    /** @param which a further condition, with a parameter for each value */
    public List<T> claim(Instant now, Instant until, int limit, String which, List<?> values) {
        List<Object> parameters = new ArrayList<>(List.of(utc(now)));
        parameters.addAll(values);
        parameters.add(limit);
        List<T> claimed = jdbc.query(
                "select * from " + table.name() + " where " + table.waiting() + " and due_at <= ? and " + which
                        + " order by due_at limit ? for update skip locked",
                (row, number) -> table.reader().read(row, row.getInt("attempts") + 1),
                parameters.toArray());
        change(claimed, table.key(), "due_at = ?, attempts = attempts + 1", utc(until));
        return claimed;
    }

    /** Does not count the attempt: nothing was tried. */
    public void putBack(Collection<T> claimed, Instant until) {
        change(claimed, table.claim(), "due_at = ?, attempts = attempts - 1", utc(until));
    }

    /**
     * Changes rows that are as they were claimed.
     *
     * @param set columns and their values, with a parameter for each of {@code values}
     * @return of each how many rows that was: one or none
     */
    public int[] settle(Collection<T> claimed, String set, Object... values) {
        return change(claimed, table.claim(), set, values);
    }

    /** Removes rows that are as they were claimed. */
    public void remove(Collection<T> claimed) {
        jdbc.batchUpdate(
                "delete from " + table.name() + " where " + table.claim().sql(),
                claimed.stream().map(table.claim().values()).toList());
    }

    /** @return how many rows wait, whether they are due or not */
    public long count() {
        Long count =
                jdbc.queryForObject("select count(*) from " + table.name() + " where " + table.waiting(), Long.class);
        return count == null ? 0 : count;
    }

    /** Forgets what was created before that. The caller has no transaction. */
    public void prune(Instant before) {
        new OldRows(jdbc, table.name(), "created_at").deleteBefore(before);
    }

    private int[] change(Collection<T> rows, Condition<T> which, String set, Object... values) {
        return jdbc.batchUpdate(
                "update " + table.name() + " set " + set + " where " + which.sql(),
                rows.stream()
                        .map(row -> Stream.concat(
                                        Stream.of(values),
                                        Stream.of(which.values().apply(row)))
                                .toArray())
                        .toList());
    }
}
