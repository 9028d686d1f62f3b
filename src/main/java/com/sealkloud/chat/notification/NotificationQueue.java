package com.sealkloud.chat.notification;

import com.sealkloud.chat.deadletter.DeadLetters;
import com.sealkloud.chat.deadletter.DeadLetters.Burial;
import com.sealkloud.chat.lifecycle.NodeStopsException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Consumes RabbitMQ's queue {@code chat.notifications}. An event is acknowledged when its decision
 * is committed. An event that cannot be handled becomes a dead letter with the reason, and is
 * acknowledged then.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class NotificationQueue {

    private static final Logger log = LoggerFactory.getLogger(NotificationQueue.class);

    private final PatientListener listener;
    private final DeadLetters deadLetters;

    NotificationQueue(PatientListener listener, DeadLetters deadLetters) {
        this.listener = listener;
        this.deadLetters = deadLetters;
    }

    @RabbitListener(
            id = "chat.notifications",
            queues = "chat.notifications",
            containerFactory = "notificationContainers")
    void receive(List<Message> messages) {
        try {
            listener.handle(messages, Message::getBody, this::bury);
        } catch (NodeStopsException e) {
            throw new ImmediateRequeueAmqpException("The node stops");
        }
    }

    /** @throws ImmediateRequeueAmqpException if it may not be stored */
    private void bury(Message message, RuntimeException reason) {
        log.error("An event cannot be handled and becomes a dead letter: {}", text(reason));
        log.debug("It failed here", reason);
        try {
            deadLetters.bury(List.of(new Burial(message, text(reason))));
        } catch (RuntimeException e) {
            throw new ImmediateRequeueAmqpException("The dead letter was not stored", e);
        }
    }

    private static String text(RuntimeException reason) {
        return reason.getClass().getSimpleName() + ": " + reason.getMessage();
    }
}
