package com.sealkloud.chat.push;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Forgets messages that no push service would keep any longer. */
@Component
class PushPruning {

    private static final Logger log = LoggerFactory.getLogger(PushPruning.class);

    private final PushQueue queue;
    private final PushProperties properties;
    private final Clock clock;

    PushPruning(PushQueue queue, PushProperties properties, Clock clock) {
        this.queue = queue;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void prune() {
        try {
            queue.prune(clock.instant().minus(properties.timeToLive().multipliedBy(3)));
        } catch (DataAccessException | TransactionException e) {
            log.warn("Old push messages cannot be forgotten at the moment: {}", e.getMessage());
        }
    }
}
