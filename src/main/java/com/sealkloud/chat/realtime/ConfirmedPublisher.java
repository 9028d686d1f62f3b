package com.sealkloud.chat.realtime;

import com.sealkloud.chat.lifecycle.BackgroundThread;
import com.sealkloud.chat.lifecycle.StopPhases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageBuilderSupport;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Publishes JSON to RabbitMQ over AMQP and says when the broker has confirmed it. One thread of its own does the sending, in
 * order; whoever calls never waits for the broker, not even for one that no longer reads.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
public class ConfirmedPublisher extends BackgroundThread {

    private static final Logger log = LoggerFactory.getLogger(ConfirmedPublisher.class);

    private static final int MOST_WAITING = 20_000;
    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 100;
    private static final long RETRY_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

    private record Sending(
            String exchange,
            String routingKey,
            Message message,
            CorrelationData correlation,
            CompletableFuture<Void> sent) {}

    private final RabbitTemplate template;
    private final BlockingQueue<Sending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private boolean away;
    private int failures;
    private @Nullable Sending unsent;

    ConfirmedPublisher(RabbitTemplate template) {
        super("chat-amqp", StopPhases.BROKER);
        this.template = template;
    }

    /** @return done at the broker's ack; failed on its nack, when it is away, or when it is silent for ten seconds */
    public CompletableFuture<Void> publish(
            String exchange, String routingKey, String json, Map<String, String> headers) {
        Sending sending = new Sending(
                exchange,
                routingKey,
                message(json, headers),
                new CorrelationData(UUID.randomUUID().toString()),
                new CompletableFuture<>());
        if (!waiting.offer(sending)) {
            return CompletableFuture.failedFuture(new AmqpException("Too much waits for the broker"));
        }
        return sending.sent()
                .thenCompose(sent -> sending.correlation().getFuture())
                .thenAccept(confirm -> {
                    if (!confirm.ack()) {
                        throw new AmqpException("The broker refused an event: " + confirm.reason());
                    }
                })
                .orTimeout(CONFIRM_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    protected void work() {
        while (hasWork()) {
            try {
                template.invoke(this::sendOnOneChannel);
            } catch (RuntimeException e) {
                if (++failures > 1) {
                    pause(e);
                }
            }
        }
    }

    private boolean hasWork() {
        return !Thread.currentThread().isInterrupted() && (isRunning() || !waiting.isEmpty());
    }

    /** The broker keeps the order of what comes over one channel; left to itself, the template takes any of several. */
    private boolean sendOnOneChannel(RabbitOperations channel) {
        if (away) {
            away = false;
            log.info("Events are published again");
        }
        while (hasWork()) {
            // What a channel that has died did not take is tried on the next one.
            Sending sending = unsent == null ? poll(POLL_MILLIS) : unsent;
            if (sending != null) {
                unsent = sending;
                channel.send(sending.exchange(), sending.routingKey(), sending.message(), sending.correlation());
                unsent = null;
                failures = 0;
                sending.sent().complete(null);
            }
        }
        return true;
    }

    /** Tells everybody who wants to publish during the next second that it cannot be done. */
    private void pause(RuntimeException reason) {
        if (!away) {
            away = true;
            log.warn("Events cannot be published at the moment and wait in the log: {}", reason.getMessage());
        }
        long until = System.nanoTime() + RETRY_AFTER_NANOS;
        Sending refused = unsent;
        unsent = null;
        do {
            if (refused != null) {
                refused.sent().completeExceptionally(reason);
            }
            refused = poll(POLL_MILLIS);
        } while (hasWork() && System.nanoTime() < until);
        unsent = refused;
    }

    private @Nullable Sending poll(long millis) {
        try {
            return waiting.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
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
