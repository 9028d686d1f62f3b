package com.sealkloud.chat.account;

import com.sealkloud.chat.epoch.EpochChanged;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.sql.BeforeCommit;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells every node whose rights have changed: the change is written in the transaction that makes
 * it and read back by all nodes, this one included, a few times a second. It goes through the
 * database and not through the broker because an outage of the broker must not keep open what was
 * closed.
 */
@Component
public class AccessChanges {

    private static final Logger log = LoggerFactory.getLogger(AccessChanges.class);

    /**
     * A row becomes visible at its commit, and others with higher ids before it. Rows are the last
     * that a transaction writes, however long it takes, so this is much longer than between both.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Much longer than a node can be without the database, or the clocks of two nodes apart. */
    private static final Duration KEPT = Duration.ofHours(12);

    /** Somebody whose check waits, as for an identity provider, does not hold up all others. */
    private static final int AT_ONCE = 4;

    private final AccessChangeStore changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final BeforeCommit<String> recorded;
    private HeardChanges heard = new HeardChanges(PATIENCE, System::nanoTime);
    private final Set<String> unhandled = new LinkedHashSet<>();
    private final Set<String> underWay = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "chat-rights"),
            new ThreadPoolExecutor.DiscardPolicy());

    AccessChanges(AccessChangeStore changes, ApplicationEventPublisher events, Clock clock) {
        this.changes = changes;
        this.events = events;
        this.clock = clock;
        this.recorded = new BeforeCommit<>(
                BeforeCommit.AFTER_AUDIT, userIds -> changes.add(new LinkedHashSet<>(userIds), clock.instant()));
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Notes, within the caller's transaction, that this person's login, role or memberships
     * changed. It is written just before the commit.
     */
    @Transactional
    public void record(String userId) {
        recorded.add(userId);
    }

    /** Lets what depends on the role follow, within the caller's transaction. */
    public void roleChanged(Person before, Person after) {
        if (before.userRole() != after.userRole()) {
            events.publishEvent(new RoleChanged(before, after));
        }
    }

    /** What was there when this node began is over: nobody was connected to it. */
    @PostConstruct
    synchronized void begin() {
        changes.after(0).forEach(change -> heard.hear(change.id()));
    }

    /** The ids go back with the database; nobody stays connected from before. */
    @EventListener
    synchronized void beginAgain(EpochChanged changed) {
        heard = new HeardChanges(PATIENCE, System::nanoTime);
        begin();
    }

    /** Nobody is carried over twice at once; what is heard meanwhile is carried over after it. */
    @Scheduled(fixedDelayString = "${chat.access-change-interval:250ms}")
    synchronized void publishNew() {
        changes.after(heard.floor()).stream()
                .filter(change -> heard.hear(change.id()))
                .map(AccessChange::userId)
                .forEach(unhandled::add);
        heard.raiseFloor();
        List<String> next = unhandled.stream().filter(underWay::add).toList();
        next.forEach(unhandled::remove);
        next.forEach(userId -> workers.execute(() -> publish(userId)));
    }

    /**
     * What fails, most likely because the database is away, is tried again with the next look; also
     * when memory or a stack was used up, since whoever has lost a right must not keep it.
     */
    private void publish(String userId) {
        try {
            events.publishEvent(new AccessChanged(userId));
            succeeded(userId);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            if (failed(userId)) {
                log.atLevel(e instanceof RuntimeException failure ? DatabaseOutages.level(failure) : Level.ERROR)
                        .log("The changed rights of {} are not carried over yet; trying again", userId, e);
            }
        }
    }

    private synchronized void succeeded(String userId) {
        underWay.remove(userId);
        failing.remove(userId);
    }

    /** @return whether it is the first time */
    private synchronized boolean failed(String userId) {
        underWay.remove(userId);
        unhandled.add(userId);
        return failing.add(userId);
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT10M")
    @Transactional
    void forgetOld() {
        changes.deleteBefore(clock.instant().minus(KEPT));
    }
}
