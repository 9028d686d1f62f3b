package com.sealkloud.chat.notification;

import com.sealkloud.chat.conversation.EventSubscriber;
import com.sealkloud.chat.lifecycle.BackgroundThread;
import com.sealkloud.chat.lifecycle.StopPhases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Takes the queue's place where there is no RabbitMQ. An event counts as published once it is handled here; one that is lost with
 * the process is found unpublished in the log and comes again.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "embedded", matchIfMissing = true)
class InProcessEvents extends BackgroundThread implements EventSubscriber {

    private static final Logger log = LoggerFactory.getLogger(InProcessEvents.class);

    private static final int MOST_WAITING = 20_000;

    private record Waiting(String envelope, CompletableFuture<Void> handled) {

        byte[] body() {
            return envelope.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final PatientListener listener;
    private final NotificationProperties properties;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    InProcessEvents(PatientListener listener, NotificationProperties properties) {
        // After the outbox, which fills it.
        super("chat-events", StopPhases.BROKER);
        this.listener = listener;
        this.properties = properties;
    }

    @Override
    public CompletableFuture<Void> receive(String routingKey, String envelope) {
        if (!routingKey.startsWith("message.")) {
            return CompletableFuture.completedFuture(null);
        }
        Waiting event = new Waiting(envelope, new CompletableFuture<>());
        return waiting.offer(event)
                ? event.handled()
                : CompletableFuture.failedFuture(new IllegalStateException("Too many events wait"));
    }

    @Override
    protected void work() {
        List<Waiting> batch = new ArrayList<>();
        while (isRunning() || !waiting.isEmpty()) {
            try {
                Waiting next = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    batch.add(next);
                    waiting.drainTo(batch, properties.batch() - 1);
                    handle(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void handle(List<Waiting> batch) {
        try {
            listener.handle(
                    batch,
                    Waiting::body,
                    (event, reason) ->
                            log.error("An event cannot be handled and is passed over: {}", reason.toString()));
            batch.forEach(event -> event.handled().complete(null));
        } catch (RuntimeException e) {
            batch.forEach(event -> event.handled().completeExceptionally(e));
        }
    }
}
