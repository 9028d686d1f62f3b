package com.sealkloud.chat.realtime;

import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;

/** Admits subscriptions to what a person may hear, and notes them in the session. */
@Component
class SubscribeGuard {

    private final SubscriptionRights rights;
    private final RateLimits limits;
    private final Sessions sessions;
    private final RealtimeProperties properties;

    SubscribeGuard(SubscriptionRights rights, RateLimits limits, Sessions sessions, RealtimeProperties properties) {
        this.rights = rights;
        this.limits = limits;
        this.sessions = sessions;
        this.properties = properties;
    }

    /** @throws Refusal if it is not permitted, malformed, or one too many */
    void subscribe(LiveSession session, StompHeaderAccessor frame) {
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
        // The session may have ended while the rights were asked for; nobody would take this subscription back.
        if (sessions.find(session.id()) == null) {
            session.unsubscribeAll();
            throw Refusal.forbidden("The session has ended.");
        }
    }

    void unsubscribe(LiveSession session, StompHeaderAccessor frame) {
        String id = frame.getSubscriptionId();
        if (id == null) {
            throw Refusal.badRequest("UNSUBSCRIBE needs the id of a subscription.");
        }
        session.unsubscribe(id);
    }
}
