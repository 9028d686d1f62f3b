package com.sealkloud.chat.notification;

import com.sealkloud.chat.account.HiddenRoles;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.text.OneLine;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts messages into the words of notifications that are sent together: what is the same for all
 * readers of a message is made once.
 */
final class NotificationWriter {

    private final Map<LogEntryId, Words> words = new HashMap<>();
    private final Clock clock;

    NotificationWriter(Clock clock) {
        this.clock = clock;
    }

    /** What does not depend on the reader. */
    private record Words(String title, String body) {}

    DesktopNotification write(
            Due due,
            Person reader,
            ChatMessage message,
            Audience audience,
            NotificationSettings wish,
            long unreadTotal) {
        Words said =
                words.computeIfAbsent(due.message(), position -> new Words(title(message, audience), body(message)));
        return new DesktopNotification(
                due.notificationId(),
                said.title(),
                wish.previews() ? said.body() : "",
                DesktopNotification.tagOf(message.conversationId()),
                DesktopNotification.urlOf(message.conversationId(), message.seq()),
                wish.sound() ? wish.soundName() : null,
                message.conversationId(),
                audience.kind(),
                message.messageId(),
                due.position().seq(),
                message.senderId(),
                message.senderName(),
                HiddenRoles.shownTo(reader, message.senderRole()),
                unreadTotal,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static String body(ChatMessage message) {
        List<Attachment> files = message.attachments();
        return message.content().isEmpty() && files != null && !files.isEmpty()
                ? Preview.cut("📎 " + OneLine.of(files.get(0).name()))
                : Preview.of(message.content());
    }

    private static String title(ChatMessage message, Audience audience) {
        return audience.kind() == ConversationKind.DIRECT
                ? OneLine.of(message.senderName())
                : OneLine.isolated(message.senderName()) + " · " + OneLine.isolated(audience.name());
    }
}
