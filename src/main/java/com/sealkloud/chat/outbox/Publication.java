package com.sealkloud.chat.outbox;

import java.util.Map;

/**
 * Something to publish.
 *
 * @param topics the topics, and the form of the event that each of them gets
 * @param routingKey under which {@code chat.events} gets it
 * @param envelope as the features of this process get it
 * @param fed as RabbitMQ gets it: the same, or without words
 * @param forTickets whether ticket services hear it, too
 */
public record Publication(
        Map<String, String> topics, String routingKey, String envelope, String fed, boolean forTickets) {

    /** @return how much memory it takes at the most */
    int octets() {
        return octets(envelope)
                + (fed.equals(envelope) ? 0 : octets(fed))
                + topics.values().stream().mapToInt(Publication::octets).sum();
    }

    static int octets(String text) {
        return Character.BYTES * text.length();
    }
}
