package com.sealkloud.chat.contract;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** During a rolling upgrade a newer node logs types of events that this one does not know. */
class UnknownEventTests extends EitherBroker {

    @Test
    void isPublishedDeliveredAndServedAsItWasLogged() {
        Session lena = connect(cast.lena());
        Session outsider = connect(cast.mona());
        String roomId = teamRoom(lena.user());
        lena.hearsRoom(roomId);
        long seq = as(lena.user())
                        .get("/rooms/" + roomId)
                        .expect(200)
                        .json()
                        .required("lastSeq")
                        .longValue()
                + 1;
        String payload = """
                {"type":"poll_opened","conversationId":"%s","seq":%d,"roomId":"%s",\
                "question":"Tea \\u2615 or coffee?","timestamp":"2026-11-28T04:00:00Z"}""".formatted(roomId, seq, roomId);

        logAsANewerNode(roomId, seq, payload);

        Event heard = lena.awaits("poll_opened");
        assertThat(heard.destination()).isEqualTo("/topic/room." + roomId);
        JsonMapper json = new JsonMapper();
        assertThat(heard.json()).isEqualTo(json.readTree(payload));
        assertThat(as(lena.user())
                        .get("/conversations/" + roomId + "/events?after=" + (seq - 1))
                        .expect(200)
                        .json()
                        .required("items")
                        .required(0))
                .isEqualTo(json.readTree(payload));
        await("its row of the outbox is gone")
                .until(() -> chat.database()
                                .queryForObject(
                                        "select count(*) from outbox where commit_id = ?",
                                        Integer.class,
                                        "newer-" + roomId)
                        == 0);
        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "Tea"));
        assertThat(lena.awaitsContent("Tea").json().required("seq").longValue()).isEqualTo(seq + 1);
        settle(outsider);
        assertThat(outsider.heard("poll_opened")).isEmpty();
    }

    /** Words change only together with an event; of an unknown one this node cannot tell. */
    @Test
    void mayHaveComeWithNewWordsForWhatIsHeldInMemory() {
        User lena = cast.lena();
        String roomId = teamRoom(lena);
        String path = "/conversations/" + roomId;
        long seq = as(lena).post(path + "/messages", Map.of("content", "Call Dave Miller"))
                .expect(201)
                .number("seq");
        assertThat(as(lena).get(path + "/events?after=0").expect(200).body()).contains("Dave Miller");

        chat.database()
                .update(
                        "update log_entry set payload = replace(payload, 'Dave Miller', 'somebody')"
                                + " where conversation_id = ? and seq = ?",
                        roomId,
                        seq);
        logAsANewerNode(roomId, seq + 1, "{\"type\":\"poll_opened\",\"conversationId\":\"" + roomId + "\"}");

        assertThat(as(lena).get(path + "/events?after=0").expect(200).body())
                .contains("Call somebody", "poll_opened")
                .doesNotContain("Dave Miller");
    }

    /** The node is gone before it has published the event. */
    private void logAsANewerNode(String roomId, long seq, String payload) {
        Timestamp now = Timestamp.from(Instant.now());
        chat.database().update("""
                        insert into log_entry (conversation_id, seq, type, actor_id, occurred_at, payload)
                        values (?, ?, 'poll_opened', 'lena', ?, ?)""", roomId, seq, now, payload);
        chat.database().update("update conversation set last_seq = ? where conversation_id = ?", seq, roomId);
        String route = "{\"routingKey\":\"poll.opened\",\"destinations\":[\"/topic/room.%s\"],\"forTickets\":false}"
                .formatted(roomId);
        chat.database()
                .update(
                        """
                        insert into outbox (commit_id, conversation_ids, seqs, routes, logged_at)
                        values (?, ?, ?, ?, ?)""",
                        "newer-" + roomId,
                        texts(List.of(roomId)),
                        numbers(List.of(seq)),
                        texts(List.of(route)),
                        Timestamp.from(Instant.EPOCH));
    }
}
