package com.sealkloud.chat.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The leases of this node's sessions. They are renewed together, and written again if they expired
 * while their sessions continued: after a long database outage or a clock change, connected users
 * must not remain offline.
 */
@Component
class HeldLeases {

    private static final Logger log = LoggerFactory.getLogger(HeldLeases.class);

    /** A younger lease may not have been written yet. */
    private static final Duration LONGEST_WRITING = Duration.ofSeconds(5);

    private final PresenceLeases leases;
    private final PresenceProperties properties;
    private final Clock clock;
    private final Map<String, PresenceLease> bySession = new ConcurrentHashMap<>();
    private volatile Instant renewedAt;

    HeldLeases(PresenceLeases leases, PresenceProperties properties, Clock clock) {
        this.leases = leases;
        this.properties = properties;
        this.clock = clock;
        this.renewedAt = clock.instant();
    }

    void open(String sessionId, String userId) {
        PresenceLease lease = PresenceLease.opened(sessionId, userId, clock.instant(), expiry());
        bySession.put(sessionId, lease);
        try {
            write(lease);
        } catch (RuntimeException e) {
            bySession.remove(sessionId);
            throw e;
        }
    }

    /**
     * The session may end during this write, and its lease be closed before it exists; nobody else
     * would close it then.
     */
    private void write(PresenceLease lease) {
        leases.change(new LeaseChange.Opened(lease));
        if (!bySession.containsKey(lease.sessionId())) {
            close(lease.sessionId());
        }
    }

    /** @return whether the session has a lease to apply this to */
    boolean tell(
            String sessionId,
            Attention attention,
            boolean visible,
            @Nullable String conversationId,
            @Nullable Instant activeAt) {
        var told = new LeaseChange.Told(sessionId, attention, visible, conversationId, activeAt);
        bySession.computeIfPresent(sessionId, (id, lease) -> lease.told(told));
        return leases.change(told) != 0;
    }

    /** Lets the lease expire, because the user may be back soon. */
    void close(String sessionId) {
        bySession.remove(sessionId);
        leases.change(new LeaseChange.Closed(sessionId, clock.instant().plus(properties.offlineGrace())));
    }

    /** @return whose expired leases were restored */
    Set<String> renew() {
        Collection<PresenceLease> held = List.copyOf(bySession.values());
        int renewed = leases.change(new LeaseChange.Renewed(expiry()));
        renewedAt = clock.instant();
        return renewed < held.size() ? restore(held) : Set.of();
    }

    /** @return whether leases may have expired because they could not be renewed */
    boolean areOverdue() {
        Instant now = clock.instant();
        return now.isAfter(renewedAt.plus(properties.lease().dividedBy(2)));
    }

    private Set<String> restore(Collection<PresenceLease> held) {
        Set<String> there = new HashSet<>(leases.sessionsHere());
        Instant oldEnough = clock.instant().minus(LONGEST_WRITING);
        Set<String> restored = new HashSet<>();
        for (PresenceLease lease : held) {
            if (!there.contains(lease.sessionId()) && lease.openedAt().isBefore(oldEnough)) {
                write(lease.until(expiry()));
                restored.add(lease.userId());
            }
        }
        if (!restored.isEmpty()) {
            log.warn("The leases of {} connected users had expired and are written again", restored.size());
        }
        return restored;
    }

    private Instant expiry() {
        return clock.instant().plus(properties.lease());
    }
}
