package com.sealkloud.chat.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether the mail server takes mails, in the health endpoint as {@code mail}. Never {@code DOWN}:
 * a chat without mail is a chat that works.
 */
@Component("mailHealthContributor")
class MailHealth implements HealthIndicator {

    private final Mails mails;
    private final MailServer server;
    private final MailRows rows;
    private final AtomicLong waiting;

    MailHealth(Mails mails, MailServer server, MailRows rows, MeterRegistry meters) {
        this.mails = mails;
        this.server = server;
        this.rows = rows;
        this.waiting = meters.gauge("chat.mail.waiting", new AtomicLong());
    }

    @Override
    public Health health() {
        if (!mails.areSent()) {
            return Health.unknown().withDetail("mails", "not configured").build();
        }
        return server.isAway()
                ? Health.unknown().withDetail("mails", "waiting").build()
                : Health.up().build();
    }

    @Scheduled(fixedDelayString = "PT30S")
    void countWaiting() {
        if (mails.areSent()) {
            waiting.set(rows.count());
        }
    }
}
