package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.fanout.BrokerMode;
import com.sealkloud.chat.relay.RelayedSubscriptions;
import com.sealkloud.chat.session.AnswerOrder;
import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.PersonalQueueOpened;
import com.sealkloud.chat.session.PersonalQueues;
import com.sealkloud.chat.session.SessionFrames;
import com.sealkloud.chat.session.Sessions;
import com.sealkloud.chat.session.SubscriptionRights;
import com.sealkloud.chat.socket.RealtimeProperties;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;

/**
 * Admits allowed subscriptions, records them in the session, and answers those that this node
 * serves itself. Where each session has its own connection to RabbitMQ, the frame is passed on and
 * RabbitMQ answers.
 */
@Component
class SubscribeGuard {

    private final SubscriptionRights rights;
    private final AccessRevocation accessRevocation;
    private final Rechecks rechecks;
    private final RateLimits limits;
    private final Sessions sessions;
    private final RealtimeProperties properties;
    private final SessionFrames frames;
    private final RelayedSubscriptions relayed;
    private final ApplicationEventPublisher events;
    private final boolean fansOutHere;

    SubscribeGuard(
            SubscriptionRights rights,
            AccessRevocation accessRevocation,
            Rechecks rechecks,
            RateLimits limits,
            Sessions sessions,
            RealtimeProperties properties,
            SessionFrames frames,
            RelayedSubscriptions relayed,
            ApplicationEventPublisher events,
            BrokerMode mode) {
        this.rights = rights;
        this.accessRevocation = accessRevocation;
        this.rechecks = rechecks;
        this.limits = limits;
        this.sessions = sessions;
        this.properties = properties;
        this.frames = frames;
        this.relayed = relayed;
        this.events = events;
        this.fansOutHere = mode.fansOutHere();
    }

    /**
     * @return whether the frame is passed on to the broker
     * @throws Refusal if it is forbidden, malformed, or above the limit
     */
    boolean subscribe(LiveSession session, StompHeaderAccessor frame) {
        String id = frame.getSubscriptionId();
        String destination = frame.getDestination();
        if (id == null || destination == null) {
            throw Refusal.badRequest("SUBSCRIBE needs an id and a destination.");
        }
        limits.spend(session.authentication(), RateLimits.Action.OTHER);
        long mark = rechecks.mark();
        if (!rights.permits(session.authentication(), destination)) {
            throw Refusal.forbidden("You may not subscribe to " + destination + ".");
        }
        if (session.subscriptionCount() >= properties.subscriptionsPerSession()) {
            throw new Refusal(RefusalCode.RATE_LIMITED, "This session has too many subscriptions.");
        }
        if (session.subscriptionCount(destination) >= properties.subscriptionsPerDestination()) {
            throw new Refusal(
                    RefusalCode.RATE_LIMITED, "This session has subscribed to " + destination + " too often.");
        }
        CompletableFuture<Void> standing = session.subscribe(id, destination);
        // The session may have ended during the check; nobody would remove this subscription.
        if (sessions.find(session.id()) == null) {
            session.unsubscribeAll();
            throw Refusal.forbidden("The session has ended.");
        }
        accessRevocation.recheckSince(mark, session);
        if (!session.hasSubscription(id)) {
            throw Refusal.forbidden("You may not subscribe to " + destination + ".");
        }
        String receiptId = frame.getReceipt();
        AnswerOrder.Place place = receiptId == null ? null : session.answers().reserve(receiptId);
        if (!fansOutHere) {
            relayed.forwarding(frame);
        } else {
            standing.thenRun(() -> {
                if (receiptId != null && place != null) {
                    frames.receipt(session, receiptId, place);
                }
                announce(session, destination);
            });
        }
        return !fansOutHere;
    }

    private void announce(LiveSession session, String destination) {
        if (PersonalQueues.MESSAGES.equals(destination)) {
            events.publishEvent(new PersonalQueueOpened(session.id(), session.authentication()));
        }
    }

    /** @return whether the frame is passed on to the broker */
    boolean unsubscribe(LiveSession session, StompHeaderAccessor frame) {
        String id = frame.getSubscriptionId();
        if (id == null) {
            throw Refusal.badRequest("UNSUBSCRIBE needs the id of a subscription.");
        }
        // What ended by itself may be unsubscribed as well. A broker would end the session for it.
        boolean isForwarded = session.unsubscribe(id) && !fansOutHere;
        String receiptId = frame.getReceipt();
        if (receiptId != null && isForwarded) {
            session.answers().reserve(receiptId);
        } else if (receiptId != null) {
            frames.receipt(session.id(), receiptId);
        }
        return isForwarded;
    }
}
