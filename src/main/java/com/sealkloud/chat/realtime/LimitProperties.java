package com.sealkloud.chat.realtime;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Rate limits of one user, over STOMP and REST together. */
@Validated
@ConfigurationProperties("chat.limits")
record LimitProperties(
        @Valid @DefaultValue Messages messages,
        @Valid @DefaultValue Typing typing,
        @Valid @DefaultValue Other other,
        @Valid @DefaultValue Connects connects,
        @Valid @DefaultValue Calls calls,
        @Valid @DefaultValue Searches searches,
        @Valid @DefaultValue Profiles profiles,
        @Valid @DefaultValue Text text,
        @Valid @DefaultValue Tickets tickets) {

    /** The number at once, and the number added in each period. */
    interface Rate {
        int burst();

        int added();

        Duration period();
    }

    interface PerSecond extends Rate {
        int perSecond();

        @Override
        default int added() {
            return perSecond();
        }

        @Override
        default Duration period() {
            return Duration.ofSeconds(1);
        }
    }

    record Messages(
            @Min(1) @DefaultValue("20") int burst,
            @Min(1) @DefaultValue("10") int perSecond) implements PerSecond {}

    record Typing(
            @Min(1) @DefaultValue("20") int burst,
            @Min(1) @DefaultValue("5") int perSecond) implements PerSecond {}

    record Other(
            @Min(1) @DefaultValue("1000") int burst,
            @Min(1) @DefaultValue("50") int perSecond) implements PerSecond {}

    record Connects(
            @Min(1) @DefaultValue("50") int burst,
            @Min(1) @DefaultValue("5") int perSecond) implements PerSecond {}

    record Calls(
            @Min(1) @DefaultValue("1000") int burst,
            @Min(1) @DefaultValue("30") int perSecond) implements PerSecond {}

    record Searches(
            @Min(1) @DefaultValue("20") int burst,
            @Min(1) @DefaultValue("3") int perSecond) implements PerSecond {}

    record Profiles(
            @Min(1) @DefaultValue("10") int burst,
            @Min(1) @DefaultValue("1") int perSecond) implements PerSecond {}

    /** Bytes. */
    record Text(
            @Min(1) @DefaultValue("20000000") int burst,
            @Min(1) @DefaultValue("2000") int perSecond) implements PerSecond {}

    record Tickets(
            @Min(1) @DefaultValue("100") int burst,
            @Min(1) @DefaultValue("60") int perHour) implements Rate {

        @Override
        public int added() {
            return perHour;
        }

        @Override
        public Duration period() {
            return Duration.ofHours(1);
        }
    }
}
