package com.sealkloud.chat.push;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets messages that no push service would keep any longer. */
@Component
class PushPruning {

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
        queue.prune(clock.instant().minus(properties.timeToLive().multipliedBy(3)));
    }
}
