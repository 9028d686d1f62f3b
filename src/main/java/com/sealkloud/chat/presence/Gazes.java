package com.sealkloud.chat.presence;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells features what people are looking at now. It stands in the leases, hence every node sees the sessions of all. */
@Component
public class Gazes {

    private final PresenceLeaseRepository leases;
    private final PresenceProperties properties;
    private final Clock clock;

    Gazes(PresenceLeaseRepository leases, PresenceProperties properties, Clock clock) {
        this.leases = leases;
        this.properties = properties;
        this.clock = clock;
    }

    /** @return by the id of the person; those without a session are left out. One query, however many are asked for */
    public Map<String, Gaze> of(Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        Instant since = now.minus(properties.idleAfter());
        return leases.validOf(userIds, now).stream()
                .collect(Collectors.groupingBy(
                        PresenceLease::userId,
                        Collectors.collectingAndThen(Collectors.toList(), sessions -> gaze(sessions, since))));
    }

    private static Gaze gaze(List<PresenceLease> sessions, Instant since) {
        return new Gaze(
                sessions.stream().anyMatch(session -> session.attention() == Attention.DND),
                sessions.stream()
                        .map(session -> session.lookedAt(since))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
