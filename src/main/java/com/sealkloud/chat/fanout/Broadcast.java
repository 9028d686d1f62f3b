package com.sealkloud.chat.fanout;

import java.util.concurrent.CompletableFuture;

/** Sends an event to all subscribers of a topic, on every node. Never blocks on the broker. */
public interface Broadcast {

    /**
     * Sends an event that must arrive. Without the broker it still reaches the sessions of this
     * node.
     *
     * @param destination a {@code /topic/…} destination
     * @param json the event
     * @return done when the broker has accepted the event, possibly after an outage; failed when
     *     that is unknown
     */
    CompletableFuture<Void> publish(String destination, String json);

    /** Sends again what the broker may not have accepted, possibly on behalf of a dead node. */
    CompletableFuture<Void> republish(String destination, String json);

    /**
     * Sends an event that is worthless a moment later, such as typing; it does not leave this node
     * while the broker is unavailable.
     *
     * @param event what Jackson writes as the event's JSON
     */
    void signal(String destination, Object event);
}
