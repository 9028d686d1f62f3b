package com.sealkloud.chat.webhook;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets calls of long ago. */
@Component
class WebhookPruning {

    private final WebhookDeliveries deliveries;
    private final WebhookProperties properties;
    private final Clock clock;

    WebhookPruning(WebhookDeliveries deliveries, WebhookProperties properties, Clock clock) {
        this.deliveries = deliveries;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void prune() {
        deliveries.prune(clock.instant().minus(properties.keep()));
    }
}
