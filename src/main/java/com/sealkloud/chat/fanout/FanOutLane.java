package com.sealkloud.chat.fanout;

import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.Subscription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.TextMessage;

/**
 * A part of this node's sessions and the thread that writes to them, so that each gets its events
 * in order. A backlog is written together: under load, the system calls dominate the cost.
 */
class FanOutLane {

    private static final Logger log = LoggerFactory.getLogger(FanOutLane.class);

    private static final int MOST_WAITING = 50_000;

    private static final long MOST_WAITING_OCTETS = DataSize.ofMegabytes(32).toBytes();

    private static final int MOST_AT_ONCE = 64;

    /**
     * Size of the frames gathered before they are written. Most sessions share theirs, and need a
     * hundredth.
     */
    private static final long MOST_GATHERED_OCTETS = DataSize.ofMegabytes(2).toBytes();

    private final Map<String, Set<Subscription>> byTopic = new ConcurrentHashMap<>();
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong waitingOctets = new AtomicLong();
    private final AtomicBoolean isDropping = new AtomicBoolean();
    private final Runnable delivered;
    private final Runnable dropped;
    private final SendFailures failures;
    private final Thread writer;

    /**
     * @param delivered is run for each event that is passed to a session
     * @param dropped is run for each event for which there is no room
     */
    FanOutLane(String name, Runnable delivered, Runnable dropped, SendFailures failures) {
        this.delivered = delivered;
        this.dropped = dropped;
        this.failures = failures;
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
        if (!byTopic.containsKey(delivery.topic())) {
            return;
        }
        if (waitingOctets.addAndGet(delivery.length()) > MOST_WAITING_OCTETS || !waiting.offer(delivery)) {
            waitingOctets.addAndGet(-delivery.length());
            drop();
        }
    }

    /** Receivers notice the gap in {@code seq}. */
    private void drop() {
        dropped.run();
        if (!isDropping.getAndSet(true)) {
            log.warn("Too many events wait for delivery; some are dropped");
        }
    }

    private void write() {
        List<Delivery> batch = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                batch.add(waiting.take());
                if (waiting.drainTo(batch, MOST_AT_ONCE - 1) == 0) {
                    isDropping.set(false);
                }
                batch.forEach(delivery -> waitingOctets.addAndGet(-delivery.length()));
                writeOrLog(batch);
                batch.clear();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The lane continues after any failure. */
    private void writeOrLog(List<Delivery> batch) {
        try {
            write(batch);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            log.error("{} events could not be delivered", batch.size(), e);
        }
    }

    private void write(List<Delivery> batch) {
        Map<LiveSession, List<byte[]>> bySession = new LinkedHashMap<>();
        long before = 0;
        for (Delivery delivery : batch) {
            for (Subscription hearer : byTopic.getOrDefault(delivery.topic(), Set.of())) {
                if (hearer.stillStands()) {
                    gather(delivery, hearer, bySession, batch.size());
                    if (before + delivery.encoded() > MOST_GATHERED_OCTETS) {
                        sendAll(bySession);
                        bySession.clear();
                        before = -delivery.encoded();
                    }
                }
            }
            before += delivery.encoded();
        }
        sendAll(bySession);
    }

    /** A frame that cannot be encoded concerns this session only. */
    private void gather(Delivery delivery, Subscription hearer, Map<LiveSession, List<byte[]>> bySession, int most) {
        try {
            byte[] frame = delivery.frameFor(hearer);
            bySession
                    .computeIfAbsent(hearer.session(), session -> new ArrayList<>(most))
                    .add(frame);
        } catch (RuntimeException e) {
            failures.end(hearer.session().socket(), e);
        }
    }

    private void sendAll(Map<LiveSession, List<byte[]>> bySession) {
        FrameBundles bundles = new FrameBundles();
        bySession.forEach((session, frames) -> {
            send(session, bundles.of(frames));
            frames.forEach(frame -> delivered.run());
        });
    }

    private void send(LiveSession session, List<TextMessage> messages) {
        try {
            for (TextMessage message : messages) {
                session.socket().sendMessage(message);
            }
        } catch (IOException | RuntimeException e) {
            failures.end(session.socket(), e);
        }
    }

    void stop() {
        writer.interrupt();
    }
}
