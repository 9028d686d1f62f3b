package com.sealkloud.chat.session;

import java.util.concurrent.CompletableFuture;

/** Told what the sessions of this node hear. */
public interface SubscriptionListener {

    /** @return done when the subscription stands at the broker too */
    CompletableFuture<Void> add(Subscription subscription);

    /** To be called once for each {@link #add}. */
    void remove(Subscription subscription);
}
