package com.sealkloud.chat.presence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;

/** What all sessions of a person together say. */
public enum PresenceStatus {
    ONLINE("user_online"),
    AWAY("user_away"),
    DND("user_away"),
    OFFLINE("user_offline");

    private final String eventType;

    PresenceStatus(String eventType) {
        this.eventType = eventType;
    }

    /** One active session is enough to be online; do-not-disturb on any outweighs being away on another. */
    static PresenceStatus of(Collection<Attention> sessions) {
        if (sessions.isEmpty()) {
            return OFFLINE;
        }
        if (sessions.contains(Attention.DND)) {
            return DND;
        }
        return sessions.contains(Attention.ACTIVE) ? ONLINE : AWAY;
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String eventType() {
        return eventType;
    }
}
