package com.sealkloud.chat.notification;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Desktop notifications.
 *
 * @param delay how long somebody who was looking has to read a message before they are notified after all
 * @param sweepInterval how often the table is looked through for what has become due
 * @param retryAfter how long after a failure, or the death of a node, a notification is tried again
 * @param mostAttempts after so many a notification is given up
 * @param oldest messages older than that are not notified: nobody wants to be woken by them
 * @param batch how many events are decided about together
 * @param gathering how long an event may wait for others to be decided about together: nobody notices, and a busy room costs
 *     a fraction
 */
@Validated
@ConfigurationProperties("chat.notification")
record NotificationProperties(
        @DefaultValue("30s") Duration delay,
        @DefaultValue("1s") Duration sweepInterval,
        @DefaultValue("10s") Duration retryAfter,
        @Min(1) @DefaultValue("8") int mostAttempts,
        @DefaultValue("24h") Duration oldest,
        @Min(1) @Max(1_000) @DefaultValue("500") int batch,
        @DefaultValue("100ms") Duration gathering) {

    /** How long rows are kept: well beyond the age at which their event would be passed over if it came again. */
    Duration keep() {
        return oldest.multipliedBy(3);
    }
}
