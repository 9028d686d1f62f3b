package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.realtime.Broadcast;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells others when somebody's status, over all sessions and nodes, has changed; once, whichever node notices. */
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

    void update(String userId) {
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
}
