package com.sealkloud.chat.fanout;

import java.util.concurrent.CompletableFuture;

/**
 * Notified of the local subscriptions, so that a node that is one client of the broker can
 * subscribe too.
 */
public interface Interest {

    /** For modes in which the broker knows each session, or without a broker. */
    Interest NONE = new Interest() {

        @Override
        public CompletableFuture<Void> add(String destination) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void remove(String destination) {}
    };

    /**
     * @return done when later events for the destination arrive; immediately while the broker is
     *     unavailable
     */
    CompletableFuture<Void> add(String destination);

    /** Called once for each {@link #add}. */
    void remove(String destination);
}
