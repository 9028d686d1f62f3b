package com.sealkloud.chat.due;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * A table whose rows become due. It has the columns {@code due_at}, {@code attempts} and
 * {@code created_at}.
 *
 * @param waiting the condition of a row that is not done
 * @param key the condition that finds a row
 * @param claim the condition that finds it only while it is as it was claimed: what has come in its
 *     place, or was claimed by another node since, is left alone
 * @param <T> a row
 */
public record DueTable<T>(String name, String waiting, Condition<T> key, Condition<T> claim, Reader<T> reader) {

    /**
     * A condition on one row.
     *
     * @param sql with a parameter for each value
     */
    public record Condition<T>(String sql, Function<T, Object[]> values) {}

    /** Reads a row that is being claimed. */
    @FunctionalInterface
    public interface Reader<T> {

        /** @param attempts how often it was tried, this time included */
        T read(ResultSet row, int attempts) throws SQLException;
    }
}
