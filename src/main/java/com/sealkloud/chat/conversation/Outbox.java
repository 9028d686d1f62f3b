package com.sealkloud.chat.conversation;

import com.sealkloud.chat.realtime.Broadcast;
import com.sealkloud.chat.realtime.StopPhases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Publishes what has been committed: to the topics of those who are to hear it, and to {@code chat.events}. One thread takes
 * the events in the order of their commits; nobody who sends a message waits for it. What it cannot get rid of stays marked
 * in the log, where {@link OutboxSweep} finds it.
 */
@Component
class Outbox implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Broadcast broadcast;
    private final EventFeed feed;
    private final PublishedMarks marks;
    private final Publications publications;
    private final BlockingQueue<Publication> waiting;
    private final Map<Publication.Mark, Publication> underWay = new ConcurrentHashMap<>();
    private volatile Thread publisher = new Thread();
    private volatile boolean running;

    Outbox(
            Broadcast broadcast,
            EventFeed feed,
            PublishedMarks marks,
            Publications publications,
            ConversationProperties properties) {
        this.broadcast = broadcast;
        this.feed = feed;
        this.marks = marks;
        this.publications = publications;
        this.waiting = new ArrayBlockingQueue<>(properties.outboxQueue());
    }

    @TransactionalEventListener
    void committed(EventLogged logged) {
        enqueue(publications.of(logged));
    }

    @TransactionalEventListener
    void committed(ReadMoved moved) {
        enqueue(publications.of(moved));
    }

    /** Takes it unless it is under way already; when the queue is full it stays in the log for the sweep. */
    void enqueue(Publication publication) {
        if (underWay.putIfAbsent(publication.mark(), publication) == null && !waiting.offer(publication)) {
            underWay.remove(publication.mark());
        }
    }

    private void publishAll() {
        while (running || !waiting.isEmpty()) {
            try {
                Publication publication = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (publication != null) {
                    publish(publication).whenComplete((done, failure) -> settle(publication, failure));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
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

    private void settle(Publication publication, @Nullable Throwable failure) {
        if (failure == null) {
            // Until the mark stands in the database, the sweep would find the event unpublished.
            marks.confirmed(publication.mark(), () -> underWay.remove(publication.mark()));
        } else {
            underWay.remove(publication.mark());
            log.debug("An event was not published and is tried again later: {}", failure.getMessage());
        }
    }

    @Override
    public void start() {
        running = true;
        publisher = new Thread(this::publishAll, "chat-outbox");
        publisher.start();
    }

    @Override
    public void stop() {
        running = false;
        StopPhases.join(publisher);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return StopPhases.OUTBOX;
    }
}
