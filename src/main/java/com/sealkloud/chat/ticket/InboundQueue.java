package com.sealkloud.chat.ticket;

import com.sealkloud.chat.realtime.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Reads RabbitMQ's queue {@code chat.inbound}. A message is acknowledged after it is committed and answered; what is refused goes
 * to {@code chat.dead-letter} with the reason, and is acknowledged when it is there.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class InboundQueue {

    private static final Logger log = LoggerFactory.getLogger(InboundQueue.class);

    private final InboundBatch batch;
    private final InboundReplies replies;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    InboundQueue(InboundBatch batch, InboundReplies replies, DeadLetters deadLetters, MeterRegistry meters) {
        this.batch = batch;
        this.replies = replies;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    @RabbitListener(id = "chat.inbound", queues = "chat.inbound", containerFactory = "inboundContainers")
    void receive(List<Message> messages) {
        List<InboundAnswer> answers;
        try {
            answers = batch.carryOut(messages);
        } catch (PatientRoom.StoppedException e) {
            throw new ImmediateRequeueAmqpException("The node stops");
        }
        List<CompletableFuture<Void>> letters = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            InboundAnswer answer = answers.get(i);
            if (answer instanceof InboundAnswer.Refused refused) {
                letters.add(bury(message, refused));
            }
            replies.send(message, answer);
            meters.counter("chat.inbound", "outcome", outcome(answer)).increment();
        }
        awaitAll(letters);
    }

    private CompletableFuture<Void> bury(Message message, InboundAnswer.Refused refused) {
        String reason = refused.code().wireName() + ": " + refused.message();
        log.warn("A message of chat.inbound goes to {}: {}", DeadLetters.QUEUE, reason);
        return deadLetters.bury(message, reason);
    }

    private static void awaitAll(List<CompletableFuture<Void>> letters) {
        try {
            CompletableFuture.allOf(letters.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw new ImmediateRequeueAmqpException("A dead letter was not confirmed", e);
        }
    }

    private static String outcome(InboundAnswer answer) {
        return answer instanceof InboundAnswer.Refused refused ? refused.code().wireName() : "stored";
    }
}
