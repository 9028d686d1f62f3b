package com.sealkloud.chat.outbox;

import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.lifecycle.BackgroundThread;
import com.sealkloud.chat.lifecycle.StopPhases;
import com.sealkloud.chat.outbox.UnpublishedMark.CommitMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes what has been committed: to the topics of those who are to hear it, to {@code
 * chat.events}, and to the features of this process. One thread takes the events in the order of
 * the commits; nobody who sends a message waits for it. What it cannot get rid of stays in the
 * database, where {@link OutboxSweep} finds it.
 */
@Component
public class Outbox extends BackgroundThread {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /**
     * Longer than a commit takes. What is undecided then, as when the database went away, is left
     * to the sweep.
     */
    private static final long COMMIT_SECONDS = 5;

    /** Of the texts that wait. */
    private static final int MOST_OCTETS = 16 << 20;

    /** To whom something goes. */
    private enum Way {
        TO_ALL,
        /** It may have been published before, by this node or another. */
        TO_ALL_AGAIN,
        /** The others have it. */
        TO_SUBSCRIBERS
    }

    /**
     * What is published together and marked together.
     *
     * @param committed whether its transaction was, once that is known
     * @param settled done when it has been published and marked, or given up
     */
    private record Queued(
            UnpublishedMark mark,
            List<Publication> publications,
            Way way,
            CompletableFuture<Boolean> committed,
            CompletableFuture<Void> settled) {

        Queued(UnpublishedMark mark, List<Publication> publications, Way way, CompletableFuture<Boolean> committed) {
            this(mark, publications, way, committed, new CompletableFuture<>());
        }

        boolean isCommitted() throws InterruptedException {
            try {
                return committed.get();
            } catch (ExecutionException neverFails) {
                throw new IllegalStateException(neverFails);
            }
        }
    }

    private final Broadcast broadcast;
    private final EventFeed feed;
    private final EventSubscribers subscribers;
    private final PublishedMarks marks;
    private final int mostWaiting;
    private final Semaphore places;
    private final Semaphore room = new Semaphore(MOST_OCTETS);
    private final BlockingQueue<Queued> waiting = new LinkedBlockingQueue<>();
    private final Map<UnpublishedMark, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    Outbox(
            Broadcast broadcast,
            EventFeed feed,
            EventSubscribers subscribers,
            PublishedMarks marks,
            OutboxProperties properties) {
        super("chat-outbox", StopPhases.OUTBOX);
        this.broadcast = broadcast;
        this.feed = feed;
        this.subscribers = subscribers;
        this.marks = marks;
        this.mostWaiting = properties.outboxQueue();
        this.places = new Semaphore(mostWaiting);
    }

    /**
     * Takes the events of a transaction that is about to commit.
     *
     * @return to be told whether it has
     */
    CompletableFuture<Boolean> committing(CommitMark mark, List<Publication> events) {
        CompletableFuture<Boolean> decision =
                new CompletableFuture<Boolean>().completeOnTimeout(false, COMMIT_SECONDS, TimeUnit.SECONDS);
        enqueue(new Queued(mark, events, Way.TO_ALL, decision));
        return decision;
    }

    /** Takes an event without a place in the log, whose transaction has committed. */
    public void publish(UnpublishedMark mark, Publication event) {
        enqueue(new Queued(mark, List.of(event), Way.TO_ALL, alreadyCommitted()));
    }

    /** @return done when it is settled, or null if this node is not publishing it */
    @Nullable
    CompletableFuture<Void> underWay(UnpublishedMark mark) {
        return underWay.get(mark);
    }

    /**
     * Takes once more what is still unpublished.
     *
     * @return done when it has been published and marked, or given up; never failed
     */
    CompletableFuture<Void> republish(UnpublishedMark mark, List<Publication> events) {
        return enqueue(new Queued(mark, events, Way.TO_ALL_AGAIN, alreadyCommitted()));
    }

    /**
     * Takes once more what only a feature of this process has not heard: all others would hear it
     * again each time, as long as that takes.
     *
     * @return done when it has been heard and marked, or given up; never failed
     */
    CompletableFuture<Void> tellAgain(UnpublishedMark mark, List<Publication> events) {
        return enqueue(new Queued(mark, events, Way.TO_SUBSCRIBERS, alreadyCommitted()));
    }

    private static CompletableFuture<Boolean> alreadyCommitted() {
        return CompletableFuture.completedFuture(true);
    }

    /** When the queue is full it stays in the database for the sweep. */
    private CompletableFuture<Void> enqueue(Queued queued) {
        CompletableFuture<Void> earlier = underWay.putIfAbsent(queued.mark(), queued.settled());
        if (earlier != null) {
            return earlier;
        }
        if (!places.tryAcquire(placesOf(queued))) {
            forget(queued.mark(), queued.settled());
        } else if (!room.tryAcquire(octetsOf(queued))) {
            places.release(placesOf(queued));
            forget(queued.mark(), queued.settled());
        } else {
            waiting.add(queued);
        }
        return queued.settled();
    }

    /** What one transaction has logged finds its places, however much it is. */
    private int placesOf(Queued queued) {
        return Math.min(queued.publications().size(), mostWaiting);
    }

    private static int octetsOf(Queued queued) {
        long octets =
                queued.publications().stream().mapToLong(Publication::octets).sum();
        return (int) Math.min(octets, MOST_OCTETS);
    }

    private void forget(UnpublishedMark mark, CompletableFuture<Void> settled) {
        underWay.remove(mark, settled);
        settled.complete(null);
    }

    @Override
    protected void work() {
        while (isRunning() || !waiting.isEmpty()) {
            try {
                Queued next = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    places.release(placesOf(next));
                    room.release(octetsOf(next));
                    publishOnceCommitted(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void publishOnceCommitted(Queued queued) throws InterruptedException {
        if (queued.isCommitted()) {
            // Neither the broker nor the mark is waited for with the texts in memory.
            UnpublishedMark mark = queued.mark();
            CompletableFuture<Void> settled = queued.settled();
            boolean isRetold = queued.way() == Way.TO_SUBSCRIBERS;
            CompletableFuture<?> published = isRetold ? CompletableFuture.completedFuture(null) : publish(queued);
            CompletableFuture.allOf(published, tell(queued)).whenComplete((done, failure) -> {
                boolean isNewlyPublished = !isRetold && !published.isCompletedExceptionally();
                settle(mark, settled, isNewlyPublished, failure);
            });
        } else {
            forget(queued.mark(), queued.settled());
        }
    }

    private CompletableFuture<?> publish(Queued queued) {
        try {
            List<CompletableFuture<?>> confirmations = new ArrayList<>();
            for (Publication publication : queued.publications()) {
                publication
                        .topics()
                        .forEach((destination, event) -> confirmations.add(
                                queued.way() == Way.TO_ALL_AGAIN
                                        ? broadcast.republish(destination, event)
                                        : broadcast.publish(destination, event)));
                confirmations.add(feed.publish(publication));
            }
            return CompletableFuture.allOf(confirmations.toArray(CompletableFuture[]::new));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // Thrown on, an error would end this thread.
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<?> tell(Queued queued) {
        return CompletableFuture.allOf(
                queued.publications().stream().map(subscribers::tell).toArray(CompletableFuture[]::new));
    }

    private void settle(
            UnpublishedMark mark,
            CompletableFuture<Void> settled,
            boolean isNewlyPublished,
            @Nullable Throwable failure) {
        if (failure == null) {
            // Until the mark stands in the database, the sweep would find the events unpublished.
            marks.confirmed(mark, () -> forget(mark, settled));
            return;
        }
        log.debug("Events are tried again later: {}", failure.getMessage());
        if (isNewlyPublished) {
            marks.published(mark, () -> forget(mark, settled));
        } else {
            forget(mark, settled);
        }
    }
}
