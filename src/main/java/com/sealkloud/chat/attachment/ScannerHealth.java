package com.sealkloud.chat.attachment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the virus scanner answers, in the health endpoint as {@code scanner}. Never {@code DOWN}:
 * a chat without new files is a chat that works. One line in the log tells of an outage, and one of
 * its end, however many uploads are refused.
 */
@Component("scannerHealthContributor")
class ScannerHealth implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(ScannerHealth.class);

    private final boolean configured;
    private boolean away;

    ScannerHealth(AttachmentProperties properties) {
        this.configured = properties.scanner() != null;
    }

    synchronized void failed(String reason) {
        if (!away) {
            log.warn("Files are refused, because the virus scanner does not answer: {}", reason);
        }
        away = true;
    }

    synchronized void worked() {
        if (away) {
            log.info("The virus scanner answers again");
        }
        away = false;
    }

    @Override
    public synchronized Health health() {
        if (!configured) {
            return Health.unknown().withDetail("files", "not scanned").build();
        }
        return away
                ? Health.unknown().withDetail("files", "refused").build()
                : Health.up().build();
    }
}
