package com.sealkloud.chat.push;

import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.outgoing.Answer;
import com.sealkloud.chat.outgoing.CallsUnderWay;
import com.sealkloud.chat.push.PushQueue.Queued;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what is due to the push services, and does what they answer: forgets devices that are gone, comes back later where it
 * was asked to, gives up in the end.
 */
@Component
class PushSender extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(PushSender.class);

    private static final int CLAIMED_AT_ONCE = 16;
    private static final int MOST_UNDER_WAY = 256;
    private static final int MOST_PER_SERVICE = 64;
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    /** The device has unsubscribed, or its subscription has expired, as with 410. */
    private static final int NOT_FOUND = 404;

    private static final int TOO_MANY = 429;

    private final PushQueue queue;
    private final PushSubscriptions subscriptions;
    private final PushService service;
    private final PushProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final CallsUnderWay underWay = new CallsUnderWay(MOST_UNDER_WAY, MOST_PER_SERVICE);

    PushSender(
            PushQueue queue,
            PushSubscriptions subscriptions,
            PushService service,
            PushProperties properties,
            MeterRegistry meters,
            Clock clock) {
        super("chat-push", properties.sweepInterval());
        this.queue = queue;
        this.subscriptions = subscriptions;
        this.service = service;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    protected boolean workOffSome() {
        int room = underWay.room(CLAIMED_AT_ONCE);
        if (room == 0) {
            return false;
        }
        // Whatever happens to this node, the messages are due again when no answer can come any more.
        List<Queued> due =
                queue.claim(clock.instant().plus(properties.timeout().multipliedBy(3)), room, underWay.busy());
        due.forEach(message -> subscriptions.find(message.subscriptionId()).ifPresent(device -> send(device, message)));
        return due.size() == room;
    }

    private void send(PushSubscription device, Queued message) {
        String receiver = device.service();
        underWay.begin(receiver);
        service.send(device, message)
                .whenComplete((answer, failure) -> afterwards(() -> {
                    try {
                        settle(message, answer, failure);
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
        Duration backOff = properties.retryAfter().multipliedBy(1L << Math.min(message.attempts() - 1, 10));
        Duration pause = asked != null && asked.compareTo(backOff) > 0 ? asked : backOff;
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

    private void count(String outcome) {
        meters.counter("chat.push", "outcome", outcome).increment();
    }
}
