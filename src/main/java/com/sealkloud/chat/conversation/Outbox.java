package com.sealkloud.chat.conversation;

import com.sealkloud.chat.lifecycle.BackgroundThread;
import com.sealkloud.chat.lifecycle.StopPhases;
import com.sealkloud.chat.realtime.Broadcast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Publishes what has been committed: to the topics of those who are to hear it, and to {@code chat.events}. One thread takes
 * the events in the order of their numbers; nobody who sends a message waits for it. What it cannot get rid of stays marked
 * in the log, where {@link OutboxSweep} finds it.
 */
@Component
class Outbox extends BackgroundThread {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** Longer than a commit takes. What is undecided then, as when the database went away, is left to the sweep. */
    private static final long COMMIT_SECONDS = 5;

    /**
     * A publication on its way.
     *
     * @param committed whether its transaction was, once that is known
     * @param settled done when it has been published and marked, or given up
     */
    private record Queued(
            Publication publication, CompletableFuture<Boolean> committed, CompletableFuture<Void> settled) {

        Queued(Publication publication, CompletableFuture<Boolean> committed) {
            this(publication, committed, new CompletableFuture<>());
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
    private final PublishedMarks marks;
    private final Publications publications;
    private final BlockingQueue<Queued> waiting;
    private final Map<Publication.Mark, Queued> underWay = new ConcurrentHashMap<>();
    private final Map<EventLogged, CompletableFuture<Boolean>> committing = new ConcurrentHashMap<>();

    Outbox(
            Broadcast broadcast,
            EventFeed feed,
            PublishedMarks marks,
            Publications publications,
            ConversationProperties properties) {
        super("chat-outbox", StopPhases.OUTBOX);
        this.broadcast = broadcast;
        this.feed = feed;
        this.marks = marks;
        this.publications = publications;
        this.waiting = new ArrayBlockingQueue<>(properties.outboxQueue());
    }

    /**
     * Queues the event before the commit, while the transaction holds the conversation's row: after it, of two that post at
     * once the later number could come first.
     */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void committing(EventLogged logged) {
        CompletableFuture<Boolean> decision =
                new CompletableFuture<Boolean>().completeOnTimeout(false, COMMIT_SECONDS, TimeUnit.SECONDS);
        Queued queued = new Queued(publications.of(logged), decision);
        // Replaced, not left: a number whose transaction was rolled back is taken again.
        underWay.put(queued.publication().mark(), queued);
        committing.put(logged, decision);
        decision.whenComplete((isCommitted, never) -> committing.remove(logged));
        offer(queued);
    }

    @TransactionalEventListener
    void committed(EventLogged logged) {
        decide(logged, true);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
    void rolledBack(EventLogged logged) {
        decide(logged, false);
    }

    private void decide(EventLogged logged, boolean isCommitted) {
        CompletableFuture<Boolean> decision = committing.get(logged);
        if (decision != null) {
            decision.complete(isCommitted);
        }
    }

    @TransactionalEventListener
    void committed(ReadMoved moved) {
        enqueue(publications.of(moved));
    }

    /**
     * Takes once more what stands unpublished in the log, unless it is under way.
     *
     * @param publication written out only if it is not: while the broker is away, thousands may be
     * @return done when it has been published and marked, or given up; never failed
     */
    CompletableFuture<Void> republish(Publication.Mark mark, Supplier<Publication> publication) {
        Queued earlier = underWay.get(mark);
        return earlier != null ? earlier.settled() : enqueue(publication.get().repeated());
    }

    private CompletableFuture<Void> enqueue(Publication publication) {
        Queued queued = new Queued(publication, CompletableFuture.completedFuture(true));
        Queued earlier = underWay.putIfAbsent(publication.mark(), queued);
        if (earlier != null) {
            return earlier.settled();
        }
        offer(queued);
        return queued.settled();
    }

    /** When the queue is full it stays in the log for the sweep. */
    private void offer(Queued queued) {
        if (!waiting.offer(queued)) {
            forget(queued);
        }
    }

    private void forget(Queued queued) {
        underWay.remove(queued.publication().mark(), queued);
        queued.settled().complete(null);
    }

    @Override
    protected void work() {
        while (isRunning() || !waiting.isEmpty()) {
            try {
                Queued next = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    publishOnceCommitted(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void publishOnceCommitted(Queued queued) throws InterruptedException {
        Publication publication = queued.publication();
        if (queued.isCommitted()) {
            publish(publication).whenComplete((done, failure) -> settle(queued, failure));
        } else {
            forget(queued);
        }
    }

    private CompletableFuture<?> publish(Publication publication) {
        try {
            List<CompletableFuture<?>> confirmations = new ArrayList<>();
            publication
                    .destinations()
                    .forEach(destination -> confirmations.add(
                            publication.isRepeated()
                                    ? broadcast.republish(destination, publication.event())
                                    : broadcast.publish(destination, publication.event())));
            confirmations.add(feed.publish(publication.routingKey(), publication.envelope()));
            return CompletableFuture.allOf(confirmations.toArray(CompletableFuture[]::new));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void settle(Queued queued, @Nullable Throwable failure) {
        if (failure == null) {
            // Until the mark stands in the database, the sweep would find the event unpublished.
            marks.confirmed(queued.publication().mark(), () -> forget(queued));
        } else {
            forget(queued);
            log.debug("An event was not published and is tried again later: {}", failure.getMessage());
        }
    }
}
