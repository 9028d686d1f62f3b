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
 * @param hosts the push services that may be called: a host, {@code *.} and a domain, or a whole
 *     origin. A host is called over https at public addresses; an origin as written, for a push
 *     service in your own network
 * @param visibleOnly push services that end a subscription, or show something of their own, if a
 *     push shows nothing; in the format of {@code hosts}
 * @param contact contact for push services, as {@code mailto:} or https; empty for none
 * @param timeToLive how long a push service keeps a push for an unreachable device
 * @param timeout timeout for a push service's answer
 * @param retryAfter pause after the first failure; doubled after each further one
 * @param mostAttempts then a push is abandoned
 * @param sweepInterval how often due pushes are searched
 * @param devicesPerPerson beyond it the oldest subscription is dropped
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
