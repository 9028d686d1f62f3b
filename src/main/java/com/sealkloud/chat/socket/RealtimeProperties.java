package com.sealkloud.chat.socket;

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
 * @param headerLimit the longest header value that is stored, in characters; a longer one is
 *     refused
 * @param receiveLimit memory for the unprocessed input of one client; a quarter of it is added each
 *     second, and more ends the session
 * @param receiveLimitPerPerson the same for all sessions of a user on this node together
 * @param heartbeat heartbeat interval in both directions
 * @param connectTimeout how long a socket may remain without a CONNECT
 * @param socketsWithoutConnect how many sockets may be open that have not sent a frame yet; beyond
 *     it the oldest is closed
 * @param socketsWithoutConnectPerNetwork the same for one IPv4 address or one /64 of IPv6
 * @param sendTimeLimit how long sending one frame to a slow client may take
 * @param sendBufferLimit how much may wait for a slow client before it is disconnected
 * @param drainPeriod period over which the sessions are closed when this node stops
 * @param inboundThreads how many frames are handled in parallel
 * @param inboundQueue how many steps of handling may wait for those threads (a frame has three);
 *     more ends the session
 * @param admissionQueue how many callers may wait for a database connection before new clients are
 *     refused
 * @param admissionPace how many refused clients are told to come back in each second
 * @param subscriptionsPerSession the most subscriptions of one session
 * @param subscriptionsPerDestination the most subscriptions of one session to the same destination;
 *     each gets every event and answer
 * @param subscriptionsPerPerson the most subscriptions of all sessions of a user on this node
 * @param socketsPerPerson the most sessions of a user on this node
 */
@Validated
@ConfigurationProperties("chat.realtime")
public record RealtimeProperties(
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
