package com.sealkloud.chat.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Sent and acknowledged messages, and response times. */
final class Ledger {

    /** One message, over all attempts to send it. */
    static final class Sent {
        final String clientMessageId;
        final String room;
        final long firstAt = System.nanoTime();
        volatile long lastAt;
        volatile long acknowledgedAt;

        Sent(String clientMessageId, String room) {
            this.clientMessageId = clientMessageId;
            this.room = room;
        }

        boolean isAcknowledged() {
            return acknowledgedAt != 0;
        }
    }

    /** An answer to one attempt. */
    private record Answered(long at, long nanos) {}

    private final Map<String, Sent> all = new ConcurrentHashMap<>();
    private final Queue<Answered> receipts = new ConcurrentLinkedQueue<>();
    private final Queue<Answered> nacks = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    void sent(Sent message) {
        all.put(message.clientMessageId, message);
    }

    void acknowledged(Sent message) {
        long now = System.nanoTime();
        if (!message.isAcknowledged()) {
            message.acknowledgedAt = now;
        }
        receipts.add(new Answered(now, now - message.lastAt));
    }

    void refusedForNow(Sent message) {
        long now = System.nanoTime();
        nacks.add(new Answered(now, now - message.lastAt));
    }

    /** Something that the person would have to be told. */
    void refused(String what) {
        refusals.add(what);
    }

    Collection<Sent> all() {
        return all.values();
    }

    Collection<Sent> sentBefore(long nanoTime) {
        return all.values().stream().filter(sent -> sent.firstAt < nanoTime).toList();
    }

    long acknowledgedCount() {
        return all.values().stream().filter(Sent::isAcknowledged).count();
    }

    /** @return what was acknowledged right before nothing more was for the longest time */
    Sent lastBeforeTheLongestSilence() {
        List<Sent> acknowledged = all.values().stream()
                .filter(Sent::isAcknowledged)
                .sorted(Comparator.comparingLong(sent -> sent.acknowledgedAt))
                .toList();
        return IntStream.range(0, acknowledged.size() - 1)
                .boxed()
                .max(Comparator.comparingLong(
                        i -> acknowledged.get(i + 1).acknowledgedAt - acknowledged.get(i).acknowledgedAt))
                .map(acknowledged::get)
                .orElseThrow();
    }

    List<String> refusals() {
        return List.copyOf(refusals);
    }

    int receiptsSince(long nanoTime) {
        return (int) receipts.stream().filter(answer -> answer.at() >= nanoTime).count();
    }

    int nacksSince(long nanoTime) {
        return (int) nacks.stream().filter(answer -> answer.at() >= nanoTime).count();
    }

    /** @return the time within which 99 of 100 attempts got their receipt */
    Duration receiptP99(long from, long to) {
        return percentile(receipts, from, to, 99);
    }

    Duration slowestNack(long from, long to) {
        return percentile(nacks, from, to, 100);
    }

    /** @return the longest time from the writing of a message to its receipt, over all attempts */
    Duration slowestAcknowledgement() {
        return Duration.ofNanos(all.values().stream()
                .filter(Sent::isAcknowledged)
                .mapToLong(sent -> sent.acknowledgedAt - sent.firstAt)
                .max()
                .orElse(0));
    }

    private static Duration percentile(Queue<Answered> answers, long from, long to, int percent) {
        long[] sorted = answers.stream()
                .filter(answer -> answer.at() >= from && answer.at() < to)
                .mapToLong(Answered::nanos)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(Arrays.stream(sorted)
                .skip(Math.min(sorted.length - 1, (long) sorted.length * percent / 100))
                .findFirst()
                .orElseThrow());
    }
}
