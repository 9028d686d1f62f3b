package com.sealkloud.chat.outbox;

/** What stands in the database as unpublished until the broker has confirmed all of it. */
public interface UnpublishedMark {

    /** All events of one transaction: a row of {@code outbox}. */
    record CommitMark(String commitId) implements UnpublishedMark {}
}
