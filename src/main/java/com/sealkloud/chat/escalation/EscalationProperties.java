package com.sealkloud.chat.escalation;

import com.sealkloud.chat.conversation.Tier;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Tickets that nobody answers.
 *
 * @param enabled whether anything happens by itself
 * @param l1After how long the first tier has to answer
 * @param l2After how long the second one has
 * @param grace how long a ticket waits before it is looked who is on duty; and how long until it is looked again
 * @param sweepInterval how often every node looks for tickets whose time has come
 */
@Validated
@ConfigurationProperties("chat.escalation")
record EscalationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("15m") Duration l1After,
        @DefaultValue("30m") Duration l2After,
        @DefaultValue("1m") Duration grace,
        @DefaultValue("2s") Duration sweepInterval) {

    /** The last tier has all the time that it takes: there is nobody above. */
    Duration after(Tier tier) {
        return Map.of(Tier.L1, l1After, Tier.L2, l2After).getOrDefault(tier, Duration.ZERO);
    }
}
