package com.sealkloud.chat.outgoing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Limits concurrent calls, per receiver and altogether, so that a slow receiver delays only itself.
 */
public final class CallsUnderWay {

    private final int most;
    private final int mostPerReceiver;
    private final Map<String, Integer> byReceiver = new HashMap<>();
    private int all;
    private boolean closed;

    public CallsUnderWay(int most, int mostPerReceiver) {
        this.most = most;
        this.mostPerReceiver = mostPerReceiver;
    }

    /** @return how many calls may start now, up to {@code wanted} */
    public synchronized int room(int wanted) {
        return closed ? 0 : Math.min(wanted, most - all);
    }

    /** @return the receivers that may not be called before one of their calls has ended */
    public synchronized Set<String> busy() {
        return byReceiver.entrySet().stream()
                .filter(receiver -> receiver.getValue() >= mostPerReceiver)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    public synchronized void begin(String receiver) {
        all++;
        byReceiver.merge(receiver, 1, Integer::sum);
    }

    /** @return whether a call may be waiting for this one */
    public synchronized boolean end(String receiver) {
        boolean awaited = all >= most || byReceiver.getOrDefault(receiver, 0) >= mostPerReceiver;
        all--;
        byReceiver.computeIfPresent(receiver, (name, count) -> count == 1 ? null : count - 1);
        notifyAll();
        return awaited;
    }

    /** Starts no more calls, and waits for those in progress. */
    public synchronized void close(Duration patience) {
        closed = true;
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); all > 0 && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
