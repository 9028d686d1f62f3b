package com.sealkloud.chat.lifecycle;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * In which order a node stops, from the outside in: sessions are sent away, Spring's messaging ends, the web server finishes
 * its calls (at phases of Spring Boot's), what they logged is published, and last the connection to the broker ends.
 */
public final class StopPhases {

    public static final int SESSIONS = SmartLifecycle.DEFAULT_PHASE;
    public static final int MESSAGING = SESSIONS - 100;
    public static final int OUTBOX = SESSIONS - 4_000;
    public static final int BROKER = SESSIONS - 5_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private StopPhases() {}

    /** Waits a few seconds for a worker that has been told to finish, then interrupts it. */
    static void join(Thread worker) {
        try {
            worker.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.interrupt();
    }

    /** The same for one that works in an executor, which takes nothing new any more. */
    public static void join(ExecutorService worker) {
        try {
            worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.shutdownNow();
    }
}
