package com.sealkloud.chat.notification;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets events that are too old to be notified if they came again, and what nobody has read for days. */
@Component
class LedgerPruning {

    private final NotificationLedger ledger;
    private final NotificationProperties properties;
    private final Clock clock;

    LedgerPruning(NotificationLedger ledger, NotificationProperties properties, Clock clock) {
        this.ledger = ledger;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void prune() {
        ledger.prune(clock.instant().minus(properties.keep()));
    }
}
