package com.sealkloud.chat.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks a node how it is, as a load balancer does, and again when it has answered. */
final class HealthWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 200;

    private record Asked(long at, Duration answeredAfter) {}

    private final HttpRequest question;
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Thread watch = new Thread(this::run, "health-watch");
    private volatile long waitingSince;

    HealthWatch(URI node) {
        question = HttpRequest.newBuilder(node.resolve("/actuator/health"))
                .timeout(PATIENCE)
                .build();
        watch.setDaemon(true);
        watch.start();
    }

    /** @return how long the slowest answer took, one that still lacks included */
    Duration longestSince(long begun) {
        long waiting = waitingSince;
        Duration last = waiting == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - waiting);
        return asked.stream()
                .filter(question -> question.at() >= begun)
                .map(Asked::answeredAfter)
                .reduce(last, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private void run() {
        try {
            while (true) {
                long at = System.nanoTime();
                waitingSince = at;
                asked.add(new Asked(at, ask() ? Duration.ofNanos(System.nanoTime() - at) : PATIENCE));
                waitingSince = 0;
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ask() throws InterruptedException {
        try {
            return LoadClient.HTTP
                            .send(question, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
