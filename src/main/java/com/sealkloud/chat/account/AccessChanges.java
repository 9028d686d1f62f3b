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
 * Tells every node whose rights have changed: the change is written in the transaction that makes it and read back by all
 * nodes, this one included, a few times a second. It goes through the database and not through the broker because an
 * outage of the broker must not keep open what was closed.
 */
@Component
public class AccessChanges {

    private static final Logger log = LoggerFactory.getLogger(AccessChanges.class);

    /** Longer than a transaction takes: a row becomes visible at its commit, later than its time stamp says. */
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

    /** Notes, within the caller's transaction, that this person's log-in, role or memberships changed. */
    @Transactional
    public void record(String userId) {
        changes.save(new AccessChange(userId, clock.instant()));
    }

    /** Lets what depends on the role follow, within the caller's transaction. */
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

    /** One person's trouble must not keep the changes of others from being heard: they are not read again. */
    private void publish(String userId) {
        try {
            events.publishEvent(new AccessChanged(userId));
        } catch (RuntimeException e) {
            log.error("The changed rights of {} could not be carried over everywhere", userId, e);
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    @Transactional
    void forgetOld() {
        changes.deleteBefore(clock.instant().minus(WINDOW.multipliedBy(4)));
    }
}
