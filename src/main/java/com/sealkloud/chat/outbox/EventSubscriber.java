package com.sealkloud.chat.outbox;

import java.util.concurrent.CompletableFuture;

/**
 * A feature that hears every durable event in this process, in the envelope of {@code chat.events},
 * with RabbitMQ and without.
 */
public interface EventSubscriber {

    /**
     * Takes an event over without waiting.
     *
     * @param routingKey such as {@code message.created}
     * @param envelope the event in its envelope, as JSON
     * @return done when the event need not come again; failed, and it comes again later, perhaps
     *     after a restart
     */
    CompletableFuture<Void> receive(String routingKey, String envelope);
}
