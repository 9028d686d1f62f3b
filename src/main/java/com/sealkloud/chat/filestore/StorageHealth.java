package com.sealkloud.chat.filestore;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether files can be stored, in the health endpoint as {@code files}. Never {@code DOWN}: a chat
 * without new files is a chat that works. One line in the log tells of an outage, and one of its
 * end, however many uploads fail.
 */
@Component("filesHealthContributor")
class StorageHealth implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(StorageHealth.class);

    private boolean away;

    synchronized void failed(IOException failure) {
        if (!away) {
            log.warn("Files cannot be stored, read or removed: {}", failure.toString());
        }
        away = true;
    }

    synchronized void worked() {
        if (away) {
            log.info("Files can be stored again");
        }
        away = false;
    }

    @Override
    public synchronized Health health() {
        return away
                ? Health.unknown().withDetail("files", "not stored").build()
                : Health.up().build();
    }
}
