package com.sealkloud.chat.conversation;

import java.util.Set;

/**
 * Something to publish.
 *
 * @param mark what is marked in the database once all of it is confirmed
 * @param destinations the topics that get {@code event}
 * @param routingKey under which {@code chat.events} gets {@code envelope}
 */
record Publication(Mark mark, Set<String> destinations, String event, String routingKey, String envelope) {

    /** The row that stays marked unpublished until then. */
    sealed interface Mark {}

    record EntryMark(String conversationId, long seq) implements Mark {}

    record ReadMark(String conversationId, String userId, long readSeq) implements Mark {}
}
