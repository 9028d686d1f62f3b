package com.sealkloud.chat.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private final AccessChangeRepository changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Cache<Long, Boolean> seen =
            Caffeine.newBuilder().expireAfterWrite(WINDOW.multipliedBy(2)).build();
    private final Instant startedAt;

    AccessChanges(AccessChangeRepository changes, ApplicationEventPublisher events, Clock clock) {
        this.changes = changes;
        this.events = events;
        this.clock = clock;
        this.startedAt = clock.instant();
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
    void publishNew() {
        Instant from = clock.instant().minus(WINDOW);
        changes.findAfter(from.isBefore(startedAt) ? startedAt.minus(WINDOW) : from).stream()
                .filter(change -> change.id() != null && seen.asMap().putIfAbsent(change.id(), Boolean.TRUE) == null)
                .map(AccessChange::userId)
                .distinct()
                .forEach(this::publish);
    }

    /** A failure for one user must not lose the changes of others: they are not read again. */
    private void publish(String userId) {
        try {
            events.publishEvent(new AccessChanged(userId));
        } catch (RuntimeException e) {
            log.error("The changed rights of {} were not applied everywhere", userId, e);
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    @Transactional
    void forgetOld() {
        changes.deleteBefore(clock.instant().minus(WINDOW.multipliedBy(4)));
    }
}
