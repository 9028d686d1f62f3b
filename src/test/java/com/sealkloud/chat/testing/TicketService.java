package com.sealkloud.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.sealkloud.chat.encryption.AssociatedData;
import com.sealkloud.chat.encryption.Sealing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * A ticket service: publishes into {@code chat.inbound} with its own account, and reads the
 * answers.
 */
public final class TicketService implements AutoCloseable {
    private static final String DIRECT_REPLIES = "amq.rabbitmq.reply-to";

    private final Rabbit rabbit;
    private final Connection connection;
    private final Channel channel;
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();

    public TicketService(Rabbit rabbit) {
        this.rabbit = rabbit;
        this.connection = rabbit.connect("ticket-service");
        try {
            channel = connection.createChannel();
            channel.confirmSelect();
            channel.basicConsume(
                    DIRECT_REPLIES,
                    true,
                    (tag, message) -> answers.put(
                            message.getProperties().getCorrelationId(),
                            Json.read(new String(message.getBody(), StandardCharsets.UTF_8))),
                    tag -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends plain JSON and waits for the answer. */
    public JsonNode asks(String routingKey, Object body) {
        return asks(routingKey, body, new BasicProperties.Builder());
    }

    public JsonNode asks(String routingKey, Object body, BasicProperties.Builder properties) {
        String correlationId = UUID.randomUUID().toString();
        publish(
                routingKey,
                Json.write(body),
                properties.correlationId(correlationId).replyTo(DIRECT_REPLIES));
        await("answer to " + routingKey).until(() -> answers.containsKey(correlationId));
        return answers.get(correlationId);
    }

    /** Sends it, and returns once it is stored. */
    public JsonNode does(String routingKey, Object body) {
        JsonNode answer = asks(routingKey, body);
        assertThat(answer.path("status").asString("")).as(answer.toString()).isEqualTo("stored");
        return answer;
    }

    /** @return the code of the refusal */
    public String isRefused(String routingKey, Object body, BasicProperties.Builder properties) {
        JsonNode answer = asks(routingKey, body, properties);
        assertThat(answer.path("status").asString("")).as(answer.toString()).isEqualTo("refused");
        assertThat(answer.path("message").asString("")).isNotEmpty();
        return answer.required("code").stringValue();
    }

    /** Publishes without waiting for anything but the broker. */
    public void publish(String routingKey, String body, AMQP.BasicProperties.Builder properties) {
        publish(routingKey, body.getBytes(StandardCharsets.UTF_8), properties);
    }

    public void publish(String routingKey, byte[] body, AMQP.BasicProperties.Builder properties) {
        try {
            AMQP.BasicProperties built = properties.deliveryMode(2).build();
            channel.basicPublish(
                    "chat.inbound",
                    routingKey,
                    built.getContentType() == null
                            ? built.builder().contentType("application/json").build()
                            : built,
                    body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the broker has everything that was published. */
    public void confirmed() {
        try {
            channel.waitForConfirmsOrDie(60_000);
        } catch (IOException | InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A dead letter. */
    public record Letter(String routingKey, String error, String body) {}

    /** @return how many letters are there now */
    public static long countLetters(Chat chat) {
        return chat.database().queryForObject("select count(*) from dead_letter", Long.class);
    }

    /** Takes all letters that are there now, the oldest first. */
    public static List<Letter> takeLetters(Chat chat) {
        Long last = chat.database().queryForObject("select max(position) from dead_letter", Long.class);
        List<Letter> letters = chat.database()
                .query(
                        """
                        select routing_key, error, body, letter_id, sealed from dead_letter
                        where position <= ? order by position""",
                        (row, number) -> new Letter(
                                row.getString(1),
                                String.valueOf(row.getString(2)),
                                row.getBoolean(5)
                                        ? opened(chat, row.getString(4), row.getBytes(3))
                                        : new String(row.getBytes(3), StandardCharsets.UTF_8)),
                        last);
        chat.database().update("delete from dead_letter where position <= ?", last);
        return letters;
    }

    private static String opened(Chat chat, String letterId, byte[] body) {
        String octets = chat.bean(Sealing.class)
                .open(
                        new AssociatedData("dead_letter.body", "", 0, letterId),
                        new String(body, StandardCharsets.US_ASCII))
                .orElseThrow();
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    public Rabbit rabbit() {
        return rabbit;
    }

    @Override
    public void close() {
        connection.abort();
    }
}
