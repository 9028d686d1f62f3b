package com.sealkloud.chat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes callers fail fast during a database outage: see {@link FailFastDataSource} and {@link
 * EmbeddedDataSource}.
 */
@Component
class ImpatientDatabase implements BeanPostProcessor {

    /**
     * Shorter than the socket timeout: that would close the connection, and the server would go on
     * waiting for the row. As a statement, since it leaves the options of the JDBC URL alone, and
     * since a pooler such as PgBouncer refuses options. What an operator has set is kept.
     */
    private static final String LOCK_TIMEOUT =
            "select set_config('lock_timeout', '5s', false) where current_setting('lock_timeout') = '0'";

    private final Environment environment;

    ImpatientDatabase(Environment environment) {
        this.environment = environment;
    }

    private static boolean isPostgres(HikariDataSource pool) {
        return pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith("jdbc:postgresql:");
    }

    private static boolean isFile(HikariDataSource pool) {
        return pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith("jdbc:h2:file:");
    }

    /**
     * Without the first three properties, a statement on a broken connection waits as long as TCP
     * does. Without the last, an exception quotes rows, and thereby messages. The JDBC URL
     * overrides them.
     */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool && isPostgres(pool)) {
            pool.addDataSourceProperty("connectTimeout", "2");
            pool.addDataSourceProperty("socketTimeout", "10");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            String own = pool.getConnectionInitSql();
            pool.setConnectionInitSql(own == null ? LOCK_TIMEOUT : LOCK_TIMEOUT + "; " + own);
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool) {
            if (isPostgres(pool)) {
                return new FailFastDataSource(pool);
            }
            if (isFile(pool)) {
                return new EmbeddedDataSource(pool, new File(environment.getProperty("chat.data", ".")));
            }
        }
        return bean;
    }
}
