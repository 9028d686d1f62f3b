package com.sealkloud.chat.realtime;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.socket.WebSocketSession;

/** Lets sessions in, which is where they are authenticated, and out. */
@Component
class ConnectGuard {

    private static final Logger log = LoggerFactory.getLogger(ConnectGuard.class);

    static final String AUTHENTICATION_REQUIRED = "authentication_required";

    private final ConnectAuthenticator authenticator;
    private final Admission admission;
    private final RateLimits limits;
    private final Sessions sessions;
    private final SessionFrames frames;
    private final RefusalCounter refusals;
    private final Sockets sockets;
    private final Subscriptions subscriptions;
    private final ApplicationEventPublisher events;

    ConnectGuard(
            ConnectAuthenticator authenticator,
            Admission admission,
            RateLimits limits,
            Sessions sessions,
            SessionFrames frames,
            RefusalCounter refusals,
            Sockets sockets,
            Subscriptions subscriptions,
            ApplicationEventPublisher events) {
        this.authenticator = authenticator;
        this.admission = admission;
        this.limits = limits;
        this.sessions = sessions;
        this.frames = frames;
        this.refusals = refusals;
        this.sockets = sockets;
        this.subscriptions = subscriptions;
        this.events = events;
    }

    /** @return whether the frame goes on to the broker; if not, the client has its ERROR */
    boolean connect(StompHeaderAccessor frame) {
        String sessionId = Objects.requireNonNull(frame.getSessionId());
        try {
            admission.enter();
            var authentication = authenticator.authenticate(frame).orElse(null);
            if (authentication == null) {
                frames.close(sessionId, AUTHENTICATION_REQUIRED, "The token is missing, wrong or expired.");
                return false;
            }
            limits.spend(authentication, RateLimits.Action.CONNECT);
            WebSocketSession socket = sockets.find(sessionId);
            if (socket == null) {
                return false;
            }
            FrameHeaders.keepAllowed(frame);
            frame.setUser(authentication);
            LiveSession session = new LiveSession(authentication, socket, subscriptions);
            sessions.add(session);
            events.publishEvent(new SessionOpened(sessionId, authentication, session.expiresAt()));
            return true;
        } catch (Refusal refusal) {
            refusals.count(refusal.code());
            frames.close(sessionId, refusal.code().wireName(), refusal.reason(), refusal.retryAfter());
        } catch (DataAccessException | TransactionException e) {
            log.atLevel(DatabaseOutages.level(e)).log("Nobody can be authenticated at the moment: {}", e.getMessage());
            frames.close(sessionId, RefusalCode.UNAVAILABLE.wireName(), "Try again in a moment.");
        }
        return false;
    }

    /** Comes from the client and again from Spring when the socket closes; the broker is told once. */
    boolean disconnect(StompHeaderAccessor frame) {
        FrameHeaders.keepAllowed(frame);
        LiveSession session = sessions.remove(Objects.requireNonNull(frame.getSessionId()));
        if (session == null) {
            return false;
        }
        session.unsubscribeAll();
        // Spring's own DISCONNECT, of a socket that has gone, cannot be changed; it carries the user of the CONNECT.
        if (frame.isMutable()) {
            frame.setUser(session.authentication());
        }
        events.publishEvent(new SessionClosed(session.id(), session.authentication()));
        return true;
    }
}
