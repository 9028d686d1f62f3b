package com.sealkloud.chat.inbound;

import com.sealkloud.chat.rabbit.BatchContainers;
import java.time.Duration;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboundQueueConfiguration {

    /** Short, because a sender may wait for the answer. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    /**
     * One consumer, because the order of the queue is that of the rooms. Parallelism is decided
     * within the batch.
     */
    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
    SimpleRabbitListenerContainerFactory inboundContainers(BatchContainers containers, TicketProperties properties) {
        SimpleRabbitListenerContainerFactory factory = containers.of(properties.batch(), GATHERING);
        factory.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        return factory;
    }
}
