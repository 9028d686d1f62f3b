package com.sealkloud.chat.conversation;

/** What stands in the database as unpublished until the broker has confirmed all of it. */
sealed interface Mark {

    /** All events of one transaction: a row of {@code outbox}. */
    record CommitMark(String commitId) implements Mark {}

    record ReadMark(String conversationId, String userId, long readSeq) implements Mark {}
}
