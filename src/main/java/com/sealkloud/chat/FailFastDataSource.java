package com.sealkloud.chat;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * While no connection can be opened, every caller fails immediately, and a background thread
 * retries. If callers waited for the pool's timeout, those queued behind them would wait many times
 * as long.
 */
class FailFastDataSource extends DelegatingDataSource {

    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final HikariDataSource pool;
    private final AtomicBoolean away = new AtomicBoolean();

    FailFastDataSource(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away.get()) {
            throw new SQLTransientConnectionException("The database is unavailable");
        }
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            if (hasNoConnection()) {
                lost(e);
            }
            throw e;
        }
    }

    /** If all connections are merely in use, waiting is worthwhile. */
    private boolean hasNoConnection() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return state != null && state.getTotalConnections() == 0;
    }

    /** From now on every caller fails, until the database {@link #isBack}. */
    final void lost(SQLException reason) {
        if (!pool.isClosed() && away.compareAndSet(false, true)) {
            DatabaseOutages.began(rootOf(reason));
            Thread trying = new Thread(this::awaitReturn, "chat-database");
            trying.setDaemon(true);
            trying.start();
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private void awaitReturn() {
        while (away.get() && !pool.isClosed()) {
            if (isBack(pool)) {
                // Logged first, so that callers who are served again find the outage closed in the
                // log.
                DatabaseOutages.ended();
                away.set(false);
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    boolean isBack(HikariDataSource lost) {
        try (Connection connection = lost.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
