package com.sealkloud.chat.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Updates, at each start, a column that the service derives from another one of the same row. It
 * may be missing or out of date: in rows that are older than the column, or were written by a node
 * of an earlier release. If the update is interrupted, the next start continues.
 */
public abstract class DerivedColumn implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(DerivedColumn.class);

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final String what;
    private final String page;
    private final String write;
    private final BinaryOperator<String> derive;

    /**
     * @param what the values are, for the log
     * @param page selects {@code id, source, derived} of rows {@code :after} an id, in the order of
     *     their ids, at most {@code :limit}
     * @param write sets the derived value (1) of the row with an id (2) whose source is still the
     *     same (3)
     * @param derive the value, of id and source
     */
    protected DerivedColumn(
            JdbcClient jdbc,
            JdbcTemplate batches,
            String what,
            String page,
            String write,
            BinaryOperator<String> derive) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.what = what;
        this.page = page;
        this.write = write;
        this.derive = derive;
    }

    private record Row(String id, String source, @Nullable String derived) {}

    @Override
    public final void afterSingletonsInstantiated() {
        int written = 0;
        List<Row> rows = page("");
        while (!rows.isEmpty()) {
            List<Row> outOfDate = rows.stream()
                    .filter(row -> !wanted(row).equals(row.derived()))
                    .toList();
            write(outOfDate);
            written += outOfDate.size();
            rows = page(rows.get(rows.size() - 1).id());
        }
        if (written > 0) {
            log.info("{} {} were brought up to date", written, what);
        }
    }

    private String wanted(Row row) {
        return derive.apply(row.id(), row.source());
    }

    private List<Row> page(String after) {
        return jdbc.sql(page)
                .param("after", after)
                .param("limit", AT_ONCE)
                .query(Row.class)
                .list();
    }

    /**
     * Backwards, as the message path locks conversations: the two do not wait for each other in a
     * circle.
     */
    private void write(List<Row> rows) {
        List<Row> backwards = new ArrayList<>(rows);
        Collections.reverse(backwards);
        batches.batchUpdate(
                write,
                backwards.stream()
                        .map(row -> new Object[] {wanted(row), row.id(), row.source()})
                        .toList());
    }
}
