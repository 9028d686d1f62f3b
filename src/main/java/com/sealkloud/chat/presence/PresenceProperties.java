package com.sealkloud.chat.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
@ConfigurationProperties("chat.presence")
record PresenceProperties(
        @DefaultValue("25s") Duration lease,
        @DefaultValue("2m") Duration idleAfter,
        @DefaultValue("2s") Duration settle,
        @DefaultValue("1m") Duration returnGrace,
        @DefaultValue("2s") Duration offlineGrace,
        @DefaultValue("1s") Duration sweepInterval) {}
