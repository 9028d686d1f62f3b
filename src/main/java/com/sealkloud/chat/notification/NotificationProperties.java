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
 * @param delay how long a user who was looking may leave a message unread before being notified
 * @param sweepInterval how often due notifications are searched
 * @param retryAfter pause after a failure, or after the death of a node
 * @param mostAttempts then a notification is abandoned
 * @param oldest older messages are not notified
 * @param batch how many events are decided together
 * @param gathering how long an event may wait for others, which makes busy rooms much cheaper
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

    /** How long rows are kept: well beyond the age at which their event would be ignored. */
    Duration keep() {
        return oldest.multipliedBy(3);
    }
}
