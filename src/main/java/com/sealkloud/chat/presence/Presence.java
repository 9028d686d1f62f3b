package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.lifecycle.NodeStopsException;
import com.sealkloud.chat.session.SessionClosed;
import com.sealkloud.chat.session.SessionOpened;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Presence, by the leases of sessions: writes those of this node, and ends those that expire. */
@Component
class Presence {

    private static final Logger log = LoggerFactory.getLogger(Presence.class);

    private final HeldLeases held;
    private final PresenceLeases leases;
    private final LastSeenTimes lastSeen;
    private final PresenceAnnouncer announcer;
    private final Clock clock;

    Presence(HeldLeases held, PresenceLeases leases, LastSeenTimes lastSeen, PresenceAnnouncer announcer, Clock clock) {
        this.held = held;
        this.leases = leases;
        this.lastSeen = lastSeen;
        this.announcer = announcer;
        this.clock = clock;
    }

    @EventListener
    void opened(SessionOpened session) {
        Person person = Person.of(session.principal());
        if (!person.isService()) {
            held.open(session.sessionId(), person.userId());
            announcer.update(person.userId());
        }
    }

    @EventListener
    void closed(SessionClosed session) {
        try {
            held.close(session.sessionId());
        } catch (DataAccessException | TransactionException | NodeStopsException e) {
            log.atLevel(DatabaseOutages.level(e))
                    .log("The end of a session could not be stored; its lease will expire: {}", e.getMessage());
        }
    }

    /** Stores what a session reports about its window. */
    void tell(Person person, String sessionId, Attention attention, boolean visible, @Nullable String conversationId) {
        Instant activeAt = attention == Attention.ACTIVE ? clock.instant() : null;
        if (held.tell(sessionId, attention, visible, conversationId, activeAt)) {
            announcer.update(person.userId());
        }
    }

    /** @return the status of each of these; offline users are omitted */
    Map<String, PresenceStatus> statusOf(Collection<String> userIds) {
        return shown(lastSeen.hereOf(userIds), leases.validOf(userIds, clock.instant()));
    }

    /** @return all users who are not offline, on any node */
    Map<String, PresenceStatus> everybodyHere() {
        return shown(lastSeen.here(), leases.valid(clock.instant()));
    }

    /** @return who is online by their sessions, announced or not */
    Set<String> onlineNow() {
        Map<String, PresenceStatus> now = PresenceStatus.byPerson(leases.valid(clock.instant()));
        return now.keySet().stream()
                .filter(userId -> now.get(userId) == PresenceStatus.ONLINE)
                .collect(Collectors.toSet());
    }

    /**
     * As it was announced, unless that was that they are gone. A client that is told another status
     * now would never hear that it is over if the announced one is back before it is announced.
     */
    private static Map<String, PresenceStatus> shown(Collection<LastSeen> announced, Collection<PresenceLease> leases) {
        Map<String, PresenceStatus> shown = new HashMap<>(PresenceStatus.byPerson(leases));
        announced.forEach(row -> shown.put(row.userId(), row.announced()));
        return shown;
    }

    @Scheduled(fixedDelay = 8_000)
    void renew() {
        held.renew().forEach(announcer::update);
    }

    @Scheduled(fixedDelayString = "${chat.presence.sweep-interval:1s}")
    void endExpired() {
        if (held.areOverdue()) {
            renew();
        }
        leases.holdersOfExpired(clock.instant()).forEach(announcer::update);
    }

    /**
     * Nothing else would check users whose last lease was deleted without an announcement, as
     * earlier versions did.
     */
    @Scheduled(fixedDelay = 60_000)
    void endForgotten() {
        lastSeen.shownWithoutSession().forEach(announcer::update);
    }
}
