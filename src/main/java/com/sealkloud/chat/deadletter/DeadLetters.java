package com.sealkloud.chat.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Puts what cannot be processed aside, where people look at it: the exchange {@code chat.dead-letter}. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
public class DeadLetters {

    public static final String QUEUE = "chat.dead-letter";

    /** Says why. */
    public static final String ERROR_HEADER = "x-chat-error";

    /** Names the queue that it was taken from. */
    public static final String ORIGIN_HEADER = "x-chat-origin";

    /** Names the account that has proven at the broker to have sent it. */
    public static final String ACCOUNT_HEADER = "x-chat-account";

    private static final String EXCHANGE = "chat.dead-letter";
    private static final List<Integer> CONTROLS = List.of((int) '\r', (int) '\n', 0);
    private static final int LONGEST_REASON = 500;
    private static final long CONFIRM_SECONDS = 10;

    private final RabbitTemplate template;

    DeadLetters(RabbitTemplate template) {
        this.template = template;
    }

    /** @return done when the broker has it for certain; failed otherwise, and the message must then not be acknowledged */
    public CompletableFuture<Void> bury(Message message, String reason) {
        CorrelationData correlation = new CorrelationData();
        try {
            MessageProperties properties = message.getMessageProperties();
            MessageBuilder letter = MessageBuilder.fromMessage(message);
            letter.setHeader(ERROR_HEADER, shortened(reason));
            Optional.ofNullable(properties.getConsumerQueue())
                    .ifPresent(queue -> letter.setHeader(ORIGIN_HEADER, queue));
            Optional.ofNullable(properties.getReceivedUserId())
                    .ifPresent(account -> letter.setHeader(ACCOUNT_HEADER, account));
            template.send(EXCHANGE, properties.getReceivedRoutingKey(), letter.build(), correlation);
        } catch (AmqpException e) {
            return CompletableFuture.failedFuture(e);
        }
        return correlation
                .getFuture()
                .thenAccept(confirm -> {
                    if (!confirm.ack()) {
                        throw new AmqpException("The dead letter was refused");
                    }
                })
                .orTimeout(CONFIRM_SECONDS, TimeUnit.SECONDS);
    }

    private static String shortened(String reason) {
        return reason.codePoints()
                .limit(LONGEST_REASON)
                .filter(codePoint -> !CONTROLS.contains(codePoint))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
