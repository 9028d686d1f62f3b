package com.sealkloud.chat.testing;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A program with a queue of its own, bound to {@code chat.events} or, as operators do, filled from {@code amq.topic}. */
public final class AmqpListener implements AutoCloseable {

    /** What has come, in the order in which it came. */
    public record Delivery(String routingKey, String contentType, JsonNode body) {}

    private final Connection connection;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    private AmqpListener(Connection connection) {
        this.connection = connection;
    }

    /** Binds a new queue of the ticket service and consumes it; it goes away with the connection. */
    public static AmqpListener bind(Rabbit rabbit, String exchange, String routingKey) {
        AmqpListener listener = new AmqpListener(rabbit.connect("ticket-service"));
        try {
            Channel channel = listener.connection.createChannel();
            String queue = "ticket-service.test-" + UUID.randomUUID();
            channel.queueDeclare(queue, false, true, true, null);
            channel.queueBind(queue, exchange, routingKey);
            listener.consume(channel, queue);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw new IllegalStateException(e);
        }
    }

    /** Consumes a queue that exists. */
    public static AmqpListener consume(Rabbit rabbit, String queue) {
        AmqpListener listener = new AmqpListener(rabbit.connect("ticket-service"));
        try {
            listener.consume(listener.connection.createChannel(), queue);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw new IllegalStateException(e);
        }
    }

    private void consume(Channel channel, String queue) throws IOException {
        channel.basicConsume(
                queue,
                true,
                (tag, message) -> deliveries.add(new Delivery(
                        message.getEnvelope().getRoutingKey(),
                        message.getProperties().getContentType(),
                        Json.read(new String(message.getBody(), StandardCharsets.UTF_8)))),
                tag -> {});
    }

    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    public List<Delivery> of(String conversationId) {
        return deliveries.stream()
                .filter(delivery ->
                        delivery.body().path("conversationId").asString("").equals(conversationId))
                .toList();
    }

    @Override
    public void close() {
        connection.abort();
    }
}
