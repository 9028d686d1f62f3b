package com.sealkloud.chat.socket;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One user's share of this node over all of their sockets: sessions, subscriptions, and received
 * data.
 */
public class NodeShare {

    /** By then, a half-open socket may have ended. */
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final int mostSockets;
    private final int mostSubscriptions;
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final ReceiveBudget received;

    public NodeShare(int mostSockets, int mostSubscriptions, ReceiveBudget received) {
        this.mostSockets = mostSockets;
        this.mostSubscriptions = mostSubscriptions;
        this.received = received;
    }

    ReceiveBudget received() {
        return received;
    }

    /** @throws Refusal {@code rate_limited} above the limit */
    public void addSocket() {
        if (!take(sockets, mostSockets)) {
            throw new Refusal(RefusalCode.RATE_LIMITED, "Too many connections are open; close some of them.", A_WHILE);
        }
    }

    /** Called once for each {@link #addSocket}. */
    public void removeSocket() {
        sockets.decrementAndGet();
    }

    /** @throws Refusal {@code rate_limited} above the limit */
    public void addSubscription() {
        if (!take(subscriptions, mostSubscriptions)) {
            throw new Refusal(RefusalCode.RATE_LIMITED, "All your sessions together have too many subscriptions.");
        }
    }

    /** Called once for each {@link #addSubscription}. */
    public void removeSubscription() {
        subscriptions.decrementAndGet();
    }

    private static boolean take(AtomicInteger taken, int most) {
        if (taken.incrementAndGet() <= most) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }
}
