package com.sealkloud.chat.realtime;

import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Ends what somebody has lost the right to: closes sessions whose log-in is over, cancels subscriptions that are no longer
 * permitted, without waiting for the client to do anything.
 */
@Component
public class AccessControl {

    private static final byte[] EMPTY = new byte[0];

    private final Sessions sessions;
    private final Rechecks rechecks;
    private final SubscriptionRights rights;
    private final ConnectAuthenticator authenticator;
    private final SessionFrames frames;
    private final BrokerMode mode;
    private final MessageChannel brokerChannel;
    private final Clock clock;

    AccessControl(
            Sessions sessions,
            Rechecks rechecks,
            SubscriptionRights rights,
            ConnectAuthenticator authenticator,
            SessionFrames frames,
            BrokerMode mode,
            @Lazy @Qualifier("brokerChannel") MessageChannel brokerChannel,
            Clock clock) {
        this.sessions = sessions;
        this.rechecks = rechecks;
        this.rights = rights;
        this.authenticator = authenticator;
        this.frames = frames;
        this.mode = mode;
        this.brokerChannel = brokerChannel;
        this.clock = clock;
    }

    /** Looks again at everything that this person's sessions on this node may do. */
    public void recheck(String userId) {
        rechecks.begin(userId);
        sessions.of(userId).forEach(this::recheck);
    }

    /** For what was let in while the rights were looked at again. */
    void recheckSince(long mark, LiveSession session) {
        if (rechecks.hasBegunSince(mark, session.authentication().getName())) {
            recheck(session);
        }
    }

    private void recheck(LiveSession session) {
        authenticator
                .authenticate(session.authentication())
                .ifPresentOrElse(
                        renewed -> {
                            session.renew(renewed);
                            cancelForbidden(session);
                        },
                        () -> end(session));
    }

    /** A token that runs out ends its sessions by itself. */
    @Scheduled(fixedDelay = 250)
    void endExpired() {
        Instant now = clock.instant();
        sessions.all().stream()
                .filter(session -> session.hasExpiredAt(now))
                .toList()
                .forEach(this::end);
    }

    private void end(LiveSession session) {
        // First deaf, then told: nothing may slip out between the decision and the end of the socket.
        session.unsubscribeAll();
        frames.close(session.id(), ConnectGuard.AUTHENTICATION_REQUIRED, "The log-in is over.");
    }

    private void cancelForbidden(LiveSession session) {
        session.subscriptions().stream()
                .filter(subscription -> !rights.permits(session.authentication(), subscription.name()))
                .forEach(this::cancel);
    }

    private void cancel(Subscription subscription) {
        LiveSession session = subscription.session();
        session.unsubscribe(subscription.id());
        if (!mode.fansOutHere()) {
            brokerChannel.send(unsubscribe(session.id(), session.authentication(), subscription.id()));
        }
        frames.error(
                session.id(),
                ErrorEvent.of(
                        Refusal.forbidden("You may no longer hear " + subscription.name() + "."), "subscribe", null));
    }

    private static Message<byte[]> unsubscribe(String sessionId, Authentication user, String subscriptionId) {
        // As a frame of the client's own: the relay takes no other kind.
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.UNSUBSCRIBE);
        headers.setSessionId(sessionId);
        headers.setSubscriptionId(subscriptionId);
        headers.setUser(user);
        return MessageBuilder.createMessage(EMPTY, headers.getMessageHeaders());
    }
}
