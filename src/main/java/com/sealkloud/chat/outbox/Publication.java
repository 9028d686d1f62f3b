package com.sealkloud.chat.outbox;

import java.util.Set;

/**
 * Something to publish.
 *
 * @param destinations the topics that get {@code event}
 * @param routingKey under which {@code chat.events} gets {@code envelope}
 * @param forTickets whether ticket services hear it, too
 */
public record Publication(
        Set<String> destinations, String event, String routingKey, String envelope, boolean forTickets) {}
