package com.sealkloud.chat.realtime;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageBuilderSupport;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Publishes JSON to RabbitMQ over AMQP and says when the broker has confirmed it. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
public class ConfirmedPublisher {

    private static final long CONFIRM_TIMEOUT_SECONDS = 10;

    private final RabbitTemplate template;

    ConfirmedPublisher(RabbitTemplate template) {
        this.template = template;
    }

    /** @return done at the broker's ack; failed on its nack, when it is away, or when it is silent for ten seconds */
    public CompletableFuture<Void> publish(
            String exchange, String routingKey, String json, Map<String, String> headers) {
        CorrelationData correlation = new CorrelationData(UUID.randomUUID().toString());
        try {
            template.send(exchange, routingKey, message(json, headers), correlation);
        } catch (AmqpException e) {
            return CompletableFuture.failedFuture(e);
        }
        return correlation
                .getFuture()
                .orTimeout(CONFIRM_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .thenAccept(confirm -> {
                    if (!confirm.ack()) {
                        throw new AmqpException("The broker refused an event: " + confirm.reason());
                    }
                });
    }

    void send(String exchange, String routingKey, String json, Map<String, String> headers) {
        template.send(exchange, routingKey, message(json, headers));
    }

    private static Message message(String json, Map<String, String> headers) {
        MessageBuilderSupport<Message> builder = MessageBuilder.withBody(json.getBytes(StandardCharsets.UTF_8))
                .setContentType(MessageProperties.CONTENT_TYPE_JSON)
                .setContentEncoding("UTF-8")
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT);
        headers.forEach(builder::setHeader);
        return builder.build();
    }
}
