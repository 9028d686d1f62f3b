package com.sealkloud.chat.webhook;

import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.outgoing.Answer;
import com.sealkloud.chat.outgoing.CallsUnderWay;
import com.sealkloud.chat.outgoing.OutgoingCall;
import com.sealkloud.chat.webhook.WebhookDelivery.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    private static final int CLAIMED_AT_ONCE = 8;
    private static final int MOST_UNDER_WAY = 256;
    private static final int MOST_PER_WEBHOOK = 8;
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final WebhookStore webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookCalls calls;
    private final WebhookProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final CallsUnderWay underWay = new CallsUnderWay(MOST_UNDER_WAY, MOST_PER_WEBHOOK);

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

    private record Call(Webhook webhook, WebhookDelivery delivery) {}

    @Override
    protected boolean workOffSome() {
        int room = underWay.room(CLAIMED_AT_ONCE);
        if (room == 0) {
            return false;
        }
        // Whatever happens to this node, the calls are due again when no answer can come any more.
        List<WebhookDelivery> due =
                deliveries.claim(clock.instant().plus(properties.timeout().multipliedBy(3)), room, underWay.busy());
        if (due.isEmpty()) {
            return false;
        }
        Map<String, Webhook> byId =
                webhooks.all().stream().collect(Collectors.toMap(Webhook::webhookId, Function.identity()));
        for (WebhookDelivery delivery : due) {
            Webhook webhook = byId.get(delivery.webhookId());
            if (webhook != null) {
                make(new Call(webhook, delivery));
            }
        }
        return due.size() == room;
    }

    private void make(Call call) {
        String receiver = call.webhook().webhookId();
        underWay.begin(receiver);
        calls.send(request(call.webhook(), call.delivery()))
                .whenComplete((answer, failure) -> afterwards(() -> {
                    try {
                        settle(call, answer, failure);
                    } finally {
                        if (underWay.end(receiver)) {
                            wake();
                        }
                    }
                }));
    }

    @Override
    public void stop() {
        underWay.close(PATIENCE_AT_STOP);
        super.stop();
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

    private void settle(Call call, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            failed(call, String.valueOf(failure), null);
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
