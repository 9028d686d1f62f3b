package com.sealkloud.chat.session;

import java.util.concurrent.CompletableFuture;

/** Notified of the subscriptions of this node's sessions. */
public interface SubscriptionListener {

    /** @return done when the subscription is also active at the broker */
    CompletableFuture<Void> add(Subscription subscription);

    /** Called once for each {@link #add}. */
    void remove(Subscription subscription);
}
