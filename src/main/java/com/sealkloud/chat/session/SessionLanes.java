package com.sealkloud.chat.session;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.TaskExecutor;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.MessageHandlingRunnable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.CloseStatus;

/**
 * Sends Spring's frames to the clients: all frames of a session on the same thread, in order.
 *
 * <p>Spring's own option for this order, {@code preservePublishOrder}, only covers what comes from
 * the broker. A frame that this service sends itself, such as a receipt, can collide with it. Then
 * it fails, and Spring ends the session with 1002.
 */
@Component
public class SessionLanes implements TaskExecutor {

    private static final int LANES = Math.max(4, Runtime.getRuntime().availableProcessors() * 2);
    private static final int MOST_WAITING = 50_000;

    /**
     * A frame is taken while less waits: an answer to {@code user_join} alone can be larger than
     * what a session may have waiting.
     */
    static final long MOST_WAITING_OCTETS = DataSize.ofMegabytes(32).toBytes();

    static final long MOST_WAITING_OCTETS_OF_SESSION = DataSize.ofMegabytes(4).toBytes();

    /** About what a frame takes besides its body. */
    private static final int OCTETS_OF_FRAME = 1_024;

    private final List<Lane> lanes =
            IntStream.range(0, LANES).mapToObj(Lane::new).toList();
    private final Map<String, Long> octetsBySession = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Consumer<String> overloaded;

    @Autowired
    SessionLanes(Sockets sockets, MeterRegistry meters) {
        this(
                sessionId -> sockets.close(
                        sessionId, CloseStatus.SERVICE_OVERLOAD.withReason("try again later"), "overload"),
                meters);
    }

    /** @param overloaded ends a session */
    SessionLanes(Consumer<String> overloaded, MeterRegistry meters) {
        this.overloaded = overloaded;
        meters.gauge("chat.frames.pending", pending);
    }

    /** A thread, and what waits for it. */
    private static final class Lane {

        private final AtomicLong octets = new AtomicLong();
        private final ThreadPoolExecutor thread;

        private Lane(int number) {
            this.thread =
                    new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                        Thread thread = new Thread(task, "chat-out-" + number);
                        thread.setDaemon(true);
                        return thread;
                    });
        }
    }

    /**
     * With too large a backlog, the session ends. Spring would send the frame from the caller's
     * thread, ahead of those that wait.
     */
    @Override
    public void execute(Runnable task) {
        String sessionId = sessionOf(task);
        long octets = octetsOf(task);
        Lane lane = lanes.get(sessionId == null ? 0 : Math.floorMod(sessionId.hashCode(), LANES));
        if (lane.octets.get() >= MOST_WAITING_OCTETS
                || sessionId != null && octetsBySession.getOrDefault(sessionId, 0L) >= MOST_WAITING_OCTETS_OF_SESSION) {
            refuse(sessionId);
            return;
        }
        count(lane, sessionId, octets);
        try {
            lane.thread.execute(() -> {
                try {
                    task.run();
                } finally {
                    count(lane, sessionId, -octets);
                }
            });
        } catch (RejectedExecutionException full) {
            count(lane, sessionId, -octets);
            refuse(sessionId);
        }
    }

    /** @param octets that wait from now on, or, below zero, do not wait any more */
    private void count(Lane lane, @Nullable String sessionId, long octets) {
        pending.addAndGet(octets > 0 ? 1 : -1);
        lane.octets.addAndGet(octets);
        if (sessionId != null) {
            octetsBySession.compute(sessionId, (id, before) -> {
                long left = (before == null ? 0 : before) + octets;
                return left == 0 ? null : left;
            });
        }
    }

    private void refuse(@Nullable String sessionId) {
        if (sessionId != null) {
            overloaded.accept(sessionId);
        }
    }

    private static @Nullable String sessionOf(Runnable task) {
        return task instanceof MessageHandlingRunnable sending
                ? SimpMessageHeaderAccessor.getSessionId(sending.getMessage().getHeaders())
                : null;
    }

    private static long octetsOf(Runnable task) {
        return task instanceof MessageHandlingRunnable sending
                        && sending.getMessage().getPayload() instanceof byte[] body
                ? OCTETS_OF_FRAME + body.length
                : OCTETS_OF_FRAME;
    }

    @PreDestroy
    void stop() {
        lanes.forEach(lane -> lane.thread.shutdownNow());
    }
}
