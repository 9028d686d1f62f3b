package com.sealkloud.chat.lifecycle;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * The order in which a node stops, from the outside in: sessions are drained, Spring's messaging
 * stops, the web server finishes its calls (in phases of Spring Boot), the logged events are
 * published, and the connection to the broker is closed.
 */
public final class StopPhases {

    public static final int SESSIONS = SmartLifecycle.DEFAULT_PHASE;
    public static final int MESSAGING = SESSIONS - 100;
    public static final int OUTBOX = SESSIONS - 4_000;
    public static final int BROKER = SESSIONS - 5_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private StopPhases() {}

    /** Waits a few seconds for a worker that was told to finish, then interrupts it. */
    static void join(Thread worker) {
        try {
            worker.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.interrupt();
    }

    /** The same for a worker in an executor, which accepts nothing new any more. */
    public static void join(ExecutorService worker) {
        try {
            worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.shutdownNow();
    }
}
