package com.sealkloud.chat.lifecycle;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps the log readable during a database outage: one line for its beginning and one for its end,
 * however many callers fail. Callers log their own failures at {@link #level}.
 */
public final class DatabaseOutages {

    private static final Logger log = LoggerFactory.getLogger(DatabaseOutages.class);

    /**
     * How often an outage without such a line is logged, for example when the disk of an answering
     * server is full.
     */
    private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

    private static final AtomicLong lastTold = new AtomicLong(System.nanoTime() - REPEAT_NANOS);

    private DatabaseOutages() {}

    /** All connections are lost. */
    public static void began(String reason) {
        lastTold.set(System.nanoTime());
        log.warn("The database is unavailable; nothing is stored until it is back: {}", reason);
    }

    public static void ended() {
        lastTold.set(System.nanoTime() - REPEAT_NANOS);
        log.info("The database is back");
    }

    /** @return the level at which to log an operation that this failure has prevented */
    public static Level level(Throwable failure) {
        if (!isOutage(failure)) {
            return Level.WARN;
        }
        long now = System.nanoTime();
        long last = lastTold.get();
        return now - last >= REPEAT_NANOS && lastTold.compareAndSet(last, now) ? Level.WARN : Level.DEBUG;
    }

    /** @return whether the whole database is unavailable, and not only what the operation needed */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && isOutageState(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Classes of the SQL standard and of PostgreSQL: no connection, no resources such as disk
     * space, a stopping server. The pool reports no class for a connection that it has abandoned.
     */
    private static boolean isOutageState(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
}
