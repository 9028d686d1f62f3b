package com.sealkloud.chat.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Presence.
 *
 * @param lease how long a session counts as here without being renewed; what others wait after a node has died
 * @param idleAfter how long somebody who does nothing still counts as looking at what is open
 * @param settle how long a new session may take to subscribe to what it wants to hear
 * @param returnGrace how long somebody who is gone may be back any moment, as after a reload or the restart of a node
 * @param offlineGrace how long somebody whose last session has ended is still shown, so that a reload does not flicker
 * @param sweepInterval how often the leases are looked through for those whose time is over
 */
@ConfigurationProperties("chat.presence")
record PresenceProperties(
        @DefaultValue("25s") Duration lease,
        @DefaultValue("2m") Duration idleAfter,
        @DefaultValue("2s") Duration settle,
        @DefaultValue("1m") Duration returnGrace,
        @DefaultValue("2s") Duration offlineGrace,
        @DefaultValue("1s") Duration sweepInterval) {}
