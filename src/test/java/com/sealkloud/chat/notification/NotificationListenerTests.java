package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.notification.IncomingEvent.MessageCreated;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import java.time.Instant;
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
}
