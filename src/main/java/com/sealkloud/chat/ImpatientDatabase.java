package com.sealkloud.chat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Makes a PostgreSQL that is away an answer and not a wait: while there is no connection at all, one caller at a time tries
 * for one, and the others fail at once. If each of them waited for its turn, the queue behind them would make the last sender
 * wait for many times the pool's timeout.
 */
@Component
class ImpatientDatabase implements BeanPostProcessor {

    private static boolean isPostgres(HikariDataSource pool) {
        return pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith("jdbc:postgresql:");
    }

    /** Without these a statement on a connection that was cut waits for as long as TCP does. The JDBC URL overrides them. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool && isPostgres(pool)) {
            pool.addDataSourceProperty("connectTimeout", "2");
            pool.addDataSourceProperty("socketTimeout", "10");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof HikariDataSource pool && isPostgres(pool) ? new FailingFast(pool) : bean;
    }

    private static final class FailingFast extends DelegatingDataSource {

        private final HikariDataSource pool;
        private final AtomicBoolean trying = new AtomicBoolean();
        private volatile boolean away;

        private FailingFast(HikariDataSource pool) {
            super(pool);
            this.pool = pool;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (!away) {
                return tryFor();
            }
            if (!trying.compareAndSet(false, true)) {
                throw new SQLTransientConnectionException("The database is away");
            }
            try {
                return tryFor();
            } finally {
                trying.set(false);
            }
        }

        private Connection tryFor() throws SQLException {
            try {
                Connection connection = pool.getConnection();
                away = false;
                return connection;
            } catch (SQLException e) {
                // All connections being in use is another thing: then it is worth waiting.
                away = pool.getHikariPoolMXBean() != null
                        && pool.getHikariPoolMXBean().getTotalConnections() == 0;
                throw e;
            }
        }
    }
}
