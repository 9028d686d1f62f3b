package com.sealkloud.chat.realtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Counts who listens to what on this node, and knows which of it stands at the broker. */
class NodeSubscriptions {

    /** One destination's subscription at the broker; a lost and renewed one has a new id. */
    record Entry(String id, String destination, CompletableFuture<Void> stands, boolean isNew) {}

    private static final class Listening {

        private Entry entry;
        private int listeners;
        private long unusedSince;

        private Listening(Entry entry) {
            this.entry = entry;
        }
    }

    private final Map<String, Listening> byDestination = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> waiting = new HashMap<>();
    private long lastId;

    /** @return new if the broker has to be asked for it */
    synchronized Entry add(String destination) {
        Listening listening = byDestination.get(destination);
        boolean isNew = listening == null;
        if (listening == null) {
            listening = new Listening(nextEntry(destination));
            byDestination.put(destination, listening);
        }
        listening.listeners++;
        Entry entry = listening.entry;
        return new Entry(entry.id(), destination, entry.stands(), isNew);
    }

    synchronized void remove(String destination) {
        Listening listening = byDestination.get(destination);
        if (listening != null && --listening.listeners == 0) {
            listening.unusedSince = System.nanoTime();
        }
    }

    /** Forgets, and returns, what nobody has listened to for so long; a reload of a page is shorter. */
    synchronized List<Entry> takeUnused(long lingerNanos) {
        long now = System.nanoTime();
        List<Entry> unused = byDestination.values().stream()
                .filter(listening -> listening.listeners == 0 && now - listening.unusedSince >= lingerNanos)
                .map(listening -> listening.entry)
                .toList();
        unused.forEach(entry -> {
            byDestination.remove(entry.destination());
            waiting.remove(entry.id());
        });
        return unused;
    }

    /** Gives everything a new id, for a new session at the broker. */
    synchronized List<Entry> renewAll() {
        List<Entry> all = new ArrayList<>();
        byDestination.forEach((destination, listening) -> {
            listening.entry = nextEntry(destination);
            all.add(listening.entry);
        });
        return all;
    }

    /** The broker says that the subscription stands. */
    void stands(String id) {
        CompletableFuture<Void> waited;
        synchronized (this) {
            waited = waiting.remove(id);
        }
        if (waited != null) {
            waited.complete(null);
        }
    }

    /** Nobody is kept waiting for a broker that is away. */
    void giveUpWaiting() {
        List<CompletableFuture<Void>> all;
        synchronized (this) {
            all = List.copyOf(waiting.values());
            waiting.clear();
        }
        all.forEach(waited -> waited.complete(null));
    }

    private Entry nextEntry(String destination) {
        String id = "n" + ++lastId;
        CompletableFuture<Void> stands = new CompletableFuture<>();
        waiting.put(id, stands);
        return new Entry(id, destination, stands, true);
    }
}
