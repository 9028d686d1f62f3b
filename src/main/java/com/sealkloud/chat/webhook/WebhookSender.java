package com.sealkloud.chat.webhook;

import com.sealkloud.chat.lifecycle.DueWorker;
import com.sealkloud.chat.outgoing.Answer;
import com.sealkloud.chat.webhook.WebhookDelivery.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the calls that are due. What fails is repeated ever more seldom for a day; a webhook that has answered nothing for long,
 * or says that it is gone (410), is stopped.
 */
@Component
class WebhookSender extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private static final int AT_ONCE = 50;

    private final WebhookStore webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookCalls calls;
    private final WebhookProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    WebhookSender(
            WebhookStore webhooks,
            WebhookDeliveries deliveries,
            WebhookCalls calls,
            WebhookProperties properties,
            MeterRegistry meters,
            Clock clock) {
        super("chat-webhooks", properties.sweepInterval());
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.calls = calls;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    private record Call(Webhook webhook, WebhookDelivery delivery, CompletableFuture<Answer> answer) {}

    @Override
    protected boolean workOffSome() {
        // Whatever happens to this node, the calls are due again when no answer can come any more.
        List<WebhookDelivery> due =
                deliveries.claim(clock.instant().plus(properties.timeout().multipliedBy(3)), AT_ONCE);
        if (due.isEmpty()) {
            return false;
        }
        Map<String, Webhook> byId =
                webhooks.all().stream().collect(Collectors.toMap(Webhook::webhookId, Function.identity()));
        List<Call> underWay = new ArrayList<>();
        for (WebhookDelivery delivery : due) {
            Webhook webhook = byId.get(delivery.webhookId());
            if (webhook != null) {
                underWay.add(new Call(webhook, delivery, calls.send(request(webhook, delivery))));
            }
        }
        underWay.forEach(this::settle);
        return due.size() == AT_ONCE;
    }

    private HttpRequest request(Webhook webhook, WebhookDelivery delivery) {
        Instant now = clock.instant();
        String signature =
                Signature.of(delivery.eventId(), now.getEpochSecond(), delivery.payload(), webhook.secretsAt(now));
        return HttpRequest.newBuilder(URI.create(webhook.url()))
                .timeout(properties.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "SealKloud-Chat")
                .header("webhook-id", delivery.eventId())
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(delivery.payload()))
                .build();
    }

    private void settle(Call call) {
        try {
            Answer answer = call.answer().join();
            String status = String.valueOf(answer.status());
            if (answer.isTaken()) {
                webhooks.succeeded(call.webhook().webhookId());
                deliveries.settle(call.delivery(), State.DELIVERED, status);
                count("delivered");
            } else if (answer.isGone()) {
                deliveries.settle(call.delivery(), State.GIVEN_UP, status);
                stop(call.webhook(), "It answered 410: gone.");
            } else {
                failed(call, status, answer.retryAfter());
            }
        } catch (CompletionException e) {
            failed(call, Objects.requireNonNullElse(e.getCause(), e).toString(), null);
        }
    }

    private void failed(Call call, String reason, @Nullable Duration asked) {
        WebhookDelivery delivery = call.delivery();
        Instant now = clock.instant();
        webhooks.failed(call.webhook().webhookId(), now);
        Instant next = now.plus(pause(delivery.attempts(), asked));
        if (next.isAfter(delivery.createdAt().plus(properties.giveUpAfter()))) {
            log.warn("The call of {} for {} is given up: {}", call.webhook().url(), delivery.eventId(), reason);
            deliveries.settle(delivery, State.GIVEN_UP, reason);
            count("given_up");
        } else {
            deliveries.postpone(delivery, next, reason);
            count("repeated");
        }
        Instant since = call.webhook().failingSince();
        if (since != null && now.isAfter(since.plus(properties.stopAfter()))) {
            stop(call.webhook(), "No call has succeeded since " + since + ".");
        }
    }

    private Duration pause(int attempts, @Nullable Duration asked) {
        Duration backOff = properties.retryAfter().multipliedBy(1L << (2 * Math.min(attempts - 1, 8)));
        return asked != null && asked.compareTo(backOff) > 0 ? asked : backOff;
    }

    private void stop(Webhook webhook, String reason) {
        log.warn("The webhook {} is stopped: {}", webhook.url(), reason);
        webhooks.stop(webhook.webhookId(), reason);
        count("stopped");
    }

    private void count(String outcome) {
        meters.counter("chat.webhook", "outcome", outcome).increment();
    }
}
