package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.rabbit.BatchContainers;
import java.time.Duration;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    private static final int BATCH = 100;
    private static final Duration GATHERING = Duration.ofMillis(50);

    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
    SimpleRabbitListenerContainerFactory deadLetterContainers(BatchContainers containers) {
        return containers.of(BATCH, GATHERING);
    }
}
