package com.sealkloud.chat.outbox;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the outbox.
 *
 * @param outboxQueue how many events may wait in memory to be published; more wait in the database
 *     alone
 * @param sweepInterval how often {@code outbox} is looked through for events that were not
 *     published
 * @param sweepAfter how old such an event must be, so that the sweep does not overtake the regular
 *     way
 */
@Validated
@ConfigurationProperties("chat.conversation")
record OutboxProperties(
        @Min(1) @DefaultValue("20000") int outboxQueue,
        @DefaultValue("2s") Duration sweepInterval,
        @DefaultValue("15s") Duration sweepAfter) {}
