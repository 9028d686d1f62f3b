package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replays and drops dead letters for administrators. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class DeadLetterBox {

    private static final long CONFIRM_SECONDS = 10;
    private static final String INBOUND = "chat.inbound";
    private static final Set<String> OURS = Set.of(INBOUND, "chat.notifications");

    private final DeadLetterStore store;
    private final RabbitTemplate template;
    private final ProvenSender senders;
    private final AuditLog audit;

    DeadLetterBox(DeadLetterStore store, RabbitTemplate template, ProvenSender senders, AuditLog audit) {
        this.store = store;
        this.template = template;
        this.senders = senders;
        this.audit = audit;
    }

    /** @return how many there were */
    @Transactional
    public int dropAll(String sender, String origin) {
        int count = store.dropAll(sender, origin);
        if (count > 0) {
            Map<String, Object> before = Map.of("sender", sender, "origin", origin, "letters", count);
            audit.record("dead_letters.dropped", null, before, null);
        }
        return count;
    }

    /**
     * @throws Refusal {@code not_found} if it does not exist, {@code conflict} if its origin is
     *     unknown
     */
    void replay(String letterId) {
        requireFound(letterId, store.take(letterId, letter -> {
            sendAgain(letter);
            record("dead_letter.replayed", letterId, letter);
        }));
    }

    /** @throws Refusal {@code not_found} if it does not exist */
    void drop(String letterId) {
        requireFound(letterId, store.take(letterId, letter -> record("dead_letter.dropped", letterId, letter)));
    }

    /** In the transaction that removes it. */
    private void record(String action, String letterId, BuriedLetter letter) {
        Map<String, String> before = new LinkedHashMap<>();
        before.put("sender", letter.sender());
        before.put("origin", letter.origin());
        before.put("routingKey", letter.routingKey());
        audit.record(action, "dead_letter:" + letterId, before, null);
    }

    private static void requireFound(String letterId, boolean found) {
        if (!found) {
            throw Refusal.notFound("There is no dead letter " + letterId + ".");
        }
    }

    private void sendAgain(BuriedLetter letter) {
        String origin = letter.origin();
        if (origin == null || !OURS.contains(origin)) {
            throw new Refusal(RefusalCode.CONFLICT, "It cannot be told where this letter came from.");
        }
        if (Arrays.equals(letter.body(), LetterBodies.UNREADABLE.getBytes(StandardCharsets.US_ASCII))) {
            throw new Refusal(RefusalCode.CONFLICT, "What this letter says was changed in the database.");
        }
        boolean isInbound = origin.equals(INBOUND);
        CorrelationData correlation = new CorrelationData();
        template.send(isInbound ? INBOUND : "", isInbound ? letter.routingKey() : origin, message(letter), correlation);
        try {
            if (!correlation
                    .getFuture()
                    .orTimeout(CONFIRM_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .ack()) {
                throw new Refusal(RefusalCode.UNAVAILABLE, "The broker did not take it; it is still there.");
            }
        } catch (CompletionException e) {
            throw new Refusal(RefusalCode.UNAVAILABLE, "The broker did not confirm it; it is still there.");
        }
    }

    /** Without {@code reply-to}, because nobody waits for the answer any more. */
    private Message message(BuriedLetter letter) {
        MessageBuilder message = MessageBuilder.withBody(letter.body());
        message.setDeliveryMode(MessageDeliveryMode.PERSISTENT);
        // The broker verifies this property, and thereby the header; see ProvenSender.
        message.setUserId(senders.ownAccount());
        if (!letter.sender().isEmpty()) {
            message.setHeader(ProvenSender.HEADER, letter.sender());
        }
        Optional.ofNullable(letter.contentType()).ifPresent(message::setContentType);
        Optional.ofNullable(letter.messageId()).ifPresent(message::setMessageId);
        Optional.ofNullable(letter.correlationId()).ifPresent(message::setCorrelationId);
        return message.build();
    }
}
