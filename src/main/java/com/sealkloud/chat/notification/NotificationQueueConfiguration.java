package com.sealkloud.chat.notification;

import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NotificationQueueConfiguration {

    /** How long a batch waits for one more event: short, since a lone one is then handled. */
    private static final long RECEIVE_MILLIS = 20;

    private static final long RECOVERY_MILLIS = 2_000;

    /** Hands over whatever waits, up to a batch; never requeues by itself what was rejected. */
    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
    SimpleRabbitListenerContainerFactory notificationContainers(
            ConnectionFactory connections, NotificationProperties properties) {
        SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
        factory.setConnectionFactory(connections);
        factory.setBatchListener(true);
        factory.setConsumerBatchEnabled(true);
        factory.setBatchSize(properties.batch());
        factory.setPrefetchCount(2 * properties.batch());
        factory.setReceiveTimeout(RECEIVE_MILLIS);
        factory.setDefaultRequeueRejected(false);
        // The service starts without RabbitMQ, and reads the queue when it is there.
        factory.setMissingQueuesFatal(false);
        factory.setRecoveryInterval(RECOVERY_MILLIS);
        return factory;
    }
}
