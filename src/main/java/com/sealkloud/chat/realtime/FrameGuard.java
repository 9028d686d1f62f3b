package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.session.ErrorEvent;
import com.sealkloud.chat.session.FrameHeaders;
import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.SessionFrames;
import com.sealkloud.chat.session.Sessions;
import com.sealkloud.chat.socket.RealtimeProperties;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Checks every frame of every client before any other code: {@link ConnectGuard} handles sessions,
 * {@link SubscribeGuard} and {@link SendGuard} check the rights of the user, {@link FrameHeaders}
 * removes unknown headers, and everything else is denied.
 *
 * <p>It never throws: while the order of frames is preserved, Spring drops an interceptor's
 * exception silently. A refused frame is answered here and is not passed on.
 */
@Component
class FrameGuard implements ChannelInterceptor {

    private static final Logger log = LoggerFactory.getLogger(FrameGuard.class);

    private final ConnectGuard connectGuard;
    private final SubscribeGuard subscribeGuard;
    private final SendGuard sendGuard;
    private final Sessions sessions;
    private final SessionFrames frames;
    private final FrameBodyResolver bodies;
    private final RefusalCounter refusals;
    private final ApplicationDestinations destinations;
    private final RealtimeProperties properties;

    FrameGuard(
            ConnectGuard connectGuard,
            SubscribeGuard subscribeGuard,
            SendGuard sendGuard,
            Sessions sessions,
            SessionFrames frames,
            FrameBodyResolver bodies,
            RefusalCounter refusals,
            ApplicationDestinations destinations,
            RealtimeProperties properties) {
        this.connectGuard = connectGuard;
        this.subscribeGuard = subscribeGuard;
        this.sendGuard = sendGuard;
        this.sessions = sessions;
        this.frames = frames;
        this.bodies = bodies;
        this.refusals = refusals;
        this.destinations = destinations;
        this.properties = properties;
    }

    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame == null || frame.getSessionId() == null) {
            return null;
        }
        boolean goesOn = switch (Objects.requireNonNullElse(frame.getMessageType(), SimpMessageType.OTHER)) {
            case CONNECT -> connectGuard.connect(frame);
            case DISCONNECT -> connectGuard.disconnect(frame);
            default -> admit(frame, message);
        };
        return goesOn ? message : null;
    }

    private boolean admit(StompHeaderAccessor frame, Message<?> message) {
        String sessionId = Objects.requireNonNull(frame.getSessionId());
        LiveSession session = sessions.find(sessionId);
        if (session == null) {
            refusals.count(ConnectGuard.AUTHENTICATION_REQUIRED, causeOf(frame));
            frames.close(sessionId, ConnectGuard.AUTHENTICATION_REQUIRED, "Log in first.");
            return false;
        }
        try {
            frame.setUser(session.authentication());
            FrameHeaders.keepAllowed(frame);
            FrameHeaders.check(frame, properties.headerLimit());
            return switch (Objects.requireNonNull(frame.getMessageType())) {
                case HEARTBEAT -> true;
                case SUBSCRIBE -> subscribeGuard.subscribe(session, frame);
                case UNSUBSCRIBE -> subscribeGuard.unsubscribe(session, frame);
                case MESSAGE -> {
                    // Checks the command too: Spring gives a MESSAGE frame, which only servers
                    // send, the same type.
                    if (frame.getCommand() != StompCommand.SEND) {
                        throw notAllowed();
                    }
                    sendGuard.admit(session.authentication(), frame, octetsOf(message));
                    yield true;
                }
                default -> throw notAllowed();
            };
        } catch (Refusal refusal) {
            refuse(session, refusal, frame, message);
        } catch (DataAccessException | TransactionException e) {
            log.atLevel(DatabaseOutages.level(e)).log("A frame cannot be checked at the moment: {}", e.getMessage());
            refuse(session, new Refusal(RefusalCode.UNAVAILABLE, "Try again in a moment."), frame, message);
        } catch (RuntimeException e) {
            log.error("A frame could not be checked", e);
            refuse(
                    session,
                    new Refusal(RefusalCode.UNAVAILABLE, "Something went wrong here. Send it again."),
                    frame,
                    message);
        }
        return false;
    }

    private static int octetsOf(Message<?> message) {
        return message.getPayload() instanceof byte[] body ? body.length : 0;
    }

    private static Refusal notAllowed() {
        return Refusal.forbidden("This frame is not allowed.");
    }

    private void refuse(LiveSession session, Refusal refusal, StompHeaderAccessor frame, Message<?> message) {
        refusals.count(refusal.code().wireName(), causeOf(frame));
        frames.error(session.id(), ErrorEvent.of(refusal, askedFor(frame), bodies.clientMessageId(message)));
    }

    /** @return what the client requested, as one of a few words */
    private String causeOf(StompHeaderAccessor frame) {
        String destination = frame.getDestination();
        return frame.getCommand() == StompCommand.SEND && destination != null && destinations.contains(destination)
                ? SendGuard.eventOf(frame)
                : String.valueOf(frame.getCommand()).toLowerCase(Locale.ROOT);
    }

    /** @return the event that a SEND names; for another frame its type in lower case */
    private static String askedFor(StompHeaderAccessor frame) {
        return frame.getMessageType() == SimpMessageType.MESSAGE
                ? SendGuard.eventOf(frame)
                : String.valueOf(frame.getMessageType()).toLowerCase(Locale.ROOT);
    }
}
