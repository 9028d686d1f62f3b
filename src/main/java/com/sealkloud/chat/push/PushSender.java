package com.sealkloud.chat.push;

import com.sealkloud.chat.due.BackOff;
import com.sealkloud.chat.due.DueCalls;
import com.sealkloud.chat.outgoing.Answer;
import com.sealkloud.chat.push.PushRows.Queued;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends due messages to the push services and handles their answers: deletes subscriptions that are
 * gone, retries after failures, and gives up after {@code chat.push.most-attempts}.
 */
@Component
class PushSender extends DueCalls<PushSender.Call> {

    private static final Logger log = LoggerFactory.getLogger(PushSender.class);

    private static final Bounds BOUNDS = new Bounds(16, 256, 64);

    /** The device has unsubscribed, or its subscription has expired, as with 410. */
    private static final int NOT_FOUND = 404;

    private static final int TOO_MANY = 429;

    private final PushRows queue;
    private final PushSubscriptions subscriptions;
    private final PushService service;
    private final PushProperties properties;
    private final BackOff backOff;
    private final Clock clock;

    PushSender(
            PushRows queue,
            PushSubscriptions subscriptions,
            PushService service,
            PushProperties properties,
            MeterRegistry meters,
            Clock clock) {
        super("chat-push", properties.sweepInterval(), "chat.push", BOUNDS, meters);
        this.queue = queue;
        this.subscriptions = subscriptions;
        this.service = service;
        this.properties = properties;
        this.backOff = new BackOff(properties.retryAfter(), 2, 10);
        this.clock = clock;
    }

    record Call(PushSubscription device, Queued message) {}

    @Override
    protected List<Call> claim(int limit, Set<String> busy) {
        Instant until = clock.instant().plus(properties.timeout().multipliedBy(3));
        return queue.claim(until, limit, busy).stream()
                .flatMap(message ->
                        subscriptions.find(message.subscriptionId()).stream().map(device -> new Call(device, message)))
                .toList();
    }

    @Override
    protected String receiver(Call call) {
        return call.device().service();
    }

    @Override
    protected CompletableFuture<Answer> send(Call call) {
        return service.send(call.device(), call.message());
    }

    @Override
    protected void settle(Call call, @Nullable Answer answer, @Nullable Throwable failure) {
        settle(call.message(), answer, failure);
    }

    private void settle(Queued message, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            repeat(message, null, String.valueOf(failure));
        } else if (answer.isTaken()) {
            queue.sent(message);
            count("taken");
        } else if (answer.isGone() || answer.status() == NOT_FOUND) {
            subscriptions.remove(message.subscriptionId());
            count("gone");
        } else if (answer.status() == TOO_MANY || answer.status() >= 500) {
            repeat(message, answer.retryAfter(), "status " + answer.status());
        } else {
            giveUp(message, "status " + answer.status());
        }
    }

    private void repeat(Queued message, @Nullable Duration asked, String reason) {
        Duration pause = backOff.after(message.attempts(), asked);
        if (message.attempts() >= properties.mostAttempts() || pause.compareTo(properties.timeToLive()) > 0) {
            giveUp(message, reason);
        } else {
            log.debug("A push message is tried again in {}: {}", pause, reason);
            queue.postpone(message, clock.instant().plus(pause));
            count("repeated");
        }
    }

    private void giveUp(Queued message, String reason) {
        log.warn("A push message is given up after {} attempts: {}", message.attempts(), reason);
        queue.remove(message);
        count("given_up");
    }
}
