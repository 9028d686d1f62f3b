package com.sealkloud.chat.conversation;

import com.sealkloud.chat.realtime.ConfirmedPublisher;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventFeedConfiguration {

    private static final String EXCHANGE = "chat.events";

    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
    EventFeed rabbitFeed(ConfirmedPublisher publisher) {
        return (routingKey, envelope) -> publisher.publish(EXCHANGE, routingKey, envelope, Map.of());
    }

    /** Without RabbitMQ there is nobody who could bind a queue. */
    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "embedded", matchIfMissing = true)
    EventFeed noFeed() {
        return (routingKey, envelope) -> CompletableFuture.completedFuture(null);
    }
}
