package com.sealkloud.chat.outbox;

import java.util.Map;

/**
 * Something to publish.
 *
 * @param topics the topics, and the form of the event that each of them gets
 * @param routingKey under which {@code chat.events} gets {@code envelope}
 * @param forTickets whether ticket services hear it, too
 */
public record Publication(Map<String, String> topics, String routingKey, String envelope, boolean forTickets) {

    /** @return how much memory it takes at the most */
    int octets() {
        return octets(envelope)
                + topics.values().stream().mapToInt(Publication::octets).sum();
    }

    static int octets(String text) {
        return Character.BYTES * text.length();
    }
}
