package com.sealkloud.chat.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state before and after a change as JSON, cut to what the table holds: a change must not fail
 * because its description is long.
 */
@Component
class AuditValues {

    static final int LONGEST = 20_000;

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LIST = 100;
    private static final String CUT = "…";
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private final JsonMapper json;

    AuditValues(JsonMapper json) {
        this.json = json;
    }

    @Nullable
    String write(@Nullable Map<String, ?> values) {
        if (values == null) {
            return null;
        }
        Map<String, @Nullable Object> cut = new LinkedHashMap<>();
        values.forEach((name, value) -> cut.put(name, cut(value)));
        String written = json.writeValueAsString(cut);
        return written.length() <= LONGEST ? written : json.writeValueAsString(Map.of("characters", written.length()));
    }

    private static @Nullable Object cut(@Nullable Object value) {
        if (value instanceof String text && text.length() > LONGEST_TEXT) {
            return text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT / 2)) + CUT;
        }
        if (value instanceof List<?> list && list.size() > LONGEST_LIST) {
            return Stream.concat(list.stream().limit(LONGEST_LIST), Stream.of(CUT))
                    .toList();
        }
        return value;
    }

    /** @return also something for a text that somebody else has put into the table */
    @Nullable
    Map<String, Object> read(@Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            return json.readValue(written, VALUES);
        } catch (JacksonException notOurs) {
            return Map.of("unreadable", written);
        }
    }
}
