package com.sealkloud.chat.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Parameters of plain SQL. Arrays, for {@code = any(:ids)} and {@code unnest}, keep the statement
 * the same for any length; a list would need a statement for each. Their elements are typed,
 * because only then PostgreSQL's driver sends them in binary form.
 */
public final class SqlValues {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private SqlValues() {}

    /** @return a {@code timestamp with time zone}: JDBC does not support {@code Instant} */
    public static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** @return the time that databases know and that is next to one of a caller */
    public static @Nullable Instant known(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LATEST) ? LATEST : time;
    }

    public static SqlArrayValue texts(Collection<String> elements) {
        return new SqlArrayValue("varchar", (Object[]) elements.toArray(String[]::new));
    }

    public static SqlArrayValue numbers(Collection<Long> elements) {
        return new SqlArrayValue("bigint", (Object[]) elements.toArray(Long[]::new));
    }
}
