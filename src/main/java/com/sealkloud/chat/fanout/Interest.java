package com.sealkloud.chat.fanout;

import java.util.concurrent.CompletableFuture;

/** Told what the sessions of this node listen to, so that a node that is one client of the broker can listen for them. */
public interface Interest {

    /** Where the broker itself knows each session, or where there is none. */
    Interest NONE = new Interest() {

        @Override
        public CompletableFuture<Void> add(String destination) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void remove(String destination) {}
    };

    /** @return done when what is sent to the destination from now on arrives; done at once while the broker is away */
    CompletableFuture<Void> add(String destination);

    /** To be called once for each {@link #add}. */
    void remove(String destination);
}
