package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.lifecycle.NodeStopsException;
import com.sealkloud.chat.lifecycle.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Moves messages that RabbitMQ itself has dead-lettered from its queue {@code chat.dead-letter}
 * into the {@link DeadLetterStore}, which limits them per sender.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class DeadLetterQueue {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterQueue.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DeadLetterStore store;
    private final ProvenSender senders;
    private final Patience patience;

    DeadLetterQueue(DeadLetterStore store, ProvenSender senders, Patience patience) {
        this.store = store;
        this.senders = senders;
        this.patience = patience;
    }

    @RabbitListener(id = "chat.dead-letter", queues = "chat.dead-letter", containerFactory = "deadLetterContainers")
    void receive(List<Message> messages) {
        log.warn("RabbitMQ has dead-lettered {} messages", messages.size());
        List<BuriedLetter> letters = messages.stream().map(this::letter).toList();
        try {
            while (!isStored(letters)) {
                patience.pause(PAUSE);
            }
        } catch (NodeStopsException e) {
            throw new ImmediateRequeueAmqpException("The node stops");
        }
    }

    /** Waits during a database outage. */
    private boolean isStored(List<BuriedLetter> letters) {
        try {
            store.add(letters);
            return true;
        } catch (DataAccessException | TransactionException e) {
            log.debug("Dead letters cannot be stored at the moment", e);
            return false;
        }
    }

    private BuriedLetter letter(Message message) {
        MessageProperties properties = message.getMessageProperties();
        Map<String, ?> death = lastDeath(properties);
        String sender = senders.of(message);
        return new BuriedLetter(
                death == null ? null : Objects.toString(death.get("queue"), null),
                Objects.requireNonNullElse(sender, ""),
                Objects.requireNonNullElse(properties.getReceivedRoutingKey(), ""),
                death == null ? properties.getHeader("x-chat-error") instanceof String error ? error : null : null,
                death == null ? null : Objects.toString(death.get("reason"), null),
                properties.getContentType(),
                properties.getMessageId(),
                properties.getCorrelationId(),
                message.getBody());
    }

    /**
     * RabbitMQ prepends the newest entry, whatever a publisher has written there. A letter without
     * any entry comes from an earlier release of this service, which trusted the sender's own
     * claim: it is shown, but cannot be replayed.
     */
    private static @Nullable Map<String, ?> lastDeath(MessageProperties properties) {
        List<? extends Map<String, ?>> deaths = properties.getXDeathHeader();
        return deaths == null || deaths.isEmpty() ? null : deaths.get(0);
    }
}
