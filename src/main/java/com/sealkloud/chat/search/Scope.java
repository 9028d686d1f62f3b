package com.sealkloud.chat.search;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a search that do not depend on words, and the order of its results. */
final class Scope {

    static final String ORDER = " order by sent_at desc, conversation_id desc, seq desc limit :limit";

    private static final String BEFORE = """
            sent_at <= :at
            and (sent_at < :at or conversation_id < :atId or conversation_id = :atId and seq < :atSeq)""";

    private final Map<String, Object> values = new HashMap<>();

    Scope(ResultPosition place, Collection<String> conversationIds, int limit) {
        values.put("ids", texts(conversationIds));
        values.put("at", utc(place.sentAt()));
        values.put("atId", place.conversationId());
        values.put("atSeq", place.seq());
        values.put("limit", limit);
    }

    Map<String, Object> values() {
        return values;
    }

    void put(String name, Object value) {
        values.put(name, value);
    }

    /** @return the conditions on times */
    String times(@Nullable Instant since, @Nullable Instant until) {
        StringBuilder sql = new StringBuilder(BEFORE);
        if (since != null) {
            sql.append(" and sent_at >= :since");
            values.put("since", utc(since));
        }
        if (until != null) {
            sql.append(" and sent_at < :until");
            values.put("until", utc(until));
        }
        return sql.toString();
    }

    /** Reads {@code conversation_id, seq, sent_at}. */
    static ResultPosition place(ResultSet row, int number) throws SQLException {
        return new ResultPosition(row.getObject(3, OffsetDateTime.class).toInstant(), row.getString(1), row.getLong(2));
    }
}
