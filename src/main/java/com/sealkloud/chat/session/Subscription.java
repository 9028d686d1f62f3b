package com.sealkloud.chat.session;

/**
 * Something that a session of this node hears.
 *
 * @param id the client's, which every frame of this subscription carries
 * @param name the destination as the client named it
 * @param topic the destination as the broker knows it; for a personal queue another one
 */
public record Subscription(LiveSession session, String id, String name, String topic) {

    /** Whether it has not been taken back meanwhile. */
    public boolean stillStands() {
        return name.equals(session.destinationOf(id));
    }
}
