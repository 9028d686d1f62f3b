package com.sealkloud.chat.notification;

import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.notification.IncomingEvent.MentionsAdded;
import com.sealkloud.chat.notification.IncomingEvent.MessageCreated;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people may be notified of: a message, or an edit that mentions more of them.
 *
 * @param position of the event
 * @param message the message that is told of
 * @param userIds whom it concerns; null for everybody who hears the message
 */
record News(
        LogEntryId position, LogEntryId message, @Nullable Set<String> userIds, Instant occurredAt) {

    static Stream<News> of(IncomingEvent event) {
        if (event instanceof MessageCreated created) {
            return Stream.of(new News(created.position(), created.position(), null, created.occurredAt()));
        }
        if (event instanceof MentionsAdded edit && !edit.userIds().isEmpty()) {
            LogEntryId message = new LogEntryId(edit.position().conversationId(), edit.messageSeq());
            return Stream.of(new News(edit.position(), message, Set.copyOf(edit.userIds()), edit.occurredAt()));
        }
        return Stream.empty();
    }

    /** @return whether it concerns them, by the words that the message has now */
    boolean concerns(String userId, ChatMessage now) {
        return userIds == null || userIds.contains(userId) && mentions(now, userId);
    }

    static boolean mentions(ChatMessage message, String userId) {
        return message.mentions() != null && message.mentions().contains(userId);
    }
}
