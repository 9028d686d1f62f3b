package com.sealkloud.chat.search;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The search index of all messages. The caller has a transaction. */
interface SearchIndex {

    /**
     * Places of messages, newest first, which must be compared with the messages: the index may be
     * out of date, and does not know everything.
     *
     * @param next where to go on; null at the end
     */
    record Found(List<ResultPosition> places, @Nullable ResultPosition next) {

        /** @param limit how many were asked for */
        static Found of(List<ResultPosition> places, int limit) {
            return new Found(places, places.size() < limit ? null : places.get(limit - 1));
        }
    }

    /**
     * @param conversationIds in which the caller may read
     * @param isFirst whether something common may be found among the next messages
     */
    Found before(
            ResultPosition place, Criteria criteria, Collection<String> conversationIds, int limit, boolean isFirst);

    /**
     * The caller's transaction only follows the logs: one that a crash of the database takes back
     * is done again, and nobody waits for the disk.
     */
    void followLogs();

    /** @param messages none of which is in the index */
    void add(Collection<SearchedMessage> messages);

    void remove(String conversationId, Collection<Long> seqs);

    /** What is in a log behind a seq, up to another. */
    record Part(String conversationId, long afterSeq, long lastSeq) {}

    void remove(List<Part> parts);

    /**
     * Removes some of what nothing refers to any more, after changes have been committed.
     *
     * @return whether there may be more of it
     */
    boolean tidy();
}
