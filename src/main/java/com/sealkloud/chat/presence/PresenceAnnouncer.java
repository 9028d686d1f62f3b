package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.realtime.Broadcast;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells others when somebody's status, over all sessions and nodes, has changed; once, whichever node notices. Behind the
 * sessions' backs: after an outage thousands come at once, and none of them has to wait for the others to be told.
 */
@Component
class PresenceAnnouncer {

    private static final Logger log = LoggerFactory.getLogger(PresenceAnnouncer.class);

    /** What has come of looking at somebody's leases. */
    private record Look(boolean changed, PresenceStatus status, Instant lastSeen) {}

    private final PresenceLeaseRepository leases;
    private final LastSeenRepository lastSeen;
    private final Directory directory;
    private final Broadcast broadcast;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Set<String> due = ConcurrentHashMap.newKeySet();

    /** As many may wait as there are people. */
    private final ExecutorService worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "chat-presence"),
            new ThreadPoolExecutor.DiscardPolicy());

    PresenceAnnouncer(
            PresenceLeaseRepository leases,
            LastSeenRepository lastSeen,
            Directory directory,
            Broadcast broadcast,
            TransactionTemplate transactions,
            Clock clock) {
        this.leases = leases;
        this.lastSeen = lastSeen;
        this.directory = directory;
        this.broadcast = broadcast;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks, in a moment, whether there is something to tell. However often somebody's sessions change till then, one look is enough. */
    void update(String userId) {
        if (due.add(userId)) {
            worker.execute(() -> {
                due.remove(userId);
                announce(userId);
            });
        }
    }

    private void announce(String userId) {
        try {
            ensureRow(userId);
            Look look = transactions.execute(status -> look(userId));
            if (look != null && look.changed()) {
                directory
                        .find(userId)
                        .ifPresent(person -> broadcast.signal(
                                PresenceTopics.of(person), PresenceEvent.of(person, look.status(), look.lastSeen())));
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The presence of {} could not be told: {}", userId, e.getMessage());
        }
    }

    private Look look(String userId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LastSeen row = lastSeen.lock(userId).orElseGet(() -> new LastSeen(userId, now));
        PresenceStatus status = PresenceStatus.of(leases.validOf(List.of(userId), now).stream()
                .map(PresenceLease::attention)
                .toList());
        return new Look(row.announce(status, now), status, now);
    }

    private void ensureRow(String userId) {
        if (!lastSeen.existsById(userId)) {
            try {
                lastSeen.saveAndFlush(new LastSeen(userId, clock.instant()));
            } catch (DataIntegrityViolationException madeByAnotherSession) {
                log.debug("{} was seen for the first time twice at once", userId);
            }
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
