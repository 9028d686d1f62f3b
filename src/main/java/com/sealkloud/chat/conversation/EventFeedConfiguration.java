package com.sealkloud.chat.conversation;

import com.sealkloud.chat.realtime.ConfirmedPublisher;
import java.util.List;
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
    EventFeed rabbitFeed(ConfirmedPublisher publisher, List<EventSubscriber> subscribers) {
        return (routingKey, envelope) -> CompletableFuture.allOf(
                publisher.publish(EXCHANGE, routingKey, envelope, Map.of()), tell(subscribers, routingKey, envelope));
    }

    /** Without RabbitMQ nobody can bind a queue; the features of this process hear the events all the same. */
    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "embedded", matchIfMissing = true)
    EventFeed embeddedFeed(List<EventSubscriber> subscribers) {
        return (routingKey, envelope) -> tell(subscribers, routingKey, envelope);
    }

    private static CompletableFuture<Void> tell(List<EventSubscriber> subscribers, String routingKey, String envelope) {
        return CompletableFuture.allOf(subscribers.stream()
                .map(subscriber -> subscriber.receive(routingKey, envelope))
                .toArray(CompletableFuture[]::new));
    }
}
