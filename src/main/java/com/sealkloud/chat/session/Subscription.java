package com.sealkloud.chat.session;

/**
 * A subscription of a session of this node.
 *
 * @param id the client's id, which every frame of this subscription carries
 * @param name the destination as the client named it
 * @param topic the destination at the broker; a different one for a personal queue
 */
public record Subscription(LiveSession session, String id, String name, String topic) {

    /** Whether it has not been cancelled meanwhile. */
    public boolean stillStands() {
        return name.equals(session.destinationOf(id));
    }
}
