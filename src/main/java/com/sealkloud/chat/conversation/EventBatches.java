package com.sealkloud.chat.conversation;

import com.sealkloud.chat.lifecycle.BackgroundThread;
import com.sealkloud.chat.lifecycle.StopPhases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Hears events and hands them on in batches, on a thread of its own: while one is handled, the next gathers. */
public abstract class EventBatches extends BackgroundThread implements EventSubscriber {

    private static final int MOST_WAITING = 20_000;

    private record Waiting(String envelope, CompletableFuture<Void> handled) {}

    private final int batch;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    protected EventBatches(String threadName, int batch) {
        // After the outbox, which fills it.
        super(threadName, StopPhases.BROKER);
        this.batch = batch;
    }

    protected abstract boolean wants(String routingKey);

    /** @throws RuntimeException if all of these must come again */
    protected abstract void handle(List<String> envelopes);

    @Override
    public CompletableFuture<Void> receive(String routingKey, String envelope) {
        if (!wants(routingKey)) {
            return CompletableFuture.completedFuture(null);
        }
        Waiting event = new Waiting(envelope, new CompletableFuture<>());
        return waiting.offer(event)
                ? event.handled()
                : CompletableFuture.failedFuture(new IllegalStateException("Too many events wait"));
    }

    @Override
    protected void work() {
        List<Waiting> next = new ArrayList<>();
        while (isRunning() || !waiting.isEmpty()) {
            try {
                Waiting first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    next.add(first);
                    waiting.drainTo(next, batch - 1);
                    settle(next);
                    next.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void settle(List<Waiting> events) {
        try {
            handle(events.stream().map(Waiting::envelope).toList());
            events.forEach(event -> event.handled().complete(null));
        } catch (RuntimeException e) {
            events.forEach(event -> event.handled().completeExceptionally(e));
        }
    }
}
