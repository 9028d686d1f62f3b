package com.sealkloud.chat.outbox;

import com.sealkloud.chat.lifecycle.BackgroundThread;
import com.sealkloud.chat.lifecycle.StopPhases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hears events and hands them on in batches, on a thread of its own: while one is handled, the next
 * gathers.
 */
public abstract class EventBatches extends BackgroundThread implements EventSubscriber {

    private static final int MOST_WAITING = 20_000;

    /** As what is published, of which these are the same texts. */
    private static final int MOST_OCTETS = 16 << 20;

    private static final long IDLE_MILLIS = 100;

    private record Waiting(String envelope, CompletableFuture<Void> handled) {}

    private final int batch;
    private final Duration gathering;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Semaphore room = new Semaphore(MOST_OCTETS);

    /**
     * @param batch the most events that are handed on at once
     * @param gathering how long the first of them may wait for the others
     */
    protected EventBatches(String threadName, int batch, Duration gathering) {
        // After the outbox, which fills it.
        super(threadName, StopPhases.BROKER);
        this.batch = batch;
        this.gathering = gathering;
    }

    protected abstract boolean wants(String routingKey);

    /** @throws RuntimeException if all of these must come again */
    protected abstract void handle(List<String> envelopes);

    @Override
    public CompletableFuture<Void> receive(String routingKey, String envelope) {
        if (!wants(routingKey)) {
            return CompletableFuture.completedFuture(null);
        }
        int octets = Math.min(Publication.octets(envelope), MOST_OCTETS);
        if (!room.tryAcquire(octets)) {
            return CompletableFuture.failedFuture(new IllegalStateException("Too much waits"));
        }
        Waiting event = new Waiting(envelope, new CompletableFuture<>());
        event.handled().whenComplete((done, failure) -> room.release(octets));
        if (!waiting.offer(event)) {
            event.handled().completeExceptionally(new IllegalStateException("Too many events wait"));
        }
        return event.handled();
    }

    @Override
    protected void work() {
        while (isRunning() || !waiting.isEmpty()) {
            try {
                List<Waiting> next = gather();
                if (!next.isEmpty()) {
                    settle(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<Waiting> gather() throws InterruptedException {
        List<Waiting> gathered = new ArrayList<>();
        Waiting next = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        long until = System.nanoTime() + gathering.toNanos();
        while (next != null) {
            gathered.add(next);
            waiting.drainTo(gathered, batch - gathered.size());
            next = gathered.size() < batch && isRunning()
                    ? waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)
                    : null;
        }
        return gathered;
    }

    private void settle(List<Waiting> events) {
        try {
            handle(events.stream().map(Waiting::envelope).toList());
            events.forEach(event -> event.handled().complete(null));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // Thrown on, an error would end this thread.
            events.forEach(event -> event.handled().completeExceptionally(e));
        }
    }
}
