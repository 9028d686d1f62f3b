package com.sealkloud.chat.session;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskExecutor;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.MessageHandlingRunnable;
import org.springframework.stereotype.Component;
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

    private final List<ThreadPoolExecutor> lanes =
            IntStream.range(0, LANES).mapToObj(SessionLanes::lane).toList();
    private final AtomicInteger pending = new AtomicInteger();
    private final Sockets sockets;

    SessionLanes(Sockets sockets, MeterRegistry meters) {
        this.sockets = sockets;
        meters.gauge("chat.frames.pending", pending);
    }

    private static ThreadPoolExecutor lane(int number) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
            Thread thread = new Thread(task, "chat-out-" + number);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * With too large a backlog, the session ends. Spring would send the frame from the caller's
     * thread, ahead of those that wait.
     */
    @Override
    public void execute(Runnable task) {
        pending.incrementAndGet();
        try {
            laneOf(task).execute(() -> {
                try {
                    task.run();
                } finally {
                    pending.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException full) {
            pending.decrementAndGet();
            String sessionId = sessionOf(task);
            if (sessionId != null) {
                sockets.close(sessionId, CloseStatus.SERVICE_OVERLOAD.withReason("try again later"), "overload");
            }
        }
    }

    private static @Nullable String sessionOf(Runnable task) {
        return task instanceof MessageHandlingRunnable sending
                ? SimpMessageHeaderAccessor.getSessionId(sending.getMessage().getHeaders())
                : null;
    }

    private ThreadPoolExecutor laneOf(Runnable task) {
        String sessionId = sessionOf(task);
        return lanes.get(sessionId == null ? 0 : Math.floorMod(sessionId.hashCode(), LANES));
    }

    @PreDestroy
    void stop() {
        lanes.forEach(ThreadPoolExecutor::shutdownNow);
    }
}
