package com.sealkloud.chat.testing;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A program that consumes from RabbitMQ. */
public final class AmqpListener implements AutoCloseable {

    /** What has come, in the order in which it came. */
    public record Delivery(String routingKey, String contentType, JsonNode body) {}

    public static final String TICKET_EVENTS = "ticket-service.events";

    private final Connection connection;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    private AmqpListener(Connection connection) {
        this.connection = connection;
    }

    /**
     * Binds a new queue of somebody who may hear everything, and consumes it; it goes away with the
     * connection.
     */
    public static AmqpListener bind(Rabbit rabbit, String exchange, String routingKey) {
        AmqpListener listener = new AmqpListener(rabbit.connect(Rabbit.LISTENER));
        try {
            Channel channel = listener.connection.createChannel();
            String queue = "event-reader.test-" + UUID.randomUUID();
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
        return consume(rabbit, Rabbit.LISTENER, queue, false);
    }

    /** Hears what the ticket service hears, from now on. */
    public static AmqpListener asTicketService(Rabbit rabbit) {
        return consume(rabbit, "ticket-service", TICKET_EVENTS, true);
    }

    private static AmqpListener consume(Rabbit rabbit, String account, String queue, boolean fromNowOn) {
        AmqpListener listener = new AmqpListener(rabbit.connect(account));
        try {
            Channel channel = listener.connection.createChannel();
            if (fromNowOn) {
                channel.queuePurge(queue);
            }
            listener.consume(channel, queue);
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
