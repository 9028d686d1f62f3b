package com.sealkloud.chat.inbound;

import com.sealkloud.chat.text.PlainLines;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers the senders of messages. A lost answer is repeated when the message is sent again. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class InboundReplies {

    private static final Logger log = LoggerFactory.getLogger(InboundReplies.class);

    private static final String DIRECT = "amq.rabbitmq.reply-to.";

    private final RabbitTemplate template;
    private final InboundSenders senders;
    private final JsonMapper json;

    InboundReplies(RabbitTemplate template, InboundSenders senders, JsonMapper json) {
        this.template = template;
        this.senders = senders;
        this.json = json;
    }

    void send(Message request, InboundAnswer answer) {
        String queue = request.getMessageProperties().getReplyTo();
        if (queue == null || queue.isEmpty()) {
            return;
        }
        if (!queue.startsWith(DIRECT) && !senders.isQueueOfSender(queue, request)) {
            // This service may write to every queue, its senders may not: it must not write to
            // another account's queue on their behalf.
            log.warn("Nobody is answered at {}, which is not the sender's", PlainLines.of(queue, " "));
            return;
        }
        try {
            MessageBuilder reply = MessageBuilder.withBody(json.writeValueAsBytes(answer));
            reply.setContentType(MessageProperties.CONTENT_TYPE_JSON);
            Optional.ofNullable(request.getMessageProperties().getCorrelationId())
                    .ifPresent(reply::setCorrelationId);
            template.send("", queue, reply.build());
        } catch (AmqpException e) {
            log.warn("An answer could not be sent: {}", e.getMessage());
        }
    }
}
