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
 * Keeps the log readable while the database is away: an outage is one line and its end another, however many callers it fails.
 * They log their own failures at {@link #level}.
 */
public final class DatabaseOutages {

    private static final Logger log = LoggerFactory.getLogger(DatabaseOutages.class);

    /** An outage that nobody has announced, such as a full disk of a server that answers, is told of this often. */
    private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

    private static final AtomicLong lastTold = new AtomicLong(System.nanoTime() - REPEAT_NANOS);

    private DatabaseOutages() {}

    /** All connections are lost. */
    public static void began(String reason) {
        lastTold.set(System.nanoTime());
        log.warn("The database is away, nothing is stored until it is back: {}", reason);
    }

    public static void ended() {
        lastTold.set(System.nanoTime() - REPEAT_NANOS);
        log.info("The database is back");
    }

    /** @return how loudly to log what this failure has kept from being done */
    public static Level level(Throwable failure) {
        if (!isOutage(failure)) {
            return Level.WARN;
        }
        long now = System.nanoTime();
        long last = lastTold.get();
        return now - last >= REPEAT_NANOS && lastTold.compareAndSet(last, now) ? Level.WARN : Level.DEBUG;
    }

    static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && isOutageState(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Classes of the SQL standard and of PostgreSQL: no connection, no resources such as disk space, a server that stops. The pool
     * gives none for a connection that it has given up.
     */
    private static boolean isOutageState(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
}
