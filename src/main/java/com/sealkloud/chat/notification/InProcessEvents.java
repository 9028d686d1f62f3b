package com.sealkloud.chat.notification;

import com.sealkloud.chat.outbox.EventBatches;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Takes the queue's place where there is no RabbitMQ. An event counts as published once it is
 * handled here; one that is lost with the process is found unpublished in the log and comes again.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "embedded", matchIfMissing = true)
class InProcessEvents extends EventBatches {

    private static final Logger log = LoggerFactory.getLogger(InProcessEvents.class);

    private final PatientListener listener;

    InProcessEvents(PatientListener listener, NotificationProperties properties) {
        super("chat-events", properties.batch(), properties.gathering());
        this.listener = listener;
    }

    @Override
    protected boolean wants(String routingKey) {
        return routingKey.startsWith("message.");
    }

    @Override
    protected void handle(List<String> envelopes) {
        listener.handle(
                envelopes,
                envelope -> envelope.getBytes(StandardCharsets.UTF_8),
                (event, reason) -> log.error("An event cannot be handled and is passed over: {}", reason.toString()));
    }
}
