package com.sealkloud.chat;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Gives up a PostgreSQL that is silent. Without it a statement on a connection that was cut waits for as long as TCP does,
 * which is many minutes, and with it the thread that was to answer the sender. The same names in the JDBC URL override these.
 */
@Component
class DatabaseTimeouts implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            pool.addDataSourceProperty("connectTimeout", "2");
            pool.addDataSourceProperty("socketTimeout", "10");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return bean;
    }
}
