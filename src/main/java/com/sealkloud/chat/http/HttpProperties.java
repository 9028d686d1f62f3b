package com.sealkloud.chat.http;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of HTTP requests.
 *
 * @param bodyLimit the largest body of a call
 * @param logInBodyLimit the largest body of a log-in, which anybody may send
 * @param bodiesLimit the octets of all bodies that a node holds at once, of callers who are logged in or not
 * @param unfinished how many requests may be incomplete at once, counting headers and bodies separately
 * @param headerTime how long the headers of a request may take to arrive
 * @param bodyTime how long a body may take to arrive after its headers
 * @param callsInARow how many calls that a connection has sent ahead one thread answers before it closes the connection
 * @param answerTime how long an answer may take to leave
 * @param frameTime how long a frame of WebSocket or STOMP, or a message in fragments, may take to arrive
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
        @DefaultValue("20s") Duration frameTime) {}
