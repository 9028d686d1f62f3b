package com.sealkloud.chat.webhook;

import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.outbox.EventBatches;
import com.sealkloud.chat.webhook.WebhookDeliveries.Event;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes for each event who is to be called. The event counts as published only then, and comes
 * again until it is noted.
 */
@Component
class WebhookFeed extends EventBatches {

    private static final int BATCH = 200;
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final WebhookStore webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookSender sender;
    private final JsonMapper json;

    WebhookFeed(WebhookStore webhooks, WebhookDeliveries deliveries, WebhookSender sender, JsonMapper json) {
        super("chat-webhook-feed", BATCH, GATHERING);
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.json = json;
    }

    @Override
    protected boolean wants(String routingKey) {
        return true;
    }

    @Override
    protected void handle(List<String> envelopes) {
        List<Webhook> wanting = webhooks.all();
        if (wanting.isEmpty()) {
            return;
        }
        deliveries.add(wanting, envelopes.stream().map(this::event).toList());
        sender.wake();
    }

    private Event event(String envelope) {
        JsonNode read = json.readTree(envelope);
        long seq = read.path("seq").asLong(0);
        return new Event(
                read.path("eventId").stringValue(),
                seq > 0 ? new LogEntryId(read.path("conversationId").stringValue(), seq) : null,
                read.path("type").stringValue(),
                envelope);
    }
}
