package com.sealkloud.chat.webhook;

import com.sealkloud.chat.api.Ids;
import java.time.Instant;
import java.util.Map;

/**
 * The event of a test call: the envelope of an event of {@code chat.events}, without a
 * conversation.
 */
record TestCall(String eventId, String type, int version, Instant occurredAt, Map<String, String> data) {

    static final String TYPE = "webhook.test";

    static TestCall of(String webhookId, Instant now) {
        return new TestCall(Ids.next(), TYPE, 1, now, Map.of("type", "webhook_test", "webhookId", webhookId));
    }
}
