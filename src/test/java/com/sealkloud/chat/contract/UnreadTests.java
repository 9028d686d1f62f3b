package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code mark_unread}, over STOMP and REST. */
class UnreadTests extends EitherBroker {

    @Test
    void makesAMessageTheFirstUnreadOneOnTheDevicesOfThePersonAlone() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session lenasPhone = connect(lena.user());
        for (String content : new String[] {"one", "two", "three"}) {
            carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", content));
        }
        String id = lena.awaitsContent("three").text("conversationId");
        String path = "/conversations/" + id;
        lena.says("/app/read", Map.of("conversationId", id, "seq", 3));

        lena.says("/app/mark_unread", Map.of("conversationId", id, "seq", 2));

        Event marked = lenasPhone.awaits("unread_marked");
        assertThat(marked.destination()).isEqualTo(Session.MESSAGES);
        assertThat(marked.fields())
                .containsExactlyInAnyOrder("type", "conversationId", "seq", "unreadCount", "timestamp");
        assertThat(marked.number("seq")).isEqualTo(2);
        assertThat(marked.number("unreadCount")).isEqualTo(2);
        Answer lenas = as(lena.user()).get(path).expect(200);
        assertThat(lenas.number("lastReadSeq")).isEqualTo(1);
        assertThat(lenas.number("unreadCount")).isEqualTo(2);
        assertThat(readSeq(as(carol.user()).get(path), lena.user()))
                .as("what others see")
                .isEqualTo(3);
        as(lena.user()).put(path + "/unread", Map.of("seq", 1)).expect(204);
        assertThat(as(lena.user()).get(path).number("unreadCount")).isEqualTo(3);

        lena.says("/app/read", Map.of("conversationId", id, "seq", 2));

        lenas = as(lena.user()).get(path).expect(200);
        assertThat(lenas.number("unreadCount")).isEqualTo(1);
        assertThat(readSeq(as(carol.user()).get(path), lena.user())).isEqualTo(3);
        settle(carol);
        assertThat(carol.heard("unread_marked")).isEmpty();
    }

    /** Somebody has 200 conversations in a list, and each can have any number of them. */
    @Test
    void areCountedAmongAThousandEventsOfEachConversation() {
        User carol = cast.carol();
        User lena = cast.lena();
        String id = directConversation(carol, lena);
        chat.database()
                .batchUpdate(
                        "insert into log_entry (conversation_id, seq, type, actor_id, message_id, occurred_at, payload)"
                                + " values (?, ?, 'message', ?, ?, current_timestamp, '{}')",
                        IntStream.rangeClosed(1, 1_200)
                                .mapToObj(seq -> new Object[] {id, seq, carol.userId(), newId()})
                                .toList());
        chat.database()
                .update(
                        "update conversation set last_seq = 1200, last_message_seq = 1200 where conversation_id = ?",
                        id);

        assertThat(as(lena).get("/conversations/" + id).expect(200).number("unreadCount"))
                .isEqualTo(1_000);
    }

    @Test
    void isRefusedWhereThereIsNoSuchMessageForThePerson() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session outsider = connect(cast.dave());
        String room = ticketRoom(lena.user(), carol.user());
        String path = "/conversations/" + room + "/unread";
        carol.says("/app/room_message", Map.of("roomId", room, "content", "Hello"));
        long seq = as(carol.user()).get("/conversations/" + room).number("lastSeq");

        carol.isRefused("/app/mark_unread", mark(room, seq + 1), "not_found");
        carol.isRefused("/app/mark_unread", mark(room, 1), "not_found");
        carol.isRefused("/app/mark_unread", mark("notes-" + room, 1), "not_found");
        outsider.isRefused("/app/mark_unread", mark(room, seq), "not_found");
        as(outsider.user()).put(path, Map.of("seq", seq)).expectProblem(404, "not_found");
        as(carol.user()).put(path, Map.of("seq", 0)).expectProblem(400, "bad_request");
        // Programs read rooms without a read mark.
        as(cast.ticketService()).put(path, Map.of("seq", seq)).expect(204);
    }

    /** Reading on tells everybody in the conversation. */
    @Test
    void countsAsAMessage() {
        User carol = cast.carol();
        User lena = cast.lena();
        String talk = directConversation(carol, lena);
        as(carol)
                .post("/conversations/" + talk + "/messages", Map.of("content", "Hello"))
                .expect(201);
        Answer answer = null;
        for (int i = 0; i < 60 && (answer == null || answer.status() == 204); i++) {
            answer = as(lena).put("/conversations/" + talk + "/unread", Map.of("seq", 1));
        }

        answer.expectProblem(429, "rate_limited");
    }

    private static Map<String, Object> mark(String conversationId, long seq) {
        return Map.of("conversationId", conversationId, "seq", seq);
    }

    private static long readSeq(Answer conversation, User user) {
        return conversation.expect(200).list("members").stream()
                .filter(member -> member.path("userId").asString().equals(user.userId()))
                .findFirst()
                .map(member -> member.path("readSeq"))
                .map(JsonNode::asLong)
                .orElseThrow();
    }
}
