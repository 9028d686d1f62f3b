package com.sealkloud.chat.ticket;

import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboundQueueConfiguration {

    /** How long a batch waits for one more message: short, since a lone one is then handled. */
    private static final long RECEIVE_MILLIS = 20;

    private static final long RECOVERY_MILLIS = 2_000;

    /** One consumer: the order of the queue is that of the rooms. What can go on at once is decided within the batch. */
    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
    SimpleRabbitListenerContainerFactory inboundContainers(ConnectionFactory connections, TicketProperties properties) {
        SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
        factory.setConnectionFactory(connections);
        factory.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        factory.setBatchListener(true);
        factory.setConsumerBatchEnabled(true);
        factory.setBatchSize(properties.batch());
        factory.setPrefetchCount(2 * properties.batch());
        factory.setReceiveTimeout(RECEIVE_MILLIS);
        // The service starts without RabbitMQ, and reads the queue when it is there.
        factory.setMissingQueuesFatal(false);
        factory.setRecoveryInterval(RECOVERY_MILLIS);
        return factory;
    }
}
