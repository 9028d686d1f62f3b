package com.sealkloud.chat.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Webhooks.
 *
 * @param hosts the servers that may be called: a host, {@code *.} and a domain, or a whole origin;
 *     none unless listed
 * @param timeout timeout for a server's answer
 * @param retryAfter pause after the first failure; four times as long after each further one
 * @param giveUpAfter how long a call is retried
 * @param stopAfter a webhook without a successful call for this long is stopped
 * @param formerSecret how long the former secret signs beside a new one
 * @param keep how long the log of calls is kept
 * @param sweepInterval how often due calls are searched
 * @param most how many webhooks there may be
 */
@Validated
@ConfigurationProperties("chat.webhook")
record WebhookProperties(
        @DefaultValue({}) List<String> hosts,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("10s") Duration retryAfter,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("72h") Duration stopAfter,
        @DefaultValue("24h") Duration formerSecret,
        @DefaultValue("7d") Duration keep,
        @DefaultValue("1s") Duration sweepInterval,
        @Min(1) @Max(200) @DefaultValue("20") int most) {}
