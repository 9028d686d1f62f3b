package com.sealkloud.chat.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells features what users are looking at. The data is in the leases, so every node sees the
 * sessions of all nodes.
 */
@Component
public class FocusLookup {

    /** A healthy node renews its leases every eight seconds; one that has not is probably dead. */
    private static final Duration LONGEST_WITHOUT_RENEWAL = Duration.ofSeconds(15);

    private static final Focus GONE = new Focus(false, false, false, Set.of());

    private final PresenceLeases leases;
    private final LastSeenTimes lastSeen;
    private final PresenceProperties properties;
    private final Clock clock;

    FocusLookup(PresenceLeases leases, LastSeenTimes lastSeen, PresenceProperties properties, Clock clock) {
        this.leases = leases;
        this.lastSeen = lastSeen;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @return by user id, without users who have been offline for a while. Two queries, however
     *     many users are requested
     */
    public Map<String, Focus> of(Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        Instant since = now.minus(properties.returnGrace());
        Map<String, Focus> focuses = new HashMap<>();
        lastSeen.seenSince(userIds, since).forEach(userId -> focuses.put(userId, GONE));
        leases.validOf(userIds, since).stream()
                .collect(Collectors.groupingBy(PresenceLease::userId))
                .forEach((userId, sessions) -> focuses.put(userId, focus(sessions, now)));
        return focuses;
    }

    private Focus focus(List<PresenceLease> sessions, Instant now) {
        Instant openedBefore = now.minus(properties.settle());
        Instant validUntil = now.plus(properties.lease()).minus(LONGEST_WITHOUT_RENEWAL);
        List<PresenceLease> valid =
                sessions.stream().filter(session -> session.isOpen(now)).toList();
        return new Focus(
                valid.stream().anyMatch(session -> session.isLive(openedBefore, validUntil)),
                valid.stream().anyMatch(session -> session.isOpenedAfter(openedBefore)),
                valid.stream().anyMatch(session -> session.attention() == Attention.DND),
                valid.stream()
                        .map(session -> session.lookedAt(now.minus(properties.idleAfter())))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
