package com.sealkloud.chat.realtime;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some of this node's sessions, and the one thread that writes to them, so that each gets events in their order. */
class FanOutLane {

    private static final Logger log = LoggerFactory.getLogger(FanOutLane.class);

    private static final int MOST_WAITING = 50_000;

    private final Map<String, Set<Subscription>> byTopic = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor writer;

    FanOutLane(String name) {
        writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                },
                // The gap in seq shows the receivers what they have missed.
                (task, executor) -> log.warn("Too much waits to be delivered; an event is dropped"));
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

    void deliver(Delivery delivery, Runnable delivered) {
        if (byTopic.containsKey(delivery.topic())) {
            writer.execute(() -> byTopic.getOrDefault(delivery.topic(), Set.of()).stream()
                    .filter(Subscription::stillStands)
                    .forEach(hearer -> {
                        send(hearer, delivery);
                        delivered.run();
                    }));
        }
    }

    private static void send(Subscription hearer, Delivery delivery) {
        try {
            hearer.session().socket().sendMessage(delivery.frameFor(hearer));
        } catch (IOException | RuntimeException e) {
            log.debug("{} has gone: {}", hearer.session().id(), e.getMessage());
        }
    }

    void stop() {
        writer.shutdownNow();
    }
}
