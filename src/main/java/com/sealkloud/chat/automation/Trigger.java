package com.sealkloud.chat.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The triggers of rules. */
enum Trigger {
    /** The ticket has changed to a status. */
    STATUS,
    /** The requester has written for the first time. */
    FIRST_MESSAGE,
    /** The requester has written outside of the opening hours. */
    OUTSIDE_HOURS,
    /** The requester has written, and no member of staff has answered for so long. */
    NO_ANSWER;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Trigger parse(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
