package com.sealkloud.chat.realtime;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Every frame of every client passes here before anything else sees it: CONNECT is authenticated, SUBSCRIBE and SEND are
 * checked against what this person may do, the headers are cut down by {@link FrameHeaders}, and what is left over is denied.
 *
 * <p>It never throws: while the order of frames is preserved, Spring drops an interceptor's exception without a word to the
 * client. A refused frame is answered here and goes no further.
 */
@Component
class FrameGuard implements ChannelInterceptor {

    private static final Logger log = LoggerFactory.getLogger(FrameGuard.class);

    static final String AUTHENTICATION_REQUIRED = "authentication_required";

    private final ConnectAuthenticator authenticator;
    private final SubscriptionRights rights;
    private final ApplicationDestinations applicationDestinations;
    private final RateLimits limits;
    private final Sessions sessions;
    private final SessionFrames frames;
    private final RefusalCounter refusals;
    private final RealtimeProperties properties;
    private final FrameBodyResolver bodies;
    private final Interest interest;
    private final ApplicationEventPublisher events;

    FrameGuard(
            ConnectAuthenticator authenticator,
            SubscriptionRights rights,
            ApplicationDestinations applicationDestinations,
            RateLimits limits,
            Sessions sessions,
            SessionFrames frames,
            RefusalCounter refusals,
            RealtimeProperties properties,
            FrameBodyResolver bodies,
            ObjectProvider<Interest> interest,
            ApplicationEventPublisher events) {
        this.authenticator = authenticator;
        this.rights = rights;
        this.applicationDestinations = applicationDestinations;
        this.limits = limits;
        this.sessions = sessions;
        this.frames = frames;
        this.refusals = refusals;
        this.properties = properties;
        this.bodies = bodies;
        this.interest = interest.getIfAvailable(() -> Interest.NONE);
        this.events = events;
    }

    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame == null || frame.getSessionId() == null) {
            return null;
        }
        SimpMessageType type = Objects.requireNonNullElse(frame.getMessageType(), SimpMessageType.OTHER);
        if (type == SimpMessageType.CONNECT) {
            return connect(frame) ? message : null;
        }
        if (type == SimpMessageType.DISCONNECT) {
            return disconnect(frame) ? message : null;
        }
        LiveSession session = sessions.find(frame.getSessionId());
        if (session == null) {
            frames.close(frame.getSessionId(), AUTHENTICATION_REQUIRED, "Log in first.");
            return null;
        }
        frame.setUser(session.authentication());
        return switch (type) {
            case HEARTBEAT -> message;
            case SUBSCRIBE, UNSUBSCRIBE, MESSAGE -> admit(session, frame, type, message) ? message : null;
            default -> {
                refuse(session, Refusal.forbidden("This frame is not allowed."), eventOf(frame, type), message);
                yield null;
            }
        };
    }

    private boolean connect(StompHeaderAccessor frame) {
        String sessionId = Objects.requireNonNull(frame.getSessionId());
        if (sessions.find(sessionId) != null) {
            // The relay would open another connection to the broker and forget the one it has.
            refusals.count(RefusalCode.BAD_REQUEST);
            frames.close(sessionId, RefusalCode.BAD_REQUEST.wireName(), "This session is connected already.");
            return false;
        }
        try {
            var authentication = authenticator.authenticate(frame).orElse(null);
            if (authentication == null) {
                frames.close(sessionId, AUTHENTICATION_REQUIRED, "The token is missing, wrong or expired.");
                return false;
            }
            limits.spend(authentication, RateLimits.Action.CONNECT);
            FrameHeaders.keepAllowed(frame);
            frame.setUser(authentication);
            LiveSession session = new LiveSession(sessionId, authentication, interest);
            sessions.add(session);
            events.publishEvent(new SessionOpened(sessionId, authentication, session.expiresAt()));
            return true;
        } catch (Refusal refusal) {
            refusals.count(refusal.code());
            frames.close(sessionId, refusal.code().wireName(), refusal.reason());
        } catch (DataAccessException | TransactionException e) {
            log.warn("Nobody can be authenticated at the moment: {}", e.getMessage());
            frames.close(sessionId, RefusalCode.UNAVAILABLE.wireName(), "Try again in a moment.");
        }
        return false;
    }

    /** Comes from the client and again from Spring when the socket closes; the broker is told once. */
    private boolean disconnect(StompHeaderAccessor frame) {
        FrameHeaders.keepAllowed(frame);
        LiveSession session = sessions.remove(Objects.requireNonNull(frame.getSessionId()));
        if (session == null) {
            return false;
        }
        session.unsubscribeAll();
        frame.setUser(session.authentication());
        events.publishEvent(new SessionClosed(session.id(), session.authentication()));
        return true;
    }

    private boolean admit(LiveSession session, StompHeaderAccessor frame, SimpMessageType type, Message<?> message) {
        String event = eventOf(frame, type);
        try {
            FrameHeaders.keepAllowed(frame);
            switch (type) {
                case SUBSCRIBE -> subscribe(session, frame);
                case UNSUBSCRIBE -> unsubscribe(session, frame);
                default -> send(session.authentication(), frame, event);
            }
            return true;
        } catch (Refusal refusal) {
            refuse(session, refusal, event, message);
        } catch (DataAccessException | TransactionException e) {
            log.warn("A frame cannot be checked at the moment: {}", e.getMessage());
            refuse(session, new Refusal(RefusalCode.UNAVAILABLE, "Try again in a moment."), event, message);
        }
        return false;
    }

    private void subscribe(LiveSession session, StompHeaderAccessor frame) {
        String id = frame.getSubscriptionId();
        String destination = frame.getDestination();
        if (id == null || destination == null) {
            throw Refusal.badRequest("SUBSCRIBE needs an id and a destination.");
        }
        limits.spend(session.authentication(), RateLimits.Action.OTHER);
        if (!rights.permits(session.authentication(), destination)) {
            throw Refusal.forbidden("You may not subscribe to " + destination + ".");
        }
        if (session.subscriptionCount() >= properties.subscriptionsPerSession()) {
            throw new Refusal(RefusalCode.RATE_LIMITED, "This session has too many subscriptions.");
        }
        if (!session.subscribe(id, destination)) {
            throw Refusal.badRequest("The subscription id " + id + " is in use.");
        }
        if (sessions.find(session.id()) == null) {
            session.unsubscribeAll();
            throw Refusal.forbidden("The session has ended.");
        }
    }

    private static void unsubscribe(LiveSession session, StompHeaderAccessor frame) {
        String id = frame.getSubscriptionId();
        if (id == null) {
            throw Refusal.badRequest("UNSUBSCRIBE needs the id of a subscription.");
        }
        session.unsubscribe(id);
    }

    private void send(Authentication sender, StompHeaderAccessor frame, String event) {
        String destination = frame.getDestination();
        if (destination == null || !applicationDestinations.contains(destination)) {
            throw Refusal.forbidden("You may not send to " + destination + ".");
        }
        MimeType contentType = frame.getContentType();
        if (contentType != null && !MimeTypeUtils.APPLICATION_JSON.isCompatibleWith(contentType)) {
            throw Refusal.badRequest("The body must be JSON.");
        }
        limits.spend(
                sender,
                switch (event) {
                    case "message", "room_message" -> RateLimits.Action.MESSAGE;
                    case "typing_start", "typing_stop" -> RateLimits.Action.TYPING;
                    default -> RateLimits.Action.OTHER;
                });
        frame.setHeader(Exchange.HEADER, new Exchange(event));
    }

    private void refuse(LiveSession session, Refusal refusal, String event, Message<?> message) {
        refusals.count(refusal.code());
        frames.error(session.id(), ErrorEvent.of(refusal, event, bodies.clientMessageId(message)));
    }

    private static String eventOf(StompHeaderAccessor frame, SimpMessageType type) {
        String destination = frame.getDestination();
        if (type != SimpMessageType.MESSAGE || destination == null) {
            return type.name().toLowerCase(Locale.ROOT);
        }
        return destination.substring(destination.lastIndexOf('/') + 1);
    }
}
