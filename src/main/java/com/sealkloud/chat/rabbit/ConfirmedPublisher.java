package com.sealkloud.chat.rabbit;

import com.sealkloud.chat.lifecycle.BackgroundThread;
import com.sealkloud.chat.lifecycle.NodeStopsException;
import com.sealkloud.chat.lifecycle.StopPhases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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
import org.springframework.amqp.rabbit.connection.CorrelationData.Confirm;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Publishes JSON to RabbitMQ over AMQP and reports when the broker has confirmed it. A dedicated
 * thread sends, so callers never wait for the broker, not even for one that has stopped reading.
 *
 * <p>The order survives the loss of a connection: unconfirmed messages are sent again first, and
 * new ones wait while the broker is unavailable.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
public class ConfirmedPublisher extends BackgroundThread {

    private static final Logger log = LoggerFactory.getLogger(ConfirmedPublisher.class);

    private static final int MOST_WAITING = 20_000;

    /** Also of what is sent and unconfirmed: a broker may read on though it confirms nothing. */
    private static final int MOST_OCTETS = 16 << 20;

    /** Of a message, besides its body. */
    private static final int OVERHEAD = 500;

    /**
     * A message that was on so many lost channels may be the cause; it must not block the others
     * for ever.
     */
    private static final int MOST_ATTEMPTS = 5;

    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 100;
    private static final long RETRY_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

    private final RabbitTemplate template;
    private final BlockingQueue<Sending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Semaphore room = new Semaphore(MOST_OCTETS);
    private final Map<Long, Sending> unconfirmed = new ConcurrentSkipListMap<>();
    private volatile boolean away;
    private volatile boolean channelLost;
    private int failures;
    private long lastAttempt;
    private long lastTaken;

    ConfirmedPublisher(RabbitTemplate template) {
        super("chat-amqp", StopPhases.BROKER);
        this.template = template;
    }

    /** A message being sent. */
    private static final class Sending {

        private final String exchange;
        private final String routingKey;
        private final Message message;
        private final CompletableFuture<Void> sent = new CompletableFuture<>();
        private final CompletableFuture<Void> confirmed = new CompletableFuture<>();
        private volatile @Nullable CorrelationData attempt;
        private int attempts;

        private Sending(String exchange, String routingKey, Message message) {
            this.exchange = exchange;
            this.routingKey = routingKey;
            this.message = message;
        }

        private void fail(RuntimeException reason) {
            confirmed.completeExceptionally(reason);
            sent.complete(null);
        }
    }

    /**
     * @param mode whether the broker writes it to its disk wherever a queue survives a restart
     * @return done at the broker's ack, which may wait for the end of an outage; failed at its
     *     nack, without an answer for ten seconds, or when there is no room. An unanswered message
     *     is sent again if the connection turns out to be lost
     */
    public CompletableFuture<Void> publish(
            String exchange, String routingKey, String json, Map<String, String> headers, MessageDeliveryMode mode) {
        Sending sending = new Sending(exchange, routingKey, message(json, headers, mode));
        int octets = Math.min(OVERHEAD + sending.message.getBody().length, MOST_OCTETS);
        if (!room.tryAcquire(octets)) {
            return CompletableFuture.failedFuture(new AmqpException("Too much waits for the broker"));
        }
        sending.confirmed.whenComplete((done, failure) -> room.release(octets));
        if (!waiting.offer(sending)) {
            sending.fail(new AmqpException("Too many messages wait for the broker"));
        }
        return sending.sent.thenCompose(
                sent -> sending.confirmed.copy().orTimeout(CONFIRM_TIMEOUT.toSeconds(), TimeUnit.SECONDS));
    }

    /** Publishes a message that is worthless later; drops it while the broker is unavailable. */
    public void publishNow(String exchange, String routingKey, String json, Map<String, String> headers) {
        if (!away) {
            publish(exchange, routingKey, json, headers, MessageDeliveryMode.NON_PERSISTENT);
        }
    }

    @Override
    protected void work() {
        while (hasWork()) {
            try {
                template.invoke(this::sendOnOneChannel);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                if (++failures > 1) {
                    pause(e);
                }
            }
        }
        if (away) {
            Stream.concat(unconfirmed.values().stream(), waiting.stream())
                    .forEach(left -> left.fail(new NodeStopsException()));
        }
    }

    private boolean hasWork() {
        return !Thread.currentThread().isInterrupted() && (isRunning() || !away && !waiting.isEmpty());
    }

    /**
     * The broker keeps the order within one channel; by default, the template uses any of several.
     */
    private boolean sendOnOneChannel(RabbitOperations channel) {
        if (away) {
            away = false;
            log.info("RabbitMQ accepts events over AMQP again");
        }
        channelLost = false;
        for (Sending sending : unconfirmed.values()) {
            if (!sending.confirmed.isDone()) {
                send(sending, channel);
            }
        }
        while (hasWork() && !channelLost) {
            Sending next = poll();
            if (next != null) {
                keepUntilConfirmed(next);
                send(next, channel);
            }
        }
        return true;
    }

    private void keepUntilConfirmed(Sending sending) {
        long number = ++lastTaken;
        unconfirmed.put(number, sending);
        sending.confirmed.whenComplete((done, failure) -> unconfirmed.remove(number));
    }

    private void send(Sending sending, RabbitOperations channel) {
        if (++sending.attempts > MOST_ATTEMPTS) {
            sending.fail(new AmqpException("Every channel it was sent on was lost"));
            return;
        }
        CorrelationData attempt = new CorrelationData(Long.toString(++lastAttempt));
        sending.attempt = attempt;
        attempt.getFuture().whenComplete((confirm, failure) -> settle(sending, attempt, confirm));
        channel.send(sending.exchange, sending.routingKey, sending.message, attempt);
        sending.sent.complete(null);
        failures = 0;
    }

    /**
     * @param confirm with a reason if it is not the broker's, but reports a lost channel, which may
     *     have lost the message
     */
    private void settle(Sending sending, CorrelationData attempt, @Nullable Confirm confirm) {
        if (confirm != null && confirm.ack()) {
            sending.confirmed.complete(null);
        } else if (confirm != null && confirm.reason() == null) {
            sending.fail(new AmqpException("The broker refused an event"));
        } else if (attempt == sending.attempt) {
            channelLost = true;
        }
    }

    private void pause(Throwable reason) {
        if (!away) {
            away = true;
            log.warn("RabbitMQ accepts no events over AMQP; they are kept: {}", reason.getMessage());
        }
        long until = System.nanoTime() + RETRY_AFTER_NANOS;
        while (hasWork() && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
    }

    private @Nullable Sending poll() {
        try {
            return waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Message message(String json, Map<String, String> headers, MessageDeliveryMode mode) {
        MessageBuilderSupport<Message> builder = MessageBuilder.withBody(json.getBytes(StandardCharsets.UTF_8))
                .setContentType(MessageProperties.CONTENT_TYPE_JSON)
                .setContentEncoding("UTF-8")
                .setDeliveryMode(mode);
        headers.forEach(builder::setHeader);
        return builder.build();
    }
}
