package com.sealkloud.chat.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Counts the local subscribers of each destination, and knows which destinations are subscribed at
 * the broker.
 *
 * <p>Several destinations share a queue there. They are unsubscribed together, when none has been
 * used for a while: a subscription that ends loses the messages being delivered through it, which
 * may belong to another destination of the same queue.
 */
class NodeSubscriptions {

    /** An empty queue takes some sixty kilobytes at RabbitMQ. */
    private static final int MOST_PER_QUEUE = 64;

    /**
     * One destination's subscription at the broker; a renewed one has a new id.
     *
     * @param queue its number; never reused
     */
    record Entry(String id, long queue, String destination, CompletableFuture<Void> stands, boolean isNew) {}

    private static final class Listening {

        private Entry entry;
        private int listeners;
        private long unusedSince;

        private Listening(Entry entry) {
            this.entry = entry;
        }

        private boolean isUnused(long lingerNanos, long now) {
            return listeners == 0 && now - unusedSince >= lingerNanos;
        }
    }

    private final Map<String, Listening> byDestination = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> waiting = new HashMap<>();
    private long lastId;
    private long queue;
    private int inQueue;

    /** @return new if it must be requested from the broker */
    synchronized Entry add(String destination) {
        Listening listening = byDestination.get(destination);
        boolean isNew = listening == null;
        if (listening == null) {
            listening = new Listening(nextEntry(destination));
            byDestination.put(destination, listening);
        }
        listening.listeners++;
        Entry entry = listening.entry;
        return new Entry(entry.id(), entry.queue(), destination, entry.stands(), isNew);
    }

    synchronized void remove(String destination) {
        Listening listening = byDestination.get(destination);
        if (listening != null && --listening.listeners == 0) {
            listening.unusedSince = System.nanoTime();
        }
    }

    /**
     * Removes and returns what nobody has used for so long, if that applies to all destinations
     * that share its queue; longer than a reload of a page.
     */
    synchronized List<Entry> takeUnused(long lingerNanos) {
        long now = System.nanoTime();
        Set<Long> used = byDestination.values().stream()
                .filter(listening -> !listening.isUnused(lingerNanos, now))
                .map(listening -> listening.entry.queue())
                .collect(Collectors.toSet());
        List<Entry> unused = byDestination.values().stream()
                .map(listening -> listening.entry)
                .filter(entry -> !used.contains(entry.queue()))
                .toList();
        unused.forEach(entry -> {
            byDestination.remove(entry.destination());
            waiting.remove(entry.id());
        });
        if (unused.stream().anyMatch(entry -> entry.queue() == queue)) {
            beginQueue();
        }
        return unused;
    }

    /** Gives everything a new id and a new queue, for a new session at the broker. */
    synchronized List<Entry> renewAll() {
        beginQueue();
        List<Entry> all = new ArrayList<>();
        byDestination.forEach((destination, listening) -> {
            listening.entry = nextEntry(destination);
            all.add(listening.entry);
        });
        return all;
    }

    /** The broker has confirmed the subscription. */
    void stands(String id) {
        CompletableFuture<Void> waited;
        synchronized (this) {
            waited = waiting.remove(id);
        }
        if (waited != null) {
            waited.complete(null);
        }
    }

    /** Completes all waits while the broker is unavailable. */
    void giveUpWaiting() {
        List<CompletableFuture<Void>> all;
        synchronized (this) {
            all = List.copyOf(waiting.values());
            waiting.clear();
        }
        all.forEach(waited -> waited.complete(null));
    }

    private Entry nextEntry(String destination) {
        if (inQueue == MOST_PER_QUEUE) {
            beginQueue();
        }
        inQueue++;
        String id = "n" + ++lastId;
        CompletableFuture<Void> stands = new CompletableFuture<>();
        waiting.put(id, stands);
        return new Entry(id, queue, destination, stands, true);
    }

    private void beginQueue() {
        queue++;
        inQueue = 0;
    }
}
