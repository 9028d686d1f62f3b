package com.sealkloud.chat.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.webhook.WebhookDeliveries.Event;
import com.sealkloud.chat.webhook.WebhookDelivery.State;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks and their log, for administrators. */
@RestController
@RequestMapping("/api/v1/webhooks")
@PreAuthorize("hasAuthority('admin')")
class WebhookController {

    private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

    private static final String EVENTS = "\\*|[a-z_]{1,30}\\.(\\*|[a-z_]{1,30})";

    private final WebhookStore webhooks;
    private final WebhookChanges changes;
    private final WebhookDeliveries deliveries;
    private final WebhookSender sender;
    private final WebhookCalls calls;
    private final WebhookProperties properties;
    private final JsonMapper json;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WebhookController(
            WebhookStore webhooks,
            WebhookChanges changes,
            WebhookDeliveries deliveries,
            WebhookSender sender,
            WebhookCalls calls,
            WebhookProperties properties,
            JsonMapper json,
            Clock clock) {
        this.webhooks = webhooks;
        this.changes = changes;
        this.deliveries = deliveries;
        this.sender = sender;
        this.calls = calls;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /** @param events such as {@code message.created}, {@code ticket.*} or {@code *} */
    record WebhookRequest(
            @NotNull @Size(max = 2_000) String url,
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Pattern(regexp = EVENTS) String> events) {}

    /** @param stoppedReason absent unless it is stopped */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookView(
            String webhookId,
            String url,
            List<String> events,
            Instant createdAt,
            @Nullable Instant failingSince,
            @Nullable String stoppedReason) {

        static WebhookView of(Webhook webhook) {
            return new WebhookView(
                    webhook.webhookId(),
                    webhook.url(),
                    webhook.events(),
                    webhook.createdAt(),
                    webhook.failingSince(),
                    webhook.stoppedReason());
        }
    }

    /** The only answer that contains a secret. */
    record SecretView(String webhookId, String secret) {

        @Override
        public String toString() {
            return "SecretView[webhookId=" + webhookId + "]";
        }
    }

    /** The event of a test call, as the log of calls names it. */
    record TestView(String eventId) {}

    /** @param dueAt the next attempt; absent once it is settled */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(
            String eventId,
            String eventType,
            String state,
            int attempts,
            @Nullable String lastAnswer,
            Instant createdAt,
            @Nullable Instant dueAt,
            @Nullable Instant settledAt) {

        static DeliveryView of(WebhookDelivery delivery) {
            return new DeliveryView(
                    delivery.eventId(),
                    delivery.eventType(),
                    delivery.state().name().toLowerCase(Locale.ROOT),
                    delivery.attempts(),
                    delivery.lastAnswer(),
                    delivery.createdAt(),
                    delivery.state() == State.WAITING ? delivery.dueAt() : null,
                    delivery.settledAt());
        }
    }

    @GetMapping
    Page<WebhookView> list() {
        return new Page<>(webhooks.all().stream().map(WebhookView::of).toList(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SecretView add(@Valid @RequestBody WebhookRequest request) {
        requirePermitted(request.url());
        if (webhooks.all().size() >= properties.most()) {
            throw Refusal.badRequest("There are " + properties.most() + " webhooks already, which is the most.");
        }
        Webhook webhook = new Webhook(
                Ids.next(),
                request.url(),
                request.events(),
                Signature.newSecret(random),
                null,
                null,
                clock.instant(),
                null,
                null);
        changes.add(webhook);
        log.info("The webhook {} was added", webhook);
        return new SecretView(webhook.webhookId(), webhook.secret());
    }

    @GetMapping("/{webhookId}")
    WebhookView get(@PathVariable String webhookId) {
        return WebhookView.of(find(webhookId));
    }

    /** Also restarts a stopped webhook. */
    @PutMapping("/{webhookId}")
    WebhookView change(@PathVariable String webhookId, @Valid @RequestBody WebhookRequest request) {
        Webhook webhook = find(webhookId);
        requirePermitted(request.url());
        changes.change(webhook, request.url(), request.events());
        sender.wake();
        return get(webhookId);
    }

    /** Makes no more calls. What is pending waits until it is changed, which restarts it. */
    @PostMapping("/{webhookId}/stop")
    WebhookView stop(@PathVariable String webhookId) {
        Webhook webhook = find(webhookId);
        changes.stop(webhook);
        log.info("The webhook {} was stopped", webhook);
        return get(webhookId);
    }

    @DeleteMapping("/{webhookId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String webhookId) {
        Webhook webhook = find(webhookId);
        changes.remove(webhook);
        log.info("The webhook {} was removed", webhook);
    }

    /**
     * Replaces the secret. For a while, calls are also signed with the former one, so that none is
     * rejected.
     */
    @PostMapping("/{webhookId}/secret")
    SecretView changeSecret(@PathVariable String webhookId) {
        Webhook webhook = find(webhookId);
        String secret = Signature.newSecret(random);
        changes.changeSecret(webhook, secret, clock.instant().plus(properties.formerSecret()));
        return new SecretView(webhookId, secret);
    }

    /** Calls the webhook as an event would, with an event that means nothing. */
    @PostMapping("/{webhookId}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TestView test(@PathVariable String webhookId) {
        Webhook webhook = find(webhookId);
        if (webhook.stoppedReason() != null) {
            throw new Refusal(RefusalCode.CONFLICT, "The webhook is stopped. Save it again to restart it.");
        }
        TestCall call = TestCall.of(webhookId, clock.instant());
        changes.test(webhook, new Event(call.eventId(), null, TestCall.TYPE, json.writeValueAsString(call)));
        sender.wake();
        return new TestView(call.eventId());
    }

    /** The log of calls, newest first. */
    @GetMapping("/{webhookId}/deliveries")
    Page<DeliveryView> deliveries(
            @PathVariable String webhookId, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        find(webhookId);
        return new Page<>(
                deliveries.of(webhookId, limit).stream().map(DeliveryView::of).toList(), null);
    }

    /** Repeats a call, whatever its result was. */
    @PostMapping("/{webhookId}/deliveries/{eventId}/repeat")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void repeat(@PathVariable String webhookId, @PathVariable String eventId) {
        changes.repeat(deliveries
                .find(webhookId, eventId)
                .orElseThrow(() -> Refusal.notFound("There was no call for the event " + eventId + ".")));
        sender.wake();
    }

    private Webhook find(String webhookId) {
        return webhooks.find(webhookId).orElseThrow(() -> Refusal.notFound("There is no webhook " + webhookId + "."));
    }

    private void requirePermitted(String url) {
        if (!calls.permit(url)) {
            throw Refusal.badRequest("chat.webhook.hosts does not list the server of this address.");
        }
    }
}
