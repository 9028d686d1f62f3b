package com.sealkloud.chat.encryption;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A sealed column of a table that belongs to no conversation. */
public final class SealedColumn {

    private static final int AT_ONCE = 100;

    private final Sealing sealing;
    private final JdbcTemplate jdbc;
    private final String table;
    private final String key;
    private final String column;

    SealedColumn(Sealing sealing, JdbcTemplate jdbc, String table, String key, String column) {
        this.sealing = sealing;
        this.jdbc = jdbc;
        this.table = table;
        this.key = key;
        this.column = column;
    }

    private Place place(String id) {
        return new Place(table + "." + column, "", 0, id);
    }

    /** @return the form in which it is to be stored in the row of this id */
    public String seal(String id, String text) {
        return sealing.seal(place(id), text);
    }

    /** @return what is stored in the row of this id; nothing if it cannot be opened */
    public Optional<String> open(String id, String stored) {
        return sealing.open(place(id), stored);
    }

    private record Row(String id, String stored) {}

    /** {@link SealableRows#sealSome} */
    @Nullable
    String sealSome(String mark, String after) {
        List<Row> rows = jdbc.query(
                "select %1$s, %2$s from %3$s where %1$s > ? and %2$s not like ? order by %1$s limit ?"
                        .formatted(key, column, table),
                (row, number) -> new Row(row.getString(1), row.getString(2)),
                after,
                mark + "%",
                AT_ONCE);
        List<Object[]> sealed = new ArrayList<>();
        rows.forEach(row -> open(row.id(), row.stored())
                .ifPresent(text -> sealed.add(new Object[] {seal(row.id(), text), row.id(), row.stored()})));
        // Whoever has changed it meanwhile has sealed it.
        jdbc.batchUpdate("update %3$s set %2$s = ? where %1$s = ? and %2$s = ?".formatted(key, column, table), sealed);
        return rows.size() < AT_ONCE ? null : rows.get(rows.size() - 1).id();
    }
}
