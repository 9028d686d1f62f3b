package com.sealkloud.chat.realtime;

import jakarta.validation.constraints.Max;
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
 * @param headerLimit the longest value of a header that is kept, in characters; a longer one is refused
 * @param receiveLimit how much memory may be taken by what one client sends at once; a quarter of it comes back each second,
 *     and more ends the session
 * @param receiveLimitPerPerson the same for all sessions of a person on this node together
 * @param heartbeat how often each side shows that it is alive
 * @param connectTimeout how long a socket may stay without a CONNECT
 * @param socketsWithoutConnect how many sockets may be open that have not sent a frame yet; the oldest gives way
 * @param socketsWithoutConnectPerNetwork the same for one IPv4 address or one /64 of IPv6
 * @param sendTimeLimit how long one frame may take to leave for a slow client
 * @param sendBufferLimit how much may wait for a slow client before it is cut off
 * @param drainPeriod over which the sessions are sent away when this node stops
 * @param inboundThreads how many frames are handled at the same time
 * @param inboundQueue how many steps of handling may wait for those threads (a frame has three); more ends the session
 * @param admissionQueue how many callers may wait for a database connection before newcomers are turned away
 * @param admissionPace how many of those turned away are told to come again in each second
 * @param subscriptionsPerSession the most subscriptions one session may hold
 * @param subscriptionsPerDestination the most subscriptions to the same destination that one session may hold; each of them
 *     gets every event and answer of its own
 * @param subscriptionsPerPerson the most subscriptions that all sessions of a person on this node may hold together
 * @param socketsPerPerson the most sessions that one person may have on this node
 */
@Validated
@ConfigurationProperties("chat.realtime")
record RealtimeProperties(
        @NotEmpty @DefaultValue("http://localhost:5173") List<String> allowedOrigins,
        @DefaultValue("64KB") DataSize frameLimit,
        @Min(64) @Max(1024) @DefaultValue("200") int headerLimit,
        @DefaultValue("2MB") DataSize receiveLimit,
        @DefaultValue("8MB") DataSize receiveLimitPerPerson,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("10s") Duration connectTimeout,
        @Min(1) @DefaultValue("1000") int socketsWithoutConnect,
        @Min(1) @DefaultValue("500") int socketsWithoutConnectPerNetwork,
        @DefaultValue("5s") Duration sendTimeLimit,
        @DefaultValue("128KB") DataSize sendBufferLimit,
        @DefaultValue("5s") Duration drainPeriod,
        @Min(1) @DefaultValue("64") int inboundThreads,
        @Min(3) @DefaultValue("20000") int inboundQueue,
        @Min(0) @DefaultValue("64") int admissionQueue,
        @Min(1) @DefaultValue("100") int admissionPace,
        @Min(1) @DefaultValue("1000") int subscriptionsPerSession,
        @Min(1) @DefaultValue("8") int subscriptionsPerDestination,
        @Min(1) @DefaultValue("5000") int subscriptionsPerPerson,
        @Min(1) @DefaultValue("50") int socketsPerPerson) {}
