package com.sealkloud.chat.webhook;

import com.sealkloud.chat.due.BackOff;
import com.sealkloud.chat.due.DueCalls;
import com.sealkloud.chat.outgoing.Answer;
import com.sealkloud.chat.outgoing.OutgoingCall;
import com.sealkloud.chat.webhook.WebhookDelivery.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the calls that are due. A failed call is repeated for a day, with growing pauses ({@link
 * BackOff}). A webhook without a successful call for long, or that answers 410, is stopped.
 */
@Component
class WebhookSender extends DueCalls<WebhookSender.Call> {

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private static final Bounds BOUNDS = new Bounds(8, 256, 8);

    private final WebhookStore webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookCalls calls;
    private final WebhookProperties properties;
    private final BackOff backOff;
    private final Clock clock;

    WebhookSender(
            WebhookStore webhooks,
            WebhookDeliveries deliveries,
            WebhookCalls calls,
            WebhookProperties properties,
            MeterRegistry meters,
            Clock clock) {
        super("chat-webhooks", properties.sweepInterval(), "chat.webhook", BOUNDS, meters);
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.calls = calls;
        this.properties = properties;
        this.backOff = new BackOff(properties.retryAfter(), 4, 8);
        this.clock = clock;
    }

    record Call(Webhook webhook, WebhookDelivery delivery) {}

    @Override
    protected List<Call> claim(int limit, Set<String> busy) {
        Instant until = clock.instant().plus(properties.timeout().multipliedBy(3));
        List<WebhookDelivery> due = deliveries.claim(until, limit, busy);
        if (due.isEmpty()) {
            return List.of();
        }
        Map<String, Webhook> byId =
                webhooks.all().stream().collect(Collectors.toMap(Webhook::webhookId, Function.identity()));
        return due.stream()
                .flatMap(delivery ->
                        Stream.ofNullable(byId.get(delivery.webhookId())).map(webhook -> new Call(webhook, delivery)))
                .toList();
    }

    @Override
    protected String receiver(Call call) {
        return call.webhook().webhookId();
    }

    @Override
    protected CompletableFuture<Answer> send(Call call) {
        return calls.send(request(call.webhook(), call.delivery()));
    }

    private OutgoingCall request(Webhook webhook, WebhookDelivery delivery) {
        Instant now = clock.instant();
        String signature =
                Signature.of(delivery.eventId(), now.getEpochSecond(), delivery.payload(), webhook.secretsAt(now));
        byte[] body = delivery.payload().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "Content-Length",
                String.valueOf(body.length),
                "User-Agent",
                "SealKloud-Chat",
                "webhook-id",
                delivery.eventId(),
                "webhook-timestamp",
                String.valueOf(now.getEpochSecond()),
                "webhook-signature",
                signature);
        return new OutgoingCall(URI.create(webhook.url()), headers, body, properties.timeout());
    }

    @Override
    protected void settle(Call call, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            failed(call, reason(failure), null);
        } else {
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
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return failure instanceof IOException told && told.getMessage() != null
                ? told.getMessage()
                : String.valueOf(failure);
    }

    private void failed(Call call, String reason, @Nullable Duration asked) {
        WebhookDelivery delivery = call.delivery();
        Instant now = clock.instant();
        webhooks.failed(call.webhook().webhookId(), now);
        Instant next = now.plus(backOff.after(delivery.attempts(), asked));
        if (next.isAfter(delivery.createdAt().plus(properties.giveUpAfter()))) {
            log.warn("The call of {} for {} is given up: {}", call.webhook(), delivery.eventId(), reason);
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

    private void stop(Webhook webhook, String reason) {
        log.warn("The webhook {} is stopped: {}", webhook, reason);
        webhooks.stop(webhook.webhookId(), reason);
        count("stopped");
    }
}
