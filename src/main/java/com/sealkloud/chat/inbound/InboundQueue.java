package com.sealkloud.chat.inbound;

import com.rabbitmq.client.Channel;
import com.sealkloud.chat.deadletter.DeadLetters;
import com.sealkloud.chat.deadletter.DeadLetters.Burial;
import com.sealkloud.chat.lifecycle.NodeStopsException;
import com.sealkloud.chat.lifecycle.Patience;
import com.sealkloud.chat.text.PlainLines;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.connection.ChannelProxy;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Consumes RabbitMQ's queue {@code chat.inbound}. A message is acknowledged after it is committed
 * and answered. A refused message becomes a dead letter with the reason, and is acknowledged when
 * that is stored.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class InboundQueue {

    private static final Logger log = LoggerFactory.getLogger(InboundQueue.class);

    private static final long LONGEST_BATCH_SECONDS = 10;

    private final InboundBatch batch;
    private final InboundReplies replies;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final ReentrantLock working = new ReentrantLock();
    private volatile boolean stopping;
    private volatile @Nullable Channel current;

    InboundQueue(InboundBatch batch, InboundReplies replies, DeadLetters deadLetters, MeterRegistry meters) {
        this.batch = batch;
        this.replies = replies;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    @RabbitListener(id = "chat.inbound", queues = "chat.inbound", containerFactory = "inboundContainers")
    void receive(List<Message> messages, Channel channel) throws IOException {
        working.lock();
        try {
            current = channel;
            if (!stopping && carryOut(messages)) {
                channel.basicAck(
                        messages.get(messages.size() - 1).getMessageProperties().getDeliveryTag(), true);
            } else {
                leave();
            }
        } finally {
            working.unlock();
        }
        if (stopping) {
            leave();
        }
    }

    /** @return whether all are settled; if not, all must be redelivered */
    private boolean carryOut(List<Message> messages) {
        List<InboundAnswer> answers;
        try {
            answers = batch.carryOut(messages);
        } catch (NodeStopsException e) {
            return false;
        }
        List<Burial> letters = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            InboundAnswer answer = answers.get(i);
            if (answer instanceof InboundAnswer.Refused refused) {
                letters.add(burial(message, refused));
            }
            meters.counter("chat.inbound", "outcome", outcome(answer)).increment();
        }
        if (!areBuried(letters)) {
            return false;
        }
        for (int i = 0; i < messages.size(); i++) {
            replies.send(messages.get(i), answers.get(i));
        }
        return true;
    }

    /**
     * Returns everything to the queue by closing the channel. A cancelled consumer, as Spring would
     * leave it, keeps its unacknowledged messages while the next node gets later ones, which would
     * break the order of rooms.
     */
    private void leave() throws IOException {
        Channel channel = current instanceof ChannelProxy proxy ? proxy.getTargetChannel() : current;
        if (channel != null) {
            channel.abort();
        }
    }

    /** Before Spring cancels the consumer, and after {@link Patience} has ended. */
    @EventListener(ContextClosedEvent.class)
    @Order(Patience.ORDER_AT_STOP + 1)
    void stop() throws IOException, InterruptedException {
        stopping = true;
        if (working.tryLock(LONGEST_BATCH_SECONDS, TimeUnit.SECONDS)) {
            try {
                leave();
            } finally {
                working.unlock();
            }
        }
    }

    private static Burial burial(Message message, InboundAnswer.Refused refused) {
        return new Burial(message, refused.code().wireName() + ": " + refused.message());
    }

    private boolean areBuried(List<Burial> letters) {
        try {
            deadLetters.bury(letters);
        } catch (RuntimeException e) {
            log.warn("{} dead letters could not be stored: {}", letters.size(), e.getMessage());
            return false;
        }
        if (!letters.isEmpty()) {
            // One line for all: invalid messages must not fill the log.
            log.warn(
                    "{} messages of chat.inbound were refused, such as for: {}",
                    letters.size(),
                    PlainLines.of(letters.get(0).reason(), " "));
        }
        return true;
    }

    private static String outcome(InboundAnswer answer) {
        return answer instanceof InboundAnswer.Refused refused ? refused.code().wireName() : "stored";
    }
}
