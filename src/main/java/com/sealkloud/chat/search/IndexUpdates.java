package com.sealkloud.chat.search;

import com.sealkloud.chat.lifecycle.BackgroundThread;
import com.sealkloud.chat.lifecycle.NodeStopsException;
import com.sealkloud.chat.lifecycle.Retries;
import com.sealkloud.chat.lifecycle.Retries.Limits;
import com.sealkloud.chat.lifecycle.StopPhases;
import com.sealkloud.chat.outbox.EventSubscriber;
import com.sealkloud.chat.search.Indexer.Turns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the index read on in conversations with new or changed messages. They take turns, so one in
 * which more is written than the index can follow delays no other. What is lost with the process,
 * or is too much, {@link IndexSweep} finds.
 */
@Component
class IndexUpdates extends BackgroundThread implements EventSubscriber {

    private static final Logger log = LoggerFactory.getLogger(IndexUpdates.class);

    /** Of events that can change what is found of a message. */
    private static final Set<String> WANTED =
            Set.of("message.created", "message.edited", "message.deleted", "message.attachment");

    /** Conversations, of which only the ids are kept. */
    static final int MOST_WAITING = 20_000;

    /** Between two rounds: events of one conversation are then indexed together. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    /** Conversations that are indexed in one transaction, most of which have one new message. */
    private static final int TOGETHER = 64;

    /** How much more time there is between two turns of tidying than one takes. */
    private static final int TIDYING_SHARE = 5;

    private static final Duration WHEN_TIDY = Duration.ofSeconds(2);

    private static final Limits LIMITS = new Limits(3, Duration.ofMillis(300));

    private final Indexer indexer;
    private final Retries retries;
    private final Clock clock;
    private final JsonMapper json;
    private final Timer lag;
    private Map<String, Instant> waiting = new LinkedHashMap<>();
    private boolean isUntidy;
    private long tidyAfter = System.nanoTime();

    IndexUpdates(Indexer indexer, Retries retries, Clock clock, JsonMapper json, MeterRegistry meters) {
        // After the outbox, from which it hears.
        super("chat-search-index", StopPhases.BROKER);
        this.indexer = indexer;
        this.retries = retries;
        this.clock = clock;
        this.json = json;
        this.lag = meters.timer("chat.search.lag");
    }

    /** Of an envelope. */
    private record Said(String conversationId, Instant occurredAt) {}

    @Override
    public CompletableFuture<Void> receive(String routingKey, String envelope) {
        if (WANTED.contains(routingKey)) {
            Said said = json.readValue(envelope, Said.class);
            add(said.conversationId(), said.occurredAt());
        }
        return CompletableFuture.completedFuture(null);
    }

    /** @param since of the oldest event that waits there */
    private synchronized void add(String conversationId, Instant since) {
        if (waiting.size() < MOST_WAITING || waiting.containsKey(conversationId)) {
            waiting.merge(conversationId, since, (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    private synchronized Map<String, Instant> next() {
        Map<String, Instant> next = waiting;
        waiting = new LinkedHashMap<>();
        return next;
    }

    private synchronized boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    @Override
    protected void work() {
        boolean isMore = false;
        try {
            while (isRunning() || !Thread.currentThread().isInterrupted() && (isMore || isAnyWaiting())) {
                if (!isMore) {
                    Thread.sleep(GATHERING.toMillis());
                }
                Map<String, Instant> round = next();
                isUntidy |= !round.isEmpty();
                isMore = readOn(round);
                tidyInTurn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (NodeStopsException e) {
            log.debug("The index goes on at the next start, or on another node");
        }
    }

    /**
     * Gives each of these one turn.
     *
     * @return whether there is more to do at once
     */
    private boolean readOn(Map<String, Instant> round) {
        boolean isMore = false;
        Deque<String> rest = new ArrayDeque<>(round.keySet());
        while (!rest.isEmpty()) {
            List<String> some = Stream.generate(rest::poll)
                    .limit(Math.min(TOGETHER, rest.size()))
                    .toList();
            Turns turns = turns(some);
            for (String conversationId : some) {
                if (!turns.has(conversationId)) {
                    rest.add(conversationId);
                    continue;
                }
                Instant since = Objects.requireNonNull(round.get(conversationId));
                lag.record(Duration.between(since, clock.instant()));
                if (turns.going().contains(conversationId)) {
                    add(conversationId, since);
                    isMore = true;
                }
            }
        }
        return isMore;
    }

    /**
     * No more than a sixth of the time, as nodes that add words wait meanwhile; and when all is
     * done, not at once again: an erasure takes the same words out of each of its steps.
     */
    private void tidyInTurn() {
        long began = System.nanoTime();
        if (isUntidy && began - tidyAfter >= 0) {
            isUntidy = tidy();
            long ended = System.nanoTime();
            long pause = TIDYING_SHARE * (ended - began);
            tidyAfter = ended + (isUntidy ? pause : Math.max(pause, WHEN_TIDY.toNanos()));
        }
    }

    /** @return whether there may be more to tidy */
    private boolean tidy() {
        try {
            return retries.alone(LIMITS, indexer::tidy, IndexUpdates::notTidied);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return notTidied(e);
        }
    }

    /** @return whose turn it was: of one of them at least */
    private Turns turns(List<String> conversationIds) {
        try {
            Turns turns = indexer.readOn(conversationIds);
            if (conversationIds.stream().anyMatch(turns::has)) {
                return turns;
            }
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            log.debug("Not indexed together: {}", e.getMessage());
        }
        // What fails in one must not stop the others.
        Map<Boolean, Set<String>> byEnd =
                conversationIds.stream().collect(Collectors.partitioningBy(this::readOn, Collectors.toSet()));
        return new Turns(Objects.requireNonNull(byEnd.get(true)), Objects.requireNonNull(byEnd.get(false)));
    }

    private boolean readOn(String conversationId) {
        try {
            return retries.alone(
                    LIMITS, () -> indexer.readOn(conversationId), failure -> givenUp(conversationId, failure));
        } catch (OutOfMemoryError | StackOverflowError e) {
            // Thrown on, it would end this thread.
            return givenUp(conversationId, e);
        }
    }

    private static boolean notTidied(Throwable failure) {
        log.warn("Words of deleted messages stay in the index for now: {}", failure.getMessage());
        return false;
    }

    /** The sweep of the index tries again. */
    private static boolean givenUp(String conversationId, Throwable failure) {
        log.error("The index cannot follow {} now", conversationId, failure);
        return true;
    }
}
