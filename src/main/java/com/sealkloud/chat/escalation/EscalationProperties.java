package com.sealkloud.chat.escalation;

import com.sealkloud.chat.ticket.Tier;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Automatic escalation.
 *
 * @param enabled whether tickets escalate automatically
 * @param l1After how long the first tier has to answer
 * @param l2After the same for the second
 * @param grace how long a ticket waits before the service checks who is on duty, and between such
 *     checks
 * @param sweepInterval how often due tickets are searched
 */
@Validated
@ConfigurationProperties("chat.escalation")
record EscalationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("15m") Duration l1After,
        @DefaultValue("30m") Duration l2After,
        @DefaultValue("1m") Duration grace,
        @DefaultValue("2s") Duration sweepInterval) {

    /** The last tier has unlimited time: there is no higher one. */
    Duration after(Tier tier) {
        return Map.of(Tier.L1, l1After, Tier.L2, l2After).getOrDefault(tier, Duration.ZERO);
    }
}
