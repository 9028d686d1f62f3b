package com.sealkloud.chat.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Announces changed rights to every node. A change is written in the transaction that causes it,
 * and all nodes, including this one, read it a few times a second. It goes through the database and
 * not through the broker, because an outage of the broker must not keep sessions open that must be
 * closed.
 */
@Component
public class AccessChanges {

    private static final Logger log = LoggerFactory.getLogger(AccessChanges.class);

    /**
     * Longer than a transaction takes: a row becomes visible at its commit, which is later than its
     * timestamp.
     */
    private static final Duration WINDOW = Duration.ofSeconds(15);

    /** For a node that the database was away from: it hears later of what others have changed meanwhile. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final AccessChangeRepository changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Cache<Long, Boolean> seen =
            Caffeine.newBuilder().expireAfterWrite(WINDOW.multipliedBy(2)).build();
    private final Set<String> unheard = new HashSet<>();
    private Instant lastRead;
    private long lastId = Long.MAX_VALUE;

    AccessChanges(AccessChangeRepository changes, ApplicationEventPublisher events, Clock clock) {
        this.changes = changes;
        this.events = events;
        this.clock = clock;
        this.lastRead = clock.instant();
    }

    /**
     * Records, within the caller's transaction, that this user's login, role or memberships
     * changed.
     */
    @Transactional
    public void record(String userId) {
        changes.save(new AccessChange(userId, clock.instant()));
    }

    /** Lets listeners update what depends on the role, within the caller's transaction. */
    void roleChanged(Person before, Person after) {
        if (before.userRole() != after.userRole()) {
            events.publishEvent(new RoleChanged(before, after));
        }
    }

    @Scheduled(fixedDelayString = "${chat.access-change-interval:250ms}")
    synchronized void publishNew() {
        Instant now = clock.instant();
        Instant from = (lastRead.isBefore(now) ? lastRead : now).minus(WINDOW);
        List<AccessChange> found = changes.findAfter(from, lastId);
        for (AccessChange change : found) {
            Long id = change.id();
            if (id != null && seen.asMap().putIfAbsent(id, Boolean.TRUE) == null) {
                unheard.add(change.userId());
            }
        }
        lastId = found.stream().map(AccessChange::id).filter(Objects::nonNull).reduce(lastKnownId(), Math::max);
        lastRead = now;
        unheard.removeIf(this::isPublished);
    }

    private long lastKnownId() {
        return lastId == Long.MAX_VALUE ? changes.lastId() : lastId;
    }

    /** A failure for one user must not lose the changes of others; it is retried next time. */
    private boolean isPublished(String userId) {
        try {
            events.publishEvent(new AccessChanged(userId));
            return true;
        } catch (RuntimeException e) {
            log.atLevel(DatabaseOutages.level(e))
                    .log("The changed rights of {} are applied later: {}", userId, e.toString());
            return false;
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    @Transactional
    void forgetOld() {
        changes.deleteBefore(clock.instant().minus(KEPT));
    }
}
