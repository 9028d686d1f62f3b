package com.sealkloud.chat.outbox;

import java.util.concurrent.CompletableFuture;

/**
 * Where programs hear every durable event: the exchange {@code chat.events}. What ticket services
 * may read is marked; RabbitMQ passes it on to {@code chat.events.tickets}.
 */
interface EventFeed {

    /** @return done when the broker, if there is one, has confirmed it */
    CompletableFuture<Void> publish(Publication publication);
}
