package com.sealkloud.chat.fanout;

import com.sealkloud.chat.session.PersonalQueues;
import com.sealkloud.chat.session.Subscription;
import com.sealkloud.chat.session.SubscriptionListener;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Records the subscriptions of local sessions, where this node must know them. */
@Component
public class Subscriptions implements SubscriptionListener {

    private final LocalFanOut fanOut;
    private final Interest interest;
    private final boolean fansOutHere;

    Subscriptions(LocalFanOut fanOut, ObjectProvider<Interest> interest, BrokerMode mode) {
        this.fanOut = fanOut;
        this.interest = interest.getIfAvailable(() -> Interest.NONE);
        this.fansOutHere = mode.fansOutHere();
    }

    @Override
    public CompletableFuture<Void> add(Subscription subscription) {
        if (fansOutHere) {
            fanOut.add(subscription);
        }
        return concernsTheBroker(subscription)
                ? interest.add(subscription.topic())
                : CompletableFuture.completedFuture(null);
    }

    /**
     * Refusals come from the node that refuses. At the broker every subscription is a queue, and
     * every session has this one.
     */
    private static boolean concernsTheBroker(Subscription subscription) {
        return !PersonalQueues.ERRORS.equals(subscription.name());
    }

    @Override
    public void remove(Subscription subscription) {
        if (fansOutHere) {
            fanOut.remove(subscription);
        }
        if (concernsTheBroker(subscription)) {
            interest.remove(subscription.topic());
        }
    }
}
