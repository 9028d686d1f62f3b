package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.notification.IncomingEvent.MessageCreated;
import com.sealkloud.chat.notification.IncomingEvent.MessageDeleted;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class NotificationListenerTests {

    /** Else all members of a large room, for each of a hundred events, are in one statement. */
    @Test
    void decidesABatchForALargeRoomInSeveralTransactions() {
        Chat chat = Servers.chat(Mode.EMBEDDED_H2);
        String room = chat.as(chat.cast().lena())
                .post("/rooms", Map.of("name", "large", "kind", "team"))
                .expect(201)
                .text("roomId");
        chat.database().update("""
                insert into participant (conversation_id, user_id, last_read_seq, read_published, joined_at)
                select ?, 'member-' || x, 0, true, current_timestamp from system_range(1, 4999)""", room);

        chat.bean(NotificationListener.class)
                .handle(LongStream.rangeClosed(1_001, 1_005)
                        .<IncomingEvent>mapToObj(seq -> new MessageCreated(new LogEntryId(room, seq), Instant.now()))
                        .toList());

        assertThat(chat.database().queryForList("""
                        select count(*) from handled_event where conversation_id = ? and seq > 1000
                        group by handled_at order by handled_at""", Integer.class, room)).containsExactly(2, 2, 1);
        chat.database().update("delete from participant where conversation_id = ?", room);
    }

    /** An erasure deletes thousands of them. */
    @Test
    void withdrawsWhatIsShownOfMessagesThatAreDeletedTogether() {
        Chat chat = Servers.chat(Mode.EMBEDDED_H2);
        String room = chat.as(chat.cast().lena())
                .post("/rooms", Map.of("name", "deleted", "kind", "team"))
                .expect(201)
                .text("roomId");
        try (Session last = chat.connect(chat.cast().ravi());
                Session sawMore = chat.connect(chat.cast().mona())) {
            LongStream.rangeClosed(1_001, 1_002).forEach(seq -> shown(chat, room, seq, last.user()));
            LongStream.rangeClosed(1_001, 1_003).forEach(seq -> shown(chat, room, seq, sawMore.user()));

            chat.bean(NotificationListener.class)
                    .handle(LongStream.rangeClosed(1_001, 1_002)
                            .<IncomingEvent>mapToObj(seq -> new MessageDeleted(new LogEntryId(room, seq)))
                            .toList());

            assertThat(chat.database()
                            .queryForList(
                                    "select user_id || seq from notification where conversation_id = ?",
                                    String.class,
                                    room))
                    .containsExactly(sawMore.userId() + 1_003);
            assertThat(last.awaits("notification_withdrawn").number("readSeq")).isEqualTo(1_002);
            chat.bean(NotificationListener.class).handle(List.of(new MessageDeleted(new LogEntryId(room, 1_003))));
            assertThat(sawMore.awaits("notification_withdrawn").number("readSeq"))
                    .as("the first withdrawal that she hears")
                    .isEqualTo(1_003);
        }
    }

    private static void shown(Chat chat, String room, long seq, User user) {
        chat.database().update("""
                insert into notification
                    (conversation_id, seq, user_id, notification_id, shown, due_at, attempts, created_at)
                values (?, ?, ?, ?, true, current_timestamp, 1, current_timestamp)""", room, seq, user.userId(), room + seq + user.userId());
    }
}
