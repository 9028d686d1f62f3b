package com.sealkloud.chat.fault;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a node how it is, as a load balancer does, and again soon after each answer. */
final class HealthWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAUSE_MILLIS = 200;

    /** By {@link System#nanoTime()}. */
    private record Answered(long askedAt, long at) {
        Duration after() {
            return Duration.ofNanos(at - askedAt);
        }
    }

    private final HttpRequest question;
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Long waitingSince;
    private volatile boolean isOver;

    HealthWatch(URI node) {
        question = HttpRequest.newBuilder(node.resolve("/actuator/health"))
                .timeout(PATIENCE)
                .build();
        ask();
    }

    private void ask() {
        if (isOver) {
            return;
        }
        long askedAt = System.nanoTime();
        waitingSince = askedAt;
        LoadClient.HTTP
                .sendAsync(question, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) -> {
                    boolean isUp = failure == null && answer.statusCode() == 200;
                    answers.add(new Answered(askedAt, isUp ? System.nanoTime() : askedAt + PATIENCE.toNanos()));
                    waitingSince = null;
                    LoadClient.TIMER.schedule(this::ask, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                });
    }

    /** @return how long the slowest answer since then took, one that still lacks included */
    Duration longestSince(long begun) {
        Long waiting = waitingSince;
        Duration lacking = waiting == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - waiting);
        return answers.stream()
                .filter(answer -> answer.at() >= begun)
                .map(Answered::after)
                .reduce(lacking, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    @Override
    public void close() {
        isOver = true;
    }
}
