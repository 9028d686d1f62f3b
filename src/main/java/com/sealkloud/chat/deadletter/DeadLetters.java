package com.sealkloud.chat.deadletter;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Stores messages that cannot be processed, for administrators. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
public class DeadLetters {

    private static final int LONGEST_REASON = 500;

    private final DeadLetterStore store;
    private final ProvenSender senders;
    private final MeterRegistry meters;

    DeadLetters(DeadLetterStore store, ProvenSender senders, MeterRegistry meters) {
        this.store = store;
        this.senders = senders;
        this.meters = meters;
    }

    /** A message, and why it cannot be processed. */
    public record Burial(Message message, String reason) {}

    /** @throws RuntimeException if they are not stored; they must then not be acknowledged */
    public void bury(List<Burial> burials) {
        if (burials.isEmpty()) {
            return;
        }
        store.add(burials.stream().map(this::letter).toList());
        burials.forEach(burial -> meters.counter(
                        "chat.dead.letters",
                        "origin",
                        String.valueOf(burial.message().getMessageProperties().getConsumerQueue()))
                .increment());
    }

    /** No header of the message is trusted, because publishers can write anything there. */
    private BuriedLetter letter(Burial burial) {
        MessageProperties properties = burial.message().getMessageProperties();
        return new BuriedLetter(
                properties.getConsumerQueue(),
                Objects.requireNonNullElse(senders.of(burial.message()), ""),
                Objects.requireNonNullElse(properties.getReceivedRoutingKey(), ""),
                shortened(burial.reason()),
                null,
                properties.getContentType(),
                properties.getMessageId(),
                properties.getCorrelationId(),
                burial.message().getBody());
    }

    private static String shortened(String reason) {
        return reason.codePoints()
                .limit(LONGEST_REASON)
                .filter(codePoint -> !Character.isISOControl(codePoint))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
