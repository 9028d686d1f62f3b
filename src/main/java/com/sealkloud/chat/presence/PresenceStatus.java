package com.sealkloud.chat.presence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The combined status of all sessions of a user. */
public enum PresenceStatus {
    ONLINE("user_online"),
    AWAY("user_away"),
    DND("user_away"),
    OFFLINE("user_offline");

    private final String eventType;

    PresenceStatus(String eventType) {
        this.eventType = eventType;
    }

    /**
     * One active session is enough to be online; {@code dnd} on any outweighs being away on
     * another.
     */
    static PresenceStatus of(Collection<Attention> sessions) {
        if (sessions.isEmpty()) {
            return OFFLINE;
        }
        if (sessions.contains(Attention.DND)) {
            return DND;
        }
        return sessions.contains(Attention.ACTIVE) ? ONLINE : AWAY;
    }

    /** @return the status of every user with one of these leases */
    static Map<String, PresenceStatus> byPerson(Collection<PresenceLease> leases) {
        return leases.stream()
                .collect(Collectors.groupingBy(
                        PresenceLease::userId,
                        Collectors.collectingAndThen(Collectors.toList(), PresenceStatus::ofLeases)));
    }

    /** The state of an ended session is ignored as soon as there is another one. */
    private static PresenceStatus ofLeases(List<PresenceLease> leases) {
        List<PresenceLease> open = leases.stream().filter(PresenceLease::isOpen).toList();
        return of((open.isEmpty() ? leases : open)
                .stream().map(PresenceLease::attention).toList());
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String eventType() {
        return eventType;
    }
}
