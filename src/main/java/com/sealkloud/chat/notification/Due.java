package com.sealkloud.chat.notification;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.log.LogEntryId;
import java.time.Instant;
import java.util.Comparator;

/**
 * One notification of one person that is to be sent.
 *
 * @param notificationId stays the same when it has to be sent again
 * @param position of the event that it tells of: the message, or an edit that mentions the person
 * @param messageSeq of the message
 * @param createdAt when it was decided
 * @param dueAt not before that
 * @param attempts how often it has been tried, this time included
 */
record Due(
        String notificationId,
        LogEntryId position,
        long messageSeq,
        String userId,
        Instant createdAt,
        Instant dueAt,
        int attempts) {

    /** Whoever locks several rows locks them in this order: else two could wait for each other. */
    static final Comparator<Due> ORDER = Comparator.comparing(Due::conversationId)
            .thenComparing(due -> due.position().seq())
            .thenComparing(Due::userId);

    static Due of(LogEntryId position, long messageSeq, String userId, Instant createdAt, Instant dueAt) {
        return new Due(Ids.next(), position, messageSeq, userId, createdAt, dueAt, 0);
    }

    String conversationId() {
        return position.conversationId();
    }

    LogEntryId message() {
        return new LogEntryId(position.conversationId(), messageSeq);
    }

    /** @return whether an edit has brought it about */
    boolean isOfEdit() {
        return position.seq() != messageSeq;
    }
}
