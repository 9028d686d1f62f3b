package com.sealkloud.chat.encryption;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells the operator of sealed texts and files that cannot be opened: in the health endpoint as
 * {@code sealed}, by a metric, and by one line of the log. Never {@code DOWN}: all else is
 * readable.
 */
@Component("sealedHealthContributor")
class UnreadableTexts implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(UnreadableTexts.class);

    private final Counter counter;
    private final AtomicBoolean told = new AtomicBoolean();

    UnreadableTexts(MeterRegistry meters) {
        this.counter = meters.counter("chat.encryption.unreadable");
    }

    void found(AssociatedData associated) {
        counter.increment();
        if (told.compareAndSet(false, true)) {
            log.warn(
                    "{} cannot be opened: it was changed where it is stored, or its key is gone. More of them are only"
                            + " counted (chat_encryption_unreadable_total)",
                    associated);
        }
    }

    @Override
    public Health health() {
        return told.get()
                ? Health.unknown().withDetail("sealed", "not all readable").build()
                : Health.up().build();
    }
}
