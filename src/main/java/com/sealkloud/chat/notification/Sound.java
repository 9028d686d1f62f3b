package com.sealkloud.chat.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The available sounds. */
enum Sound {
    CHIME,
    KNOCK,
    DROP;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Sound parse(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
