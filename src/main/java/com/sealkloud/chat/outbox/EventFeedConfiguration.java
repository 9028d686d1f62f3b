package com.sealkloud.chat.outbox;

import com.sealkloud.chat.rabbit.ConfirmedPublisher;
import java.util.List;
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
    EventFeed rabbitFeed(ConfirmedPublisher publisher, List<EventSubscriber> subscribers) {
        return publication -> CompletableFuture.allOf(
                publisher.publish(
                        EXCHANGE,
                        publication.routingKey(),
                        publication.fed(),
                        publication.forTickets() ? FOR_TICKETS : Map.of(),
                        MessageDeliveryMode.PERSISTENT),
                tell(subscribers, publication));
    }

    /**
     * Without RabbitMQ nobody can bind a queue; the features of this process hear the events all
     * the same.
     */
    @Bean
    @ConditionalOnProperty(name = "chat.broker", havingValue = "embedded", matchIfMissing = true)
    EventFeed embeddedFeed(List<EventSubscriber> subscribers) {
        return publication -> tell(subscribers, publication);
    }

    /** One that throws must not keep the others from hearing it. */
    private static CompletableFuture<Void> tell(EventSubscriber subscriber, Publication publication) {
        try {
            return subscriber.receive(publication.routingKey(), publication.envelope());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletableFuture<Void> tell(List<EventSubscriber> subscribers, Publication publication) {
        return CompletableFuture.allOf(subscribers.stream()
                .map(subscriber -> tell(subscriber, publication))
                .toArray(CompletableFuture[]::new));
    }
}
