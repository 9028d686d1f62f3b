package com.sealkloud.chat.outbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** All features that hear the events in this process. */
@Component
class EventSubscribers {

    private final List<EventSubscriber> subscribers;

    EventSubscribers(List<EventSubscriber> subscribers) {
        this.subscribers = subscribers;
    }

    /** @return done when the event need not come again to any of them */
    CompletableFuture<Void> tell(Publication publication) {
        return CompletableFuture.allOf(subscribers.stream()
                .map(subscriber -> tell(subscriber, publication))
                .toArray(CompletableFuture[]::new));
    }

    /** One that throws must not keep the others from hearing it. */
    private static CompletableFuture<Void> tell(EventSubscriber subscriber, Publication publication) {
        try {
            return subscriber.receive(publication.routingKey(), publication.envelope());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // Thrown on, an error would end the thread of the outbox.
            return CompletableFuture.failedFuture(e);
        }
    }
}
