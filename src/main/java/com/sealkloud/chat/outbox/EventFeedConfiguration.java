package com.sealkloud.chat.outbox;

import com.sealkloud.chat.rabbit.ConfirmedPublisher;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventFeedConfiguration {

    private static final String EXCHANGE = "chat.events";

    /**
     * RabbitMQ's filter looks for it. Its name must not begin with {@code x-}: such headers do not
     * count there.
     */
    private static final Map<String, String> FOR_TICKETS = Map.of("chat-feed", "tickets");

    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
    EventFeed rabbitFeed(ConfirmedPublisher publisher) {
        return publication -> publisher.publish(
                EXCHANGE,
                publication.routingKey(),
                publication.fed(),
                publication.forTickets() ? FOR_TICKETS : Map.of(),
                MessageDeliveryMode.PERSISTENT);
    }

    /** Without RabbitMQ nobody can bind a queue. */
    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "embedded", matchIfMissing = true)
    EventFeed embeddedFeed() {
        return publication -> CompletableFuture.completedFuture(null);
    }
}
