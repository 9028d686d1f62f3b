package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.fanout.BrokerMode;
import com.sealkloud.chat.session.ErrorEvent;
import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.SessionFrames;
import com.sealkloud.chat.session.Sessions;
import com.sealkloud.chat.session.Subscription;
import com.sealkloud.chat.session.SubscriptionRights;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
 * Enforces lost rights: closes sessions whose login has ended and cancels subscriptions that are no
 * longer allowed, without any action of the client.
 */
@Component
public class AccessRevocation {

    private static final byte[] EMPTY = new byte[0];

    private final Sessions sessions;
    private final Rechecks rechecks;
    private final SubscriptionRights rights;
    private final ConnectAuthenticator authenticator;
    private final SessionFrames frames;
    private final BrokerMode mode;
    private final MessageChannel brokerChannel;
    private final Clock clock;

    AccessRevocation(
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

    /** Checks all rights of this user's sessions on this node again. */
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

    /** An expired token ends its sessions. */
    @Scheduled(fixedDelay = 250)
    void endExpired() {
        Instant now = clock.instant();
        sessions.all().stream()
                .filter(session -> session.hasExpiredAt(now))
                .toList()
                .forEach(this::end);
    }

    private void end(LiveSession session) {
        // Remove the subscriptions first, so that no event is sent between the decision and the
        // close.
        session.unsubscribeAll();
        frames.close(session.id(), ConnectGuard.AUTHENTICATION_REQUIRED, "The login has ended.");
    }

    private void cancelForbidden(LiveSession session) {
        List<Subscription> subscriptions = session.subscriptions();
        Set<String> permitted = rights.permitted(
                session.authentication(),
                subscriptions.stream().map(Subscription::name).toList());
        subscriptions.stream()
                .filter(subscription -> !permitted.contains(subscription.name()))
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
                        Refusal.forbidden("You may no longer subscribe to " + subscription.name() + "."),
                        "subscribe",
                        null));
    }

    private static Message<byte[]> unsubscribe(String sessionId, Authentication user, String subscriptionId) {
        // As a frame of the client itself: the relay accepts no other kind.
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.UNSUBSCRIBE);
        headers.setSessionId(sessionId);
        headers.setSubscriptionId(subscriptionId);
        headers.setUser(user);
        return MessageBuilder.createMessage(EMPTY, headers.getMessageHeaders());
    }
}
