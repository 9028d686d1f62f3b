package com.sealkloud.chat.notification;

import com.sealkloud.chat.rabbit.BatchContainers;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NotificationQueueConfiguration {

    /** Never requeues by itself what was rejected. */
    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
    SimpleRabbitListenerContainerFactory notificationContainers(
            BatchContainers containers, NotificationProperties properties) {
        SimpleRabbitListenerContainerFactory factory = containers.of(properties.batch(), properties.gathering());
        factory.setDefaultRequeueRejected(false);
        return factory;
    }
}
