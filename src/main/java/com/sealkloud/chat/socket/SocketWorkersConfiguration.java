package com.sealkloud.chat.socket;

import com.sealkloud.chat.http.HttpThreads;
import jakarta.annotation.PreDestroy;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes Tomcat use {@link SocketWorkers}. They are not a bean, because Spring Boot would then
 * create no executor of its own.
 */
@Configuration(proxyBeanMethods = false)
class SocketWorkersConfiguration {

    private final SocketWorkers workers;

    SocketWorkersConfiguration(TomcatServerProperties properties, HttpThreads http) {
        workers = SocketWorkers.start(properties.getThreads(), http);
    }

    @Bean
    TomcatProtocolHandlerCustomizer<?> socketWorkers() {
        return handler -> handler.setExecutor(workers);
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }
}
