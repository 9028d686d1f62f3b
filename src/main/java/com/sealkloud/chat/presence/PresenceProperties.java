package com.sealkloud.chat.presence;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Presence.
 *
 * @param lease how long a session counts as online without a renewal, and users of a dead node
 *     remain online
 * @param idleAfter how long a user without activity counts as looking at the open conversation
 * @param settle how long a new session may take to subscribe
 * @param returnGrace how long a user who has disconnected may come back, as after a reload or a
 *     restart of the node
 * @param offlineGrace how long users remain shown as online after their last session ended, so that
 *     a reload does not flicker
 * @param sweepInterval how often expired leases are searched
 */
@Validated
@ConfigurationProperties("chat.presence")
record PresenceProperties(
        @NotNull @DurationMin(millis = 1) @DefaultValue("25s")
        Duration lease,

        @NotNull @DurationMin(millis = 1) @DefaultValue("2m")
        Duration idleAfter,

        @NotNull @DurationMin @DefaultValue("2s") Duration settle,
        @NotNull @DurationMin @DefaultValue("1m") Duration returnGrace,
        @NotNull @DurationMin @DefaultValue("2s") Duration offlineGrace,

        @NotNull @DurationMin(millis = 1) @DefaultValue("1s")
        Duration sweepInterval) {}
