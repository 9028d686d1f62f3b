package com.sealkloud.chat.realtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.TextMessage;

/**
 * Some of this node's sessions, and the one thread that writes to them, so that each gets events in their order. What has
 * piled up meanwhile is written together: under load the system calls cost more than anything else.
 */
class FanOutLane {

    private static final Logger log = LoggerFactory.getLogger(FanOutLane.class);

    private static final int MOST_WAITING = 50_000;

    private static final int MOST_AT_ONCE = 64;

    private final Map<String, Set<Subscription>> byTopic = new ConcurrentHashMap<>();
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Runnable delivered;
    private final Thread writer;

    /** @param delivered is run for each event that is handed to a session */
    FanOutLane(String name, Runnable delivered) {
        this.delivered = delivered;
        writer = new Thread(this::write, name);
        writer.setDaemon(true);
        writer.start();
    }

    void add(Subscription subscription) {
        byTopic.compute(subscription.topic(), (topic, present) -> {
            Set<Subscription> hearers = present == null ? ConcurrentHashMap.newKeySet(2) : present;
            hearers.add(subscription);
            return hearers;
        });
    }

    void remove(Subscription subscription) {
        byTopic.computeIfPresent(subscription.topic(), (topic, hearers) -> {
            hearers.remove(subscription);
            return hearers.isEmpty() ? null : hearers;
        });
    }

    void deliver(Delivery delivery) {
        if (byTopic.containsKey(delivery.topic()) && !waiting.offer(delivery)) {
            // The gap in seq shows the receivers what they have missed.
            log.warn("Too much waits to be delivered; an event is dropped");
        }
    }

    private void write() {
        List<Delivery> batch = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                writeOrLog(batch);
                batch.clear();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong, the lane goes on. */
    private void writeOrLog(List<Delivery> batch) {
        try {
            write(batch);
        } catch (RuntimeException e) {
            log.error("{} events could not be delivered", batch.size(), e);
        }
    }

    private void write(List<Delivery> batch) {
        Map<LiveSession, List<byte[]>> bySession = new LinkedHashMap<>();
        for (Delivery delivery : batch) {
            for (Subscription hearer : byTopic.getOrDefault(delivery.topic(), Set.of())) {
                if (hearer.stillStands()) {
                    bySession
                            .computeIfAbsent(hearer.session(), session -> new ArrayList<>(batch.size()))
                            .add(delivery.frameFor(hearer));
                }
            }
        }
        FrameBundles bundles = new FrameBundles();
        bySession.forEach((session, frames) -> {
            send(session, bundles.of(frames));
            frames.forEach(frame -> delivered.run());
        });
    }

    private static void send(LiveSession session, List<TextMessage> messages) {
        try {
            for (TextMessage message : messages) {
                session.socket().sendMessage(message);
            }
        } catch (IOException | RuntimeException e) {
            log.debug("{} has gone: {}", session.id(), e.getMessage());
        }
    }

    void stop() {
        writer.interrupt();
    }
}
