package com.sealkloud.chat.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which entries; null for all. */
record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String target,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** By name, without those that are null. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, "actor", actor);
        put(values, "action", action);
        put(values, "target", target);
        put(values, "since", since);
        put(values, "until", until);
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
