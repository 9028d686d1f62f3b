package com.sealkloud.chat.log;

import com.sealkloud.chat.encryption.Sealing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/**
 * Rows that may name a person. A user id stands in the stored JSON as a text of its own; so may
 * words that equal it, which only {@link Naming} tells apart.
 */
@Component
class PersonalRows {

    /** With {@code userId}, and {@code naming} as {@link #naming} makes it. */
    static final String NAMING =
            "(e.actor_id = :userId or e.payload like :naming escape '!' or e.original like :naming escape '!')";

    /** Whom a sealed row names shows when it is opened. */
    static final String SEALED = "(e.payload like '%1$s' or e.original like '%1$s')".formatted(Sealing.pattern());

    private final StoredPayloads payloads;

    PersonalRows(StoredPayloads payloads) {
        this.payloads = payloads;
    }

    record Row(
            LogEntryId id,
            String type,
            String payload,
            @Nullable String original) {}

    /** Of {@code seq, type, payload, original}. */
    static RowMapper<Row> row(String conversationId) {
        return (row, number) -> new Row(
                new LogEntryId(conversationId, row.getLong(1)), row.getString(2), row.getString(3), row.getString(4));
    }

    /** What a row says. */
    record Opened(String payload, @Nullable String original) {}

    /** @return null if it cannot be opened */
    @Nullable
    Opened opened(Row row) {
        String payload = payloads.find(row.id(), row.type(), row.payload()).orElse(null);
        String original = row.original() == null
                ? null
                : payloads.openOriginal(row.id(), row.type(), row.original()).orElse(null);
        return payload == null || original == null && row.original() != null ? null : new Opened(payload, original);
    }

    static String naming(String userId) {
        return containing("\"" + userId + "\"");
    }

    static String containing(String text) {
        return "%" + text.replaceAll("([!%_])", "!$1") + "%";
    }
}
