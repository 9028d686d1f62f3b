package com.sealkloud.chat.sync;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.ReadableConversations;
import com.sealkloud.chat.epoch.Epoch;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.outbox.OutboxRows;
import com.sealkloud.chat.relay.RelayRestored;
import com.sealkloud.chat.session.ConnectedPeople;
import com.sealkloud.chat.session.PersonalQueueOpened;
import com.sealkloud.chat.session.SessionFrames;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends {@link Sync} to a session that has just begun to listen, and to all sessions of this node
 * when the broker is heard again: a lost last event leaves no gap by which a client could notice
 * it.
 */
@Component
class SyncSender {

    private static final Logger log = LoggerFactory.getLogger(SyncSender.class);

    /** The newest; whoever is in more of them finds the rest in its list. */
    private static final int MOST_CONVERSATIONS = 500;

    private static final int MOST_WAITING = 20_000;

    /** What has not been published for so long stands in the queue of some node. */
    private static final Duration BEHIND = Duration.ofSeconds(1);

    private final ReadableConversations conversations;
    private final OutboxRows outbox;
    private final ConnectedPeople connected;
    private final SessionFrames frames;
    private final Epoch epoch;
    private final Clock clock;

    /**
     * One at a time: after an outage everybody is due at once, and the database serves those who
     * post as well.
     */
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            runnable -> new Thread(runnable, "chat-sync"),
            (task, pool) -> forget(task));

    /** Sessions that wait, each once: one that subscribes again and again holds up no other. */
    private final Set<String> opening = ConcurrentHashMap.newKeySet();

    /** Whether something said while the broker was away may not be published yet. */
    private volatile boolean isBehind;

    SyncSender(
            ReadableConversations conversations,
            OutboxRows outbox,
            ConnectedPeople connected,
            SessionFrames frames,
            Epoch epoch,
            Clock clock) {
        this.conversations = conversations;
        this.outbox = outbox;
        this.connected = connected;
        this.frames = frames;
        this.epoch = epoch;
        this.clock = clock;
    }

    @EventListener
    void opened(PersonalQueueOpened queue) {
        if (opening.add(queue.sessionId())) {
            worker.execute(new Opening(queue.sessionId(), Person.of(queue.principal())));
        }
    }

    private final class Opening implements Runnable {

        private final String sessionId;
        private final Person person;

        private Opening(String sessionId, Person person) {
            this.sessionId = sessionId;
            this.person = person;
        }

        @Override
        public void run() {
            forget(this);
            send(List.of(sessionId), person);
        }
    }

    private void forget(Runnable task) {
        if (task instanceof Opening one) {
            opening.remove(one.sessionId);
        }
    }

    @EventListener(RelayRestored.class)
    void restored() {
        isBehind = true;
        tellEverybody();
    }

    /**
     * Until all nodes have published what came meanwhile: what is said now stands behind it, so the
     * log is ahead of what is heard.
     */
    @Scheduled(fixedDelay = 2_000)
    void tellAgain() {
        boolean allAreTold = worker.getQueue().isEmpty();
        if (isBehind && allAreTold) {
            isBehind = !outbox.before(clock.instant().minus(BEHIND), 1).isEmpty();
            tellEverybody();
        }
    }

    private void tellEverybody() {
        connected.bySession().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> Person.of(entry.getValue()),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((person, sessionIds) -> worker.execute(() -> send(sessionIds, person)));
    }

    private void send(List<String> sessionIds, Person person) {
        try {
            String asOf = epoch.look();
            List<Sync.Head> heads = conversations.newest(person, MOST_CONVERSATIONS).stream()
                    .map(log -> new Sync.Head(log.conversationId(), log.firstSeq(), log.lastSeq()))
                    .toList();
            Sync sync = new Sync(asOf, heads, clock.instant());
            sessionIds.forEach(sessionId -> frames.answer(sessionId, sync));
        } catch (DataAccessException | TransactionException e) {
            log.atLevel(DatabaseOutages.level(e)).log("Somebody could not be told to compare: {}", e.getMessage());
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
