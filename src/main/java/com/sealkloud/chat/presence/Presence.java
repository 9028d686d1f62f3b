package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.realtime.NodeId;
import com.sealkloud.chat.realtime.SessionClosed;
import com.sealkloud.chat.realtime.SessionOpened;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps the leases of this node's sessions, and ends those that nobody renews. */
@Component
class Presence {

    private static final Logger log = LoggerFactory.getLogger(Presence.class);

    private final String nodeId;
    private final PresenceLeaseRepository leases;
    private final PresenceAnnouncer announcer;
    private final PresenceProperties properties;
    private final TaskScheduler scheduler;
    private final Clock clock;

    Presence(
            NodeId nodeId,
            PresenceLeaseRepository leases,
            PresenceAnnouncer announcer,
            PresenceProperties properties,
            TaskScheduler scheduler,
            Clock clock) {
        this.nodeId = nodeId.value();
        this.leases = leases;
        this.announcer = announcer;
        this.properties = properties;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @EventListener
    void opened(SessionOpened session) {
        Person person = Person.of(session.principal());
        if (!person.isService()) {
            leases.save(new PresenceLease(session.sessionId(), person.userId(), nodeId, clock.instant(), expiry()));
            announcer.update(person.userId());
        }
    }

    @EventListener
    void closed(SessionClosed session) {
        String userId = session.principal().getName();
        try {
            if (leases.remove(session.sessionId()) > 0) {
                scheduler.schedule(
                        () -> announcer.update(userId), clock.instant().plus(properties.offlineGrace()));
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The end of a session could not be noted; its lease will run out: {}", e.getMessage());
        } catch (TaskRejectedException atShutdown) {
            log.debug("{} is not announced as gone by a node that goes itself", userId);
        }
    }

    /** Takes over what a session says of its window. */
    void tell(Person person, String sessionId, Attention attention, boolean visible, @Nullable String conversationId) {
        Instant activeAt = attention == Attention.ACTIVE ? clock.instant() : null;
        if (leases.tell(sessionId, attention, visible, conversationId, activeAt) > 0) {
            announcer.update(person.userId());
        }
    }

    /** @return the status of each of these; those who are offline are left out */
    Map<String, PresenceStatus> statusOf(Collection<String> userIds) {
        return PresenceStatus.byPerson(leases.validOf(userIds, clock.instant()));
    }

    /** @return everybody who is not offline, on any node */
    Map<String, PresenceStatus> everybodyHere() {
        return PresenceStatus.byPerson(leases.valid(clock.instant()));
    }

    @Scheduled(fixedDelay = 8_000)
    void renew() {
        leases.renew(nodeId, expiry());
    }

    @Scheduled(fixedDelay = 2_000)
    void endExpired() {
        leases.expired(clock.instant()).stream()
                .filter(lease -> leases.remove(lease.sessionId()) > 0)
                .map(PresenceLease::userId)
                .distinct()
                .forEach(announcer::update);
    }

    private Instant expiry() {
        return clock.instant().plus(properties.lease());
    }
}
