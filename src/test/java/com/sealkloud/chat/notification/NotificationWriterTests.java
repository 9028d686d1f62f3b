package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.message.RoomMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NotificationWriterTests {
    private static final NotificationSettings NO_PREVIEWS =
            new NotificationSettings(true, true, Sound.CHIME, false, DoNotDisturb.NEVER);
    private static final Audience ROOM = new Audience("room", ConversationKind.TEAM, "team", Map.of(), Map.of());

    private final NotificationWriter writer = new NotificationWriter(Clock.systemUTC());

    /** Parsing it takes longer than all the rest. */
    @Test
    void readsAMessageOnceHoweverManyAreNotified() {
        ChatMessage message = message(1, "**Good** morning");

        List<DesktopNotification> notifications = Stream.of("carol", "dave")
                .map(userId -> write(message, userId, NotificationSettings.DEFAULT))
                .toList();

        assertThat(notifications.get(0).body()).isEqualTo("Good morning");
        assertThat(notifications.get(1).body())
                .as("the same object")
                .isSameAs(notifications.get(0).body());
    }

    @Test
    void mixesUpNeitherMessagesNorWishes() {
        ChatMessage one = message(1, "one");
        ChatMessage two = message(2, "two");

        assertThat(write(one, "carol", NotificationSettings.DEFAULT).body()).isEqualTo("one");
        assertThat(write(two, "carol", NotificationSettings.DEFAULT).body()).isEqualTo("two");
        assertThat(write(one, "dave", NO_PREVIEWS).body()).isEmpty();
        assertThat(write(one, "erin", NotificationSettings.DEFAULT).body()).isEqualTo("one");
    }

    private DesktopNotification write(ChatMessage message, String userId, NotificationSettings wish) {
        Due due = Due.of(new LogEntryId("room", message.seq()), message.seq(), userId, Instant.now(), Instant.now());
        return writer.write(due, new Person(userId, userId, Role.EMPLOYEE_L1), message, ROOM, wish, 1);
    }

    private static ChatMessage message(long seq, String content) {
        return new RoomMessage(
                "message-" + seq,
                "room",
                seq,
                "room",
                "lena",
                "lena",
                Role.EMPLOYEE_L1,
                content,
                null,
                MessageKind.values()[0],
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.now());
    }
}
