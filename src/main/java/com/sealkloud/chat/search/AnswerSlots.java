package com.sealkloud.chat.search;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets answers go out at a few times only. A search takes a little longer for each message that it
 * passes over because the caller may not read it: repeated often enough, that would tell which
 * words are in there.
 */
final class AnswerSlots {

    /** Nearly all searches are ready by then. */
    static final long FIRST_NANOS = Duration.ofMillis(20).toNanos();

    static final long STEP_NANOS = Duration.ofMillis(10).toNanos();

    private AnswerSlots() {}

    /** Waits until the next of these times, holding nothing that others could need. */
    static void await(long beganNanos) {
        long due = beganNanos + after(System.nanoTime() - beganNanos);
        for (long left = due - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** @return when an answer goes out that is ready after so long */
    static long after(long nanos) {
        long steps = Math.max(0, nanos - FIRST_NANOS + STEP_NANOS - 1) / STEP_NANOS;
        return FIRST_NANOS + steps * STEP_NANOS;
    }
}
