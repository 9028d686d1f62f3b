package com.sealkloud.chat.realtime;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The WebSocket endpoint and its limits.
 *
 * @param allowedOrigins origins of pages that may connect besides the one served here
 * @param frameLimit the largest STOMP frame; a larger one ends the session
 * @param receiveLimit how much one client may send at once; a quarter of it comes back each second, and more ends the session
 * @param heartbeat how often each side shows that it is alive
 * @param connectTimeout how long a socket may stay without a CONNECT
 * @param sendTimeLimit how long one frame may take to leave for a slow client
 * @param sendBufferLimit how much may wait for a slow client before it is cut off
 * @param drainPeriod over which the sessions are sent away when this node stops
 * @param inboundThreads how many frames are handled at the same time
 * @param inboundQueue how many steps of handling may wait for those threads (a frame has three); more ends the session
 * @param admissionQueue how many callers may wait for a database connection before newcomers are turned away
 * @param admissionPace how many of those turned away are told to come again in each second
 * @param subscriptionsPerSession the most subscriptions one session may hold
 */
@Validated
@ConfigurationProperties("chat.realtime")
record RealtimeProperties(
        @NotEmpty @DefaultValue("http://localhost:5173") List<String> allowedOrigins,
        @DefaultValue("64KB") DataSize frameLimit,
        @DefaultValue("2MB") DataSize receiveLimit,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("5s") Duration sendTimeLimit,
        @DefaultValue("128KB") DataSize sendBufferLimit,
        @DefaultValue("5s") Duration drainPeriod,
        @Min(1) @DefaultValue("64") int inboundThreads,
        @Min(3) @DefaultValue("20000") int inboundQueue,
        @Min(0) @DefaultValue("64") int admissionQueue,
        @Min(1) @DefaultValue("100") int admissionPace,
        @Min(1) @DefaultValue("1000") int subscriptionsPerSession) {}
