package com.sealkloud.chat.mail;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the mail server takes mails, in the health endpoint as {@code mail}. Never {@code DOWN}:
 * a chat without mail is a chat that works.
 */
@Component("mailHealthContributor")
class MailHealth implements HealthIndicator {

    private final Mails mails;
    private final MailServer server;

    MailHealth(Mails mails, MailServer server) {
        this.mails = mails;
        this.server = server;
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
}
