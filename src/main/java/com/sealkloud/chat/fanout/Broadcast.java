package com.sealkloud.chat.fanout;

import java.util.concurrent.CompletableFuture;

/** Sends an event to everybody who is subscribed to a topic, on every node. Never blocks on the broker. */
public interface Broadcast {

    /**
     * Sends something that must arrive. With the broker away it reaches the sessions of this node all the same.
     *
     * @param destination a {@code /topic/…} destination
     * @param json the event
     * @return done when the broker has taken the event over, for which one that is away is waited for; failed when it is not known
     *     to have
     */
    CompletableFuture<Void> publish(String destination, String json);

    /** Sends again what the broker was not known to have taken, perhaps from a node that is gone. */
    CompletableFuture<Void> republish(String destination, String json);

    /**
     * Sends something that is worthless a moment later, such as typing; does not leave this node while the broker is away.
     *
     * @param event what Jackson writes as the event's JSON
     */
    void signal(String destination, Object event);
}
