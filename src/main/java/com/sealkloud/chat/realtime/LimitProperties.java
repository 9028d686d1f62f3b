package com.sealkloud.chat.realtime;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
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
        @Valid @DefaultValue Text text) {

    /** The number at once, and the number added each second. */
    interface Rate {
        int burst();

        int perSecond();
    }

    record Messages(
            @Min(1) @DefaultValue("20") int burst,
            @Min(1) @DefaultValue("10") int perSecond) implements Rate {}

    record Typing(
            @Min(1) @DefaultValue("20") int burst,
            @Min(1) @DefaultValue("5") int perSecond) implements Rate {}

    record Other(
            @Min(1) @DefaultValue("1000") int burst,
            @Min(1) @DefaultValue("50") int perSecond) implements Rate {}

    record Connects(
            @Min(1) @DefaultValue("50") int burst,
            @Min(1) @DefaultValue("5") int perSecond) implements Rate {}

    record Calls(
            @Min(1) @DefaultValue("1000") int burst,
            @Min(1) @DefaultValue("30") int perSecond) implements Rate {}

    record Searches(
            @Min(1) @DefaultValue("20") int burst,
            @Min(1) @DefaultValue("3") int perSecond) implements Rate {}

    record Profiles(
            @Min(1) @DefaultValue("10") int burst,
            @Min(1) @DefaultValue("1") int perSecond) implements Rate {}

    /** Bytes; a frame or body must fit into what may come at once. */
    record Text(
            @Min(1_000_000) @DefaultValue("20000000") int burst,
            @Min(1) @DefaultValue("2000") int perSecond) implements Rate {}
}
