package com.sealkloud.chat.notification;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Reads RabbitMQ's queue {@code chat.notifications}. An event is acknowledged after it was decided about in the database; what
 * cannot be handled goes to {@code chat.dead-letter}, with the reason, and is acknowledged then.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class NotificationQueue {

    private static final Logger log = LoggerFactory.getLogger(NotificationQueue.class);

    private static final String DEAD_LETTER = "chat.dead-letter";
    private static final String ERROR_HEADER = "x-chat-error";
    private static final long CONFIRM_SECONDS = 10;

    private final PatientListener listener;
    private final RabbitTemplate template;

    NotificationQueue(PatientListener listener, RabbitTemplate template) {
        this.listener = listener;
        this.template = template;
    }

    @RabbitListener(queues = "chat.notifications", containerFactory = "notificationContainers")
    void receive(List<Message> messages) {
        try {
            listener.handle(messages, Message::getBody, this::bury);
        } catch (PatientListener.StoppedException e) {
            throw new ImmediateRequeueAmqpException("The node stops");
        }
    }

    /** @throws ImmediateRequeueAmqpException if it is not certain that it arrived there */
    private void bury(Message message, RuntimeException reason) {
        log.error("An event cannot be handled and goes to {}: {}", DEAD_LETTER, text(reason));
        log.debug("It failed here", reason);
        CorrelationData correlation = new CorrelationData();
        try {
            template.send(
                    DEAD_LETTER,
                    message.getMessageProperties().getReceivedRoutingKey(),
                    MessageBuilder.fromMessage(message)
                            .setHeader(ERROR_HEADER, text(reason))
                            .build(),
                    correlation);
            if (!correlation.getFuture().get(CONFIRM_SECONDS, TimeUnit.SECONDS).ack()) {
                throw new ImmediateRequeueAmqpException("The dead letter was refused");
            }
        } catch (AmqpException | ExecutionException | TimeoutException e) {
            throw new ImmediateRequeueAmqpException("The dead letter was not confirmed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImmediateRequeueAmqpException("The node stops", e);
        }
    }

    private static String text(RuntimeException reason) {
        String text = reason.getClass().getSimpleName() + ": " + reason.getMessage();
        return text.substring(0, Math.min(text.length(), 500));
    }
}
