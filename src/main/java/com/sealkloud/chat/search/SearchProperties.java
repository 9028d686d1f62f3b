package com.sealkloud.chat.search;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Search.
 *
 * @param longestQuery in characters
 * @param atOnce how many searches a node does at the same time
 * @param timeLimit how long one may take
 * @param sweepInterval how often the index is compared with the logs
 */
@Validated
@ConfigurationProperties("chat.search")
record SearchProperties(
        @Min(10) @Max(1000) @DefaultValue("250") int longestQuery,
        @Min(1) @DefaultValue("4") int atOnce,

        @NotNull @DurationMin(millis = 100) @DefaultValue("2s")
        Duration timeLimit,

        @NotNull @DurationMin(millis = 100) @DefaultValue("1m")
        Duration sweepInterval) {}
