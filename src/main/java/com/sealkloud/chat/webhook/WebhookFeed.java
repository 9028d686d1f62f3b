package com.sealkloud.chat.webhook;

import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.WordsTaken;
import com.sealkloud.chat.outbox.EventBatches;
import com.sealkloud.chat.webhook.WebhookDeliveries.Event;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
        envelopes.stream().map(json::readTree).flatMap(WebhookFeed::taken).forEach(deliveries::forget);
        sender.wake();
    }

    /**
     * While RabbitMQ was away the words may have waited in the outbox, and have been noted only
     * now.
     */
    private static Stream<WordsTaken> taken(JsonNode event) {
        return event.path("type").asString("").equals("message.deleted")
                ? Stream.of(new WordsTaken(new LogEntryId(
                        event.path("conversationId").stringValue(),
                        event.path("data").path("targetSeq").longValue())))
                : Stream.empty();
    }

    private Event event(String envelope) {
        JsonNode read = json.readTree(envelope);
        return new Event(read.path("eventId").stringValue(), read.path("type").stringValue(), envelope);
    }
}
