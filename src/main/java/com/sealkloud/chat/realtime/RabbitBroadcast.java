package com.sealkloud.chat.realtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes to the exchange {@code amq.topic}, from where RabbitMQ's STOMP plugin serves {@code /topic/…}. Goes over AMQP and
 * not over the relay because only there the broker confirms what it has taken.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class RabbitBroadcast implements Broadcast {

    private static final Logger log = LoggerFactory.getLogger(RabbitBroadcast.class);

    private static final String EXCHANGE = "amq.topic";
    private static final String TOPIC = "/topic/";
    private static final int MOST_SIGNALS_WAITING = 1_000;

    private final ConfirmedPublisher publisher;
    private final JsonMapper json;

    /** One thread, so that typing_stop follows typing_start; what does not fit is dropped, as it is worthless later. */
    private final ExecutorService signals = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_SIGNALS_WAITING),
            runnable -> new Thread(runnable, "chat-signals"),
            new ThreadPoolExecutor.DiscardPolicy());

    RabbitBroadcast(ConfirmedPublisher publisher, JsonMapper json) {
        this.publisher = publisher;
        this.json = json;
    }

    @Override
    public CompletableFuture<Void> publish(String destination, String body) {
        return publisher.publish(EXCHANGE, routingKey(destination), body);
    }

    @Override
    public void signal(String destination, Object event) {
        String body = json.writeValueAsString(event);
        signals.execute(() -> {
            try {
                publisher.send(EXCHANGE, routingKey(destination), body);
            } catch (AmqpException e) {
                log.debug("A signal was lost: {}", e.getMessage());
            }
        });
    }

    private static String routingKey(String destination) {
        if (!destination.startsWith(TOPIC)) {
            throw new IllegalArgumentException("Not a topic: " + destination);
        }
        return destination.substring(TOPIC.length());
    }
}
