package com.sealkloud.chat.presence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the user of one session reports about its window. */
enum Attention {
    ACTIVE,
    AWAY,
    DND;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Attention parse(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
