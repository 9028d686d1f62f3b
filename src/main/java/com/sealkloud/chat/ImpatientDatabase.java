package com.sealkloud.chat;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Makes a PostgreSQL that is away an answer and not a wait: while there is no connection at all, every caller
 * fails at once, and a thread of this class's own tries for one. If the callers waited for the pool's timeout, those queued
 * behind them would wait for many times as long.
 */
@Component
class ImpatientDatabase implements BeanPostProcessor {

    private static boolean isPostgres(HikariDataSource pool) {
        return pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith("jdbc:postgresql:");
    }

    /**
     * Without the first three a statement on a connection that was cut waits for as long as TCP does; without the last, an
     * exception quotes rows, and with them messages. The JDBC URL overrides them.
     */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool && isPostgres(pool)) {
            pool.addDataSourceProperty("connectTimeout", "2");
            pool.addDataSourceProperty("socketTimeout", "10");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            pool.addDataSourceProperty("logServerErrorDetail", "false");
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof HikariDataSource pool && isPostgres(pool) ? new FailingFast(pool) : bean;
    }

    private static final class FailingFast extends DelegatingDataSource {

        private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

        private final HikariDataSource pool;
        private final AtomicBoolean away = new AtomicBoolean();

        private FailingFast(HikariDataSource pool) {
            super(pool);
            this.pool = pool;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away.get()) {
                throw new SQLTransientConnectionException("The database is away");
            }
            try {
                return pool.getConnection();
            } catch (SQLException e) {
                if (hasNoConnection() && away.compareAndSet(false, true)) {
                    Thread trying = new Thread(this::awaitReturn, "chat-database");
                    trying.setDaemon(true);
                    trying.start();
                }
                throw e;
            }
        }

        /** All connections being in use is another thing: then it is worth waiting. */
        private boolean hasNoConnection() {
            HikariPoolMXBean state = pool.getHikariPoolMXBean();
            return state != null && state.getTotalConnections() == 0;
        }

        private void awaitReturn() {
            while (away.get() && !pool.isClosed()) {
                try (Connection connection = pool.getConnection()) {
                    away.set(!connection.isValid(1));
                } catch (SQLException e) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }
}
