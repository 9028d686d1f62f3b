package com.sealkloud.chat.webhook;

import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.webhook.WebhookDeliveries.Event;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What administrators change about the webhooks, with its entry in the audit log. */
@Component
class WebhookChanges {

    private final WebhookStore webhooks;
    private final WebhookDeliveries deliveries;
    private final AuditLog audit;

    WebhookChanges(WebhookStore webhooks, WebhookDeliveries deliveries, AuditLog audit) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    @Transactional
    public void add(Webhook webhook) {
        webhooks.add(webhook);
        audit.record("webhook.added", target(webhook), null, audited(webhook.url(), webhook.events()));
    }

    /** Also restarts it if it was stopped. */
    @Transactional
    public void change(Webhook webhook, String url, List<String> events) {
        webhooks.change(webhook.webhookId(), url, events);
        webhooks.stop(webhook.webhookId(), null);
        audit.record(
                "webhook.changed", target(webhook), audited(webhook.url(), webhook.events()), audited(url, events));
    }

    /** A later change restarts it. */
    @Transactional
    public void stop(Webhook webhook) {
        webhooks.stop(webhook.webhookId(), "An administrator has stopped it.");
        audit.record("webhook.stopped", target(webhook), null, null);
    }

    @Transactional
    public void changeSecret(Webhook webhook, String secret, Instant formerUntil) {
        webhooks.changeSecret(webhook, secret, formerUntil);
        audit.record("webhook.secret_changed", target(webhook), null, null);
    }

    @Transactional
    public void remove(Webhook webhook) {
        webhooks.remove(webhook.webhookId());
        audit.record("webhook.removed", target(webhook), audited(webhook.url(), webhook.events()), null);
    }

    @Transactional
    public void repeat(WebhookDelivery delivery) {
        deliveries.repeat(delivery);
        audit.record(
                "webhook.call_repeated",
                "webhook:" + delivery.webhookId(),
                null,
                Map.of("eventId", delivery.eventId()));
    }

    /** Plans a test call. */
    @Transactional
    public void test(Webhook webhook, Event event) {
        deliveries.add(webhook.webhookId(), event);
        audit.record("webhook.tested", target(webhook), null, Map.of("eventId", event.eventId()));
    }

    private static String target(Webhook webhook) {
        return "webhook:" + webhook.webhookId();
    }

    /** Of the address only the server, because the rest may be a secret. */
    private static Map<String, Object> audited(String url, List<String> events) {
        return Map.of("server", URI.create(url).getAuthority(), "events", events);
    }
}
