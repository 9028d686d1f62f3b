package com.sealkloud.chat.conversation;

import java.util.Set;

/**
 * Something to publish.
 *
 * @param mark what is marked in the database once all of it is confirmed
 * @param destinations the topics that get {@code event}
 * @param isRepeated whether it may have been published before, by this node or another
 * @param routingKey under which {@code chat.events} gets {@code envelope}
 */
record Publication(
        Mark mark, Set<String> destinations, String event, String routingKey, String envelope, boolean isRepeated) {

    Publication repeated() {
        return new Publication(mark, destinations, event, routingKey, envelope, true);
    }

    /** The row that stays marked unpublished until then. */
    sealed interface Mark {}

    record EntryMark(String conversationId, long seq) implements Mark {}

    record ReadMark(String conversationId, String userId, long readSeq) implements Mark {}
}
