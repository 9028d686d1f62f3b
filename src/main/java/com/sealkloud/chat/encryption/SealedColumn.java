package com.sealkloud.chat.encryption;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A sealed column of a table, whose rows may belong to conversations. */
public final class SealedColumn {

    private static final int AT_ONCE = 100;

    private final Sealing sealing;
    private final JdbcTemplate jdbc;
    private final String table;
    private final String key;
    private final String column;
    private final boolean isOfConversations;

    /** @param isOfConversations whether the table has a column {@code conversation_id} */
    SealedColumn(
            Sealing sealing, JdbcTemplate jdbc, String table, String key, String column, boolean isOfConversations) {
        this.sealing = sealing;
        this.jdbc = jdbc;
        this.table = table;
        this.key = key;
        this.column = column;
        this.isOfConversations = isOfConversations;
    }

    private AssociatedData associated(String conversationId, String id) {
        return new AssociatedData(table + "." + column, conversationId, 0, id);
    }

    /** @return the form in which it is to be stored in the row of this id */
    public String seal(String id, String text) {
        return seal("", id, text);
    }

    /** The same for a row that belongs to a conversation. */
    public String seal(String conversationId, String id, String text) {
        return sealing.seal(associated(conversationId, id), text);
    }

    /** @return what is stored in the row of this id; nothing if it cannot be opened */
    public Optional<String> open(String id, String stored) {
        return open("", id, stored);
    }

    /** The same for a row that belongs to a conversation. */
    public Optional<String> open(String conversationId, String id, String stored) {
        return sealing.open(associated(conversationId, id), stored);
    }

    /** Gets the keys of many rows at once, before they are opened one after the other. */
    public void prepare(Collection<String> stored) {
        sealing.prepare(stored);
    }

    private record Row(String id, String stored) {}

    /** {@link SealableRows#sealSome} */
    @Nullable
    String sealSome(String conversationId, String mark, String after) {
        if (isOfConversations == conversationId.isEmpty()) {
            return null;
        }
        List<Row> rows = jdbc.query(
                "select %1$s, %2$s from %3$s where %4$s = ? and %1$s > ? and %2$s not like ? order by %1$s limit ?"
                        .formatted(key, column, table, isOfConversations ? "conversation_id" : "''"),
                (row, number) -> new Row(row.getString(1), row.getString(2)),
                conversationId,
                after,
                mark + "%",
                AT_ONCE);
        List<Object[]> sealed = new ArrayList<>();
        rows.forEach(row -> open(conversationId, row.id(), row.stored())
                .ifPresent(text ->
                        sealed.add(new Object[] {seal(conversationId, row.id(), text), row.id(), row.stored()})));
        // Whoever has changed it meanwhile has sealed it.
        jdbc.batchUpdate("update %3$s set %2$s = ? where %1$s = ? and %2$s = ?".formatted(key, column, table), sealed);
        return rows.size() < AT_ONCE ? null : rows.get(rows.size() - 1).id();
    }
}
