package com.sealkloud.chat.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that is to be made, or was.
 *
 * @param payload the event in its envelope, as JSON
 * @param attempts how often it was tried, this time included
 * @param dueAt when it is tried next, if it waits
 * @param lastAnswer the status that came back, or what went wrong
 */
record WebhookDelivery(
        String webhookId,
        String eventId,
        String eventType,
        String payload,
        State state,
        int attempts,
        Instant dueAt,
        @Nullable String lastAnswer,
        Instant createdAt,
        @Nullable Instant settledAt) {

    enum State {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }
}
