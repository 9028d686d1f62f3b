package com.sealkloud.chat.realtime;

import java.time.Duration;
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
    public static void join(Thread worker) {
        try {
            worker.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.interrupt();
    }
}
