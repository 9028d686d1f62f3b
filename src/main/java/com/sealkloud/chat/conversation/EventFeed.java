package com.sealkloud.chat.conversation;

import java.util.concurrent.CompletableFuture;

/** Where programs hear every durable event: the exchange {@code chat.events}. */
interface EventFeed {

    /** @return done when the broker has confirmed it */
    CompletableFuture<Void> publish(String routingKey, String envelope);
}
