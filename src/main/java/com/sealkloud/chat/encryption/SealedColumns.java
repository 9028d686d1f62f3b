package com.sealkloud.chat.encryption;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Columns that features seal. */
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
        return kept(passing(table, key, column));
    }

    /** The same of a table whose rows belong to conversations. */
    public SealedColumn ofConversations(String table, String key, String column) {
        return kept(new SealedColumn(sealing, jdbc, table, key, column, true));
    }

    private SealedColumn kept(SealedColumn column) {
        kept.add(column);
        return column;
    }

    /** @return a column whose rows are soon removed anyway */
    public SealedColumn passing(String table, String key, String column) {
        return new SealedColumn(sealing, jdbc, table, key, column, false);
    }

    @Override
    public @Nullable String sealSome(String conversationId, String mark, String after) {
        int end = after.indexOf(':');
        int first = end < 0 ? 0 : Integer.parseInt(after, 0, end, 10);
        for (int number = first; number < kept.size(); number++) {
            String from = number == first ? after.substring(end + 1) : "";
            String reached = kept.get(number).sealSome(conversationId, mark, from);
            if (reached != null) {
                return number + ":" + reached;
            }
        }
        return null;
    }
}
