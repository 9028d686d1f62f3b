package com.sealkloud.chat.relay;

import com.sealkloud.chat.cluster.NodeId;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.fanout.BrokerMode;
import com.sealkloud.chat.fanout.LocalFanOut;
import com.sealkloud.chat.rabbit.ConfirmedPublisher;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes to the exchange {@code amq.topic}, from which RabbitMQ's STOMP plugin serves {@code
 * /topic/…}. Uses AMQP and not the relay, because only AMQP has confirms.
 *
 * <p>With {@code per-node}, the node's own sessions are served first, without the broker. Its
 * events are recognised by its id when they come back.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class RabbitBroadcast implements Broadcast {

    /** Names the node whose sessions already have an event. */
    static final String ORIGIN_HEADER = "x-chat-node";

    private static final String EXCHANGE = "amq.topic";
    private static final String TOPIC = "/topic/";

    private final ConfirmedPublisher publisher;
    private final LocalFanOut local;
    private final JsonMapper json;
    private final boolean fansOutHere;
    private final Map<String, String> originHeaders;

    RabbitBroadcast(ConfirmedPublisher publisher, LocalFanOut local, JsonMapper json, BrokerMode mode, NodeId nodeId) {
        this.publisher = publisher;
        this.local = local;
        this.json = json;
        this.fansOutHere = mode.fansOutHere();
        this.originHeaders = fansOutHere ? Map.of(ORIGIN_HEADER, nodeId.value()) : Map.of();
    }

    @Override
    public CompletableFuture<Void> publish(String destination, String event) {
        if (fansOutHere) {
            local.deliver(destination, event.getBytes(StandardCharsets.UTF_8));
        }
        return publish(destination, event, originHeaders);
    }

    @Override
    public CompletableFuture<Void> republish(String destination, String event) {
        return publish(destination, event, Map.of());
    }

    /** Whoever was away reads the log: there is no reason for the broker to keep it. */
    private CompletableFuture<Void> publish(String destination, String event, Map<String, String> headers) {
        return publisher.publish(EXCHANGE, routingKey(destination), event, headers, MessageDeliveryMode.NON_PERSISTENT);
    }

    @Override
    public void signal(String destination, Object event) {
        String body = json.writeValueAsString(event);
        if (fansOutHere) {
            local.deliver(destination, body.getBytes(StandardCharsets.UTF_8));
        }
        publisher.publishNow(EXCHANGE, routingKey(destination), body, originHeaders);
    }

    private static String routingKey(String destination) {
        if (!destination.startsWith(TOPIC)) {
            throw new IllegalArgumentException("Not a topic: " + destination);
        }
        return destination.substring(TOPIC.length());
    }
}
