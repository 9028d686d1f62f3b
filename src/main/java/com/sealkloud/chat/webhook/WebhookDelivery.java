package com.sealkloud.chat.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pending or finished call.
 *
 * @param payload the event in its envelope, as JSON
 * @param attempts the number of attempts, including this one
 * @param dueAt the next attempt, if it is pending
 * @param lastAnswer the status of the answer, or the failure
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

    WebhookDelivery withPayload(String opened) {
        return new WebhookDelivery(
                webhookId, eventId, eventType, opened, state, attempts, dueAt, lastAnswer, createdAt, settledAt);
    }

    enum State {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }
}
