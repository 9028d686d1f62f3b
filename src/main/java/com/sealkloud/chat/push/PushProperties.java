package com.sealkloud.chat.push;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Web Push.
 *
 * @param hosts the push services that may be called: a host, {@code *.} and a domain, or a whole origin. A host is called by https
 *     at its public addresses; an origin as it is written, for a push service in one's own network
 * @param visibleOnly those among them that end a subscription, or show something of their own, if a push shows nothing; written
 *     as {@code hosts}
 * @param contact whom a push service may ask about this installation, as {@code mailto:} or https; empty for none
 * @param timeToLive how long a push service keeps what a device does not fetch
 * @param timeout how long a push service may take to answer
 * @param retryAfter how long after the first failure a message is tried again; doubled with each
 * @param mostAttempts after so many a message is given up
 * @param sweepInterval how often the table is looked through for what has become due
 * @param devicesPerPerson beyond that the oldest subscription makes room
 */
@Validated
@ConfigurationProperties("chat.push")
record PushProperties(
        @DefaultValue({"fcm.googleapis.com", "*.push.services.mozilla.com", "*.notify.windows.com", "web.push.apple.com"
        })
        List<String> hosts,

        @DefaultValue({"web.push.apple.com", "fcm.googleapis.com", "*.notify.windows.com"})
        List<String> visibleOnly,

        @Pattern(regexp = "|mailto:.+|https://.+") @DefaultValue("")
        String contact,

        @DefaultValue("24h") Duration timeToLive,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("10s") Duration retryAfter,
        @Min(1) @DefaultValue("6") int mostAttempts,
        @DefaultValue("1s") Duration sweepInterval,
        @Min(1) @DefaultValue("10") int devicesPerPerson) {}
