package com.sealkloud.chat.presence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the person at one session says of themselves. */
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
