package com.sealkloud.chat.notification;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.LogEntryId;
import java.time.Instant;

/**
 * One notification of one person that is to be sent.
 *
 * @param notificationId stays the same when it has to be sent again
 * @param dueAt not before that
 * @param attempts how often it has been tried, this time included
 */
record Due(String notificationId, LogEntryId position, String userId, Instant dueAt, int attempts) {

    static Due of(ChatMessage message, String userId, Instant dueAt) {
        return new Due(Ids.next(), new LogEntryId(message.conversationId(), message.seq()), userId, dueAt, 0);
    }

    String conversationId() {
        return position.conversationId();
    }
}
