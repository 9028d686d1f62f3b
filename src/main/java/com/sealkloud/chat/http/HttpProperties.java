package com.sealkloud.chat.http;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of HTTP requests.
 *
 * @param bodyLimit the largest body of a call
 * @param logInBodyLimit the largest body of a login, which anybody may send
 * @param bodiesLimit the bytes of all bodies that a node holds at once, of authenticated callers or
 *     not
 * @param unfinished how many requests may be incomplete at once, counting headers and bodies
 *     separately
 * @param headerTime how long the headers of a request may take to arrive
 * @param bodyTime how long a body may take to arrive after its headers
 * @param callsInARow how many calls that a client sends ahead are answered before the connection is
 *     closed
 * @param answerTime how long a client may be slower than {@code streamRate}
 * @param streamRate how much of a streamed body or of an answer earns its client another second
 * @param frameTime how long a WebSocket or STOMP frame, or a fragmented message, may take to arrive
 */
@Validated
@ConfigurationProperties("chat.http")
record HttpProperties(
        @DefaultValue("128KB") DataSize bodyLimit,
        @DefaultValue("4KB") DataSize logInBodyLimit,
        @DefaultValue("16MB") DataSize bodiesLimit,
        @Min(1) @DefaultValue("1000") int unfinished,
        @DefaultValue("10s") Duration headerTime,
        @DefaultValue("20s") Duration bodyTime,
        @Min(1) @DefaultValue("4") int callsInARow,
        @DefaultValue("2m") Duration answerTime,
        @NotNull @DefaultValue("8KB") DataSize streamRate,
        @DefaultValue("20s") Duration frameTime) {}
