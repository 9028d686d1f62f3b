package com.sealkloud.chat.encryption;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Columns that features seal, of tables that belong to no conversation. */
@Component
public class SealedColumns implements SealableRows {

    private final Sealing sealing;
    private final JdbcTemplate jdbc;
    private final List<SealedColumn> kept = new CopyOnWriteArrayList<>();

    SealedColumns(Sealing sealing, JdbcTemplate jdbc) {
        this.sealing = sealing;
        this.jdbc = jdbc;
    }

    /**
     * @param key the column of the ids, which are texts; {@code column} may be null
     * @return a column of which the worker seals also what was stored before
     */
    public SealedColumn of(String table, String key, String column) {
        SealedColumn sealed = passing(table, key, column);
        kept.add(sealed);
        return sealed;
    }

    /** @return a column whose rows are soon removed anyway */
    public SealedColumn passing(String table, String key, String column) {
        return new SealedColumn(sealing, jdbc, table, key, column);
    }

    @Override
    public @Nullable String sealSome(String conversationId, String mark, String after) {
        if (conversationId.isEmpty()) {
            kept.forEach(column -> {
                String from = "";
                while (from != null) {
                    from = column.sealSome(mark, from);
                }
            });
        }
        return null;
    }
}
