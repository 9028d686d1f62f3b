package com.sealkloud.chat.notification;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Forgets events that are too old to be notified if they came again, and what nobody has read for days. */
@Component
class LedgerPruning {

    private static final Logger log = LoggerFactory.getLogger(LedgerPruning.class);

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
        try {
            ledger.prune(clock.instant().minus(properties.keep()));
        } catch (DataAccessException | TransactionException e) {
            log.warn("Old notifications cannot be forgotten at the moment: {}", e.getMessage());
        }
    }
}
