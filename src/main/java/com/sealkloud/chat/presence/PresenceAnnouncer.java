package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Announces changes of a user's status over all sessions and nodes; once, whichever node notices.
 * Asynchronous, because after an outage thousands connect at once, and no session should wait for
 * the announcements. Of a user whose status changes all the time, everybody is told the first
 * change at once, and after each pause how it is then.
 */
@Component
class PresenceAnnouncer {

    private static final Logger log = LoggerFactory.getLogger(PresenceAnnouncer.class);

    private static final int AT_ONCE = 200;

    /**
     * Users who connect within this time, and their clients' first reports, are processed together.
     */
    private static final long GATHERING_MILLIS = 50;

    /** After an announcement of a user by this node. */
    private static final long PAUSE_MILLIS = 1_000;

    private static final long RETRY_MILLIS = 2_000;

    private final PresenceLeases leases;
    private final LastSeenTimes lastSeen;
    private final Directory directory;
    private final Broadcast broadcast;
    private final PresenceTopics topics;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean planned = new AtomicBoolean();

    /** Users in a pause, and those among them who have changed since; the worker's alone. */
    private final Set<String> announced = new HashSet<>();

    private final Set<String> waiting = new HashSet<>();
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(
            1, task -> new Thread(task, "chat-presence"), new ThreadPoolExecutor.DiscardPolicy());

    PresenceAnnouncer(
            PresenceLeases leases,
            LastSeenTimes lastSeen,
            Directory directory,
            Broadcast broadcast,
            PresenceTopics topics,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.leases = leases;
        this.lastSeen = lastSeen;
        this.directory = directory;
        this.broadcast = broadcast;
        this.topics = topics;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Schedules a check for changes. One check suffices, however often the user's sessions change
     * until then.
     */
    void update(String userId) {
        due.add(userId);
        if (planned.compareAndSet(false, true)) {
            worker.schedule(this::announceDue, GATHERING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Without a retry, the old status would be shown until the next change. */
    private void updateLater(List<String> userIds) {
        worker.schedule(() -> userIds.forEach(this::update), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void announceDue() {
        planned.set(false);
        while (!due.isEmpty()) {
            announceOrLog(List.copyOf(due).stream()
                    .limit(AT_ONCE)
                    .filter(due::remove)
                    .filter(userId -> !mustWait(userId))
                    .sorted()
                    .toList());
        }
    }

    private boolean mustWait(String userId) {
        boolean isPaused = announced.contains(userId);
        if (isPaused) {
            waiting.add(userId);
        }
        return isPaused;
    }

    private void pause(Collection<String> userIds) {
        announced.addAll(userIds);
        worker.schedule(
                () -> {
                    announced.removeAll(userIds);
                    userIds.stream().filter(waiting::remove).forEach(this::update);
                },
                PAUSE_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void announceOrLog(List<String> userIds) {
        if (userIds.isEmpty()) {
            return;
        }
        try {
            announce(userIds);
        } catch (ConcurrencyFailureException e) {
            announceAloneOrLog(userIds, e);
        } catch (DataAccessException | TransactionException e) {
            log.atLevel(DatabaseOutages.level(e))
                    .log("The presence of {} users could not be announced yet: {}", userIds.size(), e.getMessage());
            updateLater(userIds);
        }
    }

    /** A row that another node has locked must not delay other announcements. */
    private void announceAloneOrLog(List<String> userIds, ConcurrencyFailureException failure) {
        if (userIds.size() == 1) {
            log.warn("The presence of {} could not be announced yet: {}", userIds.get(0), failure.getMessage());
            updateLater(userIds);
        } else {
            userIds.forEach(userId -> announceOrLog(List.of(userId)));
        }
    }

    private void announce(List<String> userIds) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ensureRows(userIds, now);
        Map<Person, PresenceStatus> changed =
                Objects.requireNonNull(transactions.execute(status -> people(changed(userIds, now))));
        changed.forEach((person, status) -> broadcast.signal(topics.of(person), PresenceEvent.of(person, status, now)));
        if (!changed.isEmpty()) {
            pause(userIds(changed.keySet().stream()));
        }
        Set<String> left = userIds(changed.entrySet().stream()
                .filter(change -> change.getValue() == PresenceStatus.OFFLINE)
                .map(Map.Entry::getKey));
        if (!left.isEmpty()) {
            events.publishEvent(new PeopleWentOffline(left));
        }
    }

    private static Set<String> userIds(Stream<Person> people) {
        return people.map(Person::userId).collect(Collectors.toUnmodifiableSet());
    }

    /** Users whose accounts were disabled are offline, which must be announced. */
    private Map<Person, PresenceStatus> people(Map<String, PresenceStatus> changed) {
        return directory.findAllEvenDisabled(changed.keySet()).stream()
                .collect(Collectors.toMap(
                        Function.identity(), person -> Objects.requireNonNull(changed.get(person.userId()))));
    }

    /** @return users whose status differs from the announced one */
    private Map<String, PresenceStatus> changed(List<String> userIds, Instant now) {
        List<LastSeen> before = lastSeen.lock(userIds);
        // In this transaction: until the announcement is known, the expired leases make the next
        // sweep check again.
        leases.removeExpired(userIds, now);
        Map<String, PresenceStatus> here = PresenceStatus.byPerson(leases.validOf(userIds, now));
        Map<PresenceStatus, List<String>> after = new EnumMap<>(PresenceStatus.class);
        Map<String, PresenceStatus> changed = new HashMap<>();
        for (LastSeen told : before) {
            PresenceStatus status = here.getOrDefault(told.userId(), PresenceStatus.OFFLINE);
            after.computeIfAbsent(status, each -> new ArrayList<>()).add(told.userId());
            if (status != told.announced()) {
                changed.put(told.userId(), status);
            }
        }
        lastSeen.save(after, now);
        return changed;
    }

    /** Sessions of somebody who was erased or disabled end later, and must not leave a new row. */
    private void ensureRows(List<String> userIds, Instant now) {
        Set<String> missing = new HashSet<>(userIds);
        lastSeen.of(userIds).forEach(row -> missing.remove(row.userId()));
        if (!missing.isEmpty()) {
            insertRows(directory.findAll(missing).stream().map(Person::userId).toList(), now);
        }
    }

    private void insertRows(List<String> userIds, Instant now) {
        try {
            lastSeen.ensure(userIds, now);
        } catch (DataIntegrityViolationException madeByAnotherNode) {
            if (userIds.size() > 1) {
                userIds.forEach(userId -> insertRows(List.of(userId), now));
            }
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
