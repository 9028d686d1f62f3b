package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What staff do with a ticket; {@link TicketPolicy} decides who may. */
enum TicketAction {
    CLAIM,
    ASSIGN,
    RELEASE,
    HAND_OVER,
    WITHDRAW,
    ACCEPT,
    DECLINE,
    ESCALATE,
    RETURN;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
