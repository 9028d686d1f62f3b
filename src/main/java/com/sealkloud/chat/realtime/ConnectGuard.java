package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.fanout.Subscriptions;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.session.FrameHeaders;
import com.sealkloud.chat.session.HeartBeats;
import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.SessionClosed;
import com.sealkloud.chat.session.SessionFrames;
import com.sealkloud.chat.session.SessionOpened;
import com.sealkloud.chat.session.Sessions;
import com.sealkloud.chat.session.Sockets;
import com.sealkloud.chat.socket.HeartBeat;
import com.sealkloud.chat.socket.NodeShare;
import com.sealkloud.chat.socket.NodeShares;
import com.sealkloud.chat.socket.RealtimeProperties;
import com.sealkloud.chat.text.Characters;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.socket.WebSocketSession;

/** Handles CONNECT, which authenticates a session, and DISCONNECT. */
@Component
class ConnectGuard {

    private static final Logger log = LoggerFactory.getLogger(ConnectGuard.class);

    static final String AUTHENTICATION_REQUIRED = "authentication_required";

    private final ConnectAuthenticator authenticator;
    private final AccessRevocation accessRevocation;
    private final Rechecks rechecks;
    private final ConnectThrottle admission;
    private final RateLimits limits;
    private final Sessions sessions;
    private final SessionFrames frames;
    private final RefusalCounter refusals;
    private final Sockets sockets;
    private final NodeShares shares;
    private final HeartBeats heartBeats;
    private final RealtimeProperties properties;
    private final Subscriptions subscriptions;
    private final ApplicationEventPublisher events;

    ConnectGuard(
            ConnectAuthenticator authenticator,
            AccessRevocation accessRevocation,
            Rechecks rechecks,
            ConnectThrottle admission,
            RateLimits limits,
            Sessions sessions,
            SessionFrames frames,
            RefusalCounter refusals,
            Sockets sockets,
            NodeShares shares,
            HeartBeats heartBeats,
            RealtimeProperties properties,
            Subscriptions subscriptions,
            ApplicationEventPublisher events) {
        this.authenticator = authenticator;
        this.accessRevocation = accessRevocation;
        this.rechecks = rechecks;
        this.admission = admission;
        this.limits = limits;
        this.sessions = sessions;
        this.frames = frames;
        this.refusals = refusals;
        this.sockets = sockets;
        this.shares = shares;
        this.heartBeats = heartBeats;
        this.properties = properties;
        this.subscriptions = subscriptions;
        this.events = events;
    }

    /** @return whether the frame is passed on to the broker; otherwise the client has its ERROR */
    boolean connect(StompHeaderAccessor frame) {
        String sessionId = Objects.requireNonNull(frame.getSessionId());
        String version = StompVersions.agreed(frame.getFirstNativeHeader("accept-version"));
        if (version == null) {
            refusals.count(RefusalCode.BAD_REQUEST.wireName(), "version");
            frames.close(
                    sessionId,
                    RefusalCode.BAD_REQUEST.wireName(),
                    "Supported protocol versions are " + StompVersions.all() + ".",
                    Map.of("version", StompVersions.all()));
            return false;
        }
        frame.setNativeHeader("accept-version", version);
        try {
            FrameHeaders.check(frame, properties.headerLimit());
            HeartBeat heartBeat = heartBeats.agree(frame);
            admission.enter();
            long mark = rechecks.mark();
            var authentication = authenticator.authenticate(frame).orElse(null);
            if (authentication == null) {
                refusals.count(AUTHENTICATION_REQUIRED, "connect");
                frames.close(sessionId, AUTHENTICATION_REQUIRED, "The token is missing, wrong or expired.");
                return false;
            }
            limits.spend(authentication, RateLimits.Action.CONNECT);
            FrameHeaders.keepAllowed(frame);
            frame.setUser(authentication);
            return open(sessionId, authentication, heartBeat, mark);
        } catch (Refusal refusal) {
            refusals.count(refusal.code().wireName(), "connect");
            frames.close(sessionId, refusal.code().wireName(), refusal.reason(), headersOf(refusal));
        } catch (DataAccessException | TransactionException e) {
            log.atLevel(DatabaseOutages.level(e))
                    .log("Clients cannot be authenticated at the moment: {}", e.getMessage());
            unavailable(sessionId);
        } catch (RuntimeException e) {
            log.error("A CONNECT could not be checked", e);
            unavailable(sessionId);
        }
        return false;
    }

    private void unavailable(String sessionId) {
        refusals.count(RefusalCode.UNAVAILABLE.wireName(), "connect");
        frames.close(sessionId, RefusalCode.UNAVAILABLE.wireName(), "Try again in a moment.");
    }

    private static Map<String, String> headersOf(Refusal refusal) {
        Duration retryAfter = refusal.retryAfter();
        return retryAfter == null ? Map.of() : Map.of("retryAfterMs", String.valueOf(retryAfter.toMillis()));
    }

    private boolean open(
            String sessionId,
            AbstractOAuth2TokenAuthenticationToken<?> authentication,
            HeartBeat heartBeat,
            long mark) {
        WebSocketSession socket = sockets.find(sessionId);
        if (socket == null) {
            return false;
        }
        NodeShare share = shares.of(authentication.getName());
        share.addSocket();
        LiveSession session = new LiveSession(authentication, socket, share, heartBeat, subscriptions);
        sessions.add(session);
        if (!sockets.belongsTo(sessionId, share)) {
            // It is closed already; its end may have been reported before there was a session to
            // end.
            end(sessionId);
            return false;
        }
        accessRevocation.recheckSince(mark, session);
        events.publishEvent(new SessionOpened(sessionId, authentication, session.expiresAt()));
        return true;
    }

    private @Nullable LiveSession end(String sessionId) {
        LiveSession session = sessions.remove(sessionId);
        if (session != null) {
            session.end();
        }
        return session;
    }

    /** Sent by the client, and again by Spring when the socket closes; the broker is told once. */
    boolean disconnect(StompHeaderAccessor frame) {
        FrameHeaders.keepAllowed(frame);
        String sessionId = Objects.requireNonNull(frame.getSessionId());
        String receipt = frame.getReceipt();
        LiveSession session = end(sessionId);
        if (session == null) {
            return false;
        }
        // Spring's own DISCONNECT of a closed socket cannot be changed; it carries the user of the
        // CONNECT.
        if (frame.isMutable()) {
            frame.setUser(session.authentication());
            // The brokers would answer an orderly end with an ERROR, or not at all.
            frame.removeNativeHeader("receipt");
            leave(sessionId, receipt);
        }
        events.publishEvent(new SessionClosed(session.id(), session.authentication()));
        return true;
    }

    private void leave(String sessionId, @Nullable String receipt) {
        sockets.leaves(sessionId);
        if (receipt == null || receipt.length() > properties.headerLimit() || Characters.fault(receipt) != null) {
            sockets.closeLeft(sessionId);
        } else {
            frames.lastReceipt(sessionId, receipt);
        }
    }
}
