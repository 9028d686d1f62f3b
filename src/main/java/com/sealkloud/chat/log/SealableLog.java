package com.sealkloud.chat.log;

import com.sealkloud.chat.encryption.SealableRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Seals the rows of a log that were stored before sealing was switched on. */
@Component
class SealableLog implements SealableRows {

    private static final int AT_ONCE = 100;

    private static final String NEXT = """
            select seq, type, payload, original from log_entry
            where conversation_id = ? and seq > ?
              and (payload not like ? or original is not null and original not like ?)
            order by seq limit ?""";

    /** Nobody who changes the row meanwhile is overwritten. */
    private static final String WRITE = """
            update log_entry set payload = ?, original = ?, taken = taken or ?
            where conversation_id = ? and seq = ? and payload = ?
              and original is not distinct from cast(? as varchar)""";

    private final StoredPayloads payloads;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SealableLog(StoredPayloads payloads, JdbcClient jdbc, JdbcTemplate batches) {
        this.payloads = payloads;
        this.jdbc = jdbc;
        this.batches = batches;
    }

    private record Row(
            LogEntryId id,
            String type,
            String payload,
            @Nullable String original) {}

    @Override
    public @Nullable String sealSome(String conversationId, String mark, String after) {
        List<Row> rows = jdbc.sql(NEXT)
                .param(conversationId)
                .param(after.isEmpty() ? 0 : Long.parseLong(after))
                .param(mark + "%")
                .param(mark + "%")
                .param(AT_ONCE)
                .query((row, number) -> new Row(
                        new LogEntryId(conversationId, row.getLong(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4)))
                .list();
        List<Object[]> sealed = new ArrayList<>();
        rows.forEach(row -> seal(row).ifPresent(sealed::add));
        batches.batchUpdate(WRITE, sealed);
        return rows.size() < AT_ONCE
                ? null
                : String.valueOf(rows.get(rows.size() - 1).id().seq());
    }

    /** @return nothing if it cannot be opened: then it stays as it is */
    private Optional<Object[]> seal(Row row) {
        LogEntryId id = row.id();
        Optional<String> payload = payloads.find(id, row.type(), row.payload());
        Optional<String> original =
                row.original() == null ? Optional.empty() : payloads.openOriginal(id, row.type(), row.original());
        if (payload.isEmpty() || row.original() != null && original.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Object[] {
            payloads.seal(id, row.type(), payload.get()),
            payloads.sealOriginal(id, row.type(), original.orElse(null)),
            payload.get().contains("\"deleted\":true"),
            id.conversationId(),
            id.seq(),
            row.payload(),
            row.original()
        });
    }
}
