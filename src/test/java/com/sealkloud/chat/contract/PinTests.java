package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Pinned messages, over STOMP and REST. */
class PinTests extends EitherBroker {

    @Test
    void staffPinMessagesAndWhoeverReadsThemSeesIt() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        User program = cast.ticketService();
        String room = ticketRoom(lena.user(), carol.user());
        String path = "/conversations/" + room;
        carol.hearsRoom(room);
        long first = said(carol, room, "The printer is HP-7");
        long second = said(carol, room, "It stands on floor 2");
        as(lena.user()).put(path + "/read", Map.of("seq", second)).expect(204);
        String movedUp = as(lena.user()).get(path).text("lastEventAt");

        carol.isRefused("/app/pin", pin(room, first, true), "forbidden");
        ravi.isRefused("/app/pin", pin(room, first, true), "not_found");
        lena.isRefused("/app/pin", pin(room, 1, true), "not_found");
        as(program).put(path + "/messages/" + first + "/pin").expectProblem(404, "not_found");
        lena.says("/app/pin", pin(room, first, true));
        lena.says("/app/pin", pin(room, first, true));
        as(lena.user()).put(path + "/messages/" + second + "/pin").expect(204);

        Event pinned = carol.awaits("message_pinned");
        assertThat(pinned.fields())
                .containsExactlyInAnyOrder(
                        "type",
                        "conversationId",
                        "seq",
                        "roomId",
                        "targetSeq",
                        "messageId",
                        "actorId",
                        "pinned",
                        "timestamp");
        assertThat(pinned.number("targetSeq")).isEqualTo(first);
        assertThat(pinned.text("actorId")).isEqualTo(lena.userId());
        assertThat(pinned.json().path("pinned").asBoolean()).isTrue();
        Answer now = as(lena.user()).get(path).expect(200);
        assertThat(now.text("lastEventAt")).as("no news").isEqualTo(movedUp);
        assertThat(now.number("unreadCount")).isZero();
        assertThat(now.number("lastSeq")).as("one event for each pin").isEqualTo(second + 2);
        for (String page : List.of("/messages", "/timeline?limit=2")) {
            assertThat(as(carol.user()).get(path + page).expect(200).body())
                    .as(page)
                    .contains("\"pinned\":true");
        }
        assertThat(as(program).get(path + "/pins").expect(200).list("items")).hasSize(2);
        Answer newest = as(carol.user()).get(path + "/pins?limit=1").expect(200);
        assertThat(contents(newest)).containsExactly("It stands on floor 2");
        assertThat(newest.list("items").get(0).path("pinned").asBoolean()).isTrue();
        Answer rest = as(carol.user())
                .get(path + "/pins?limit=1&cursor=" + newest.text("nextCursor"))
                .expect(200);
        assertThat(contents(rest)).containsExactly("The printer is HP-7");
        assertThat(rest.json().path("nextCursor").isNull()).isTrue();
        as(ravi.user()).get(path + "/pins").expectProblem(404, "not_found");

        as(lena.user()).delete(path + "/messages/" + first + "/pin").expect(204);
        as(lena.user()).delete(path + "/messages/" + first + "/pin").expect(204);

        carol.awaits("message_pinned", event -> !event.json().path("pinned").asBoolean());
        assertThat(contents(as(carol.user()).get(path + "/pins"))).containsExactly("It stands on floor 2");
        settle(ravi);
        assertThat(ravi.heard("message_pinned")).isEmpty();
    }

    @Test
    void pinsOfNotesAreForStaffAndWhoeverWasRemovedPinsNothing() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        String room = ticketRoom(lena.user(), carol.user(), ravi.user());
        carol.hearsRoom(room);
        lena.hears("/topic/notes." + room);
        lena.says("/app/room_message", Map.of("roomId", room, "content", "She has the blue one", "note", true));
        long note = lena.awaitsContent("She has the blue one").seq();
        long message = said(carol, room, "Hello");

        ravi.says("/app/pin", pin("notes-" + room, note, true));

        assertThat(lena.awaits("message_pinned").text("conversationId")).isEqualTo("notes-" + room);
        settle(carol);
        assertThat(carol.heard("message_pinned")).isEmpty();
        as(carol.user()).get("/conversations/notes-" + room + "/pins").expectProblem(404, "not_found");
        as(carol.user())
                .put("/conversations/notes-" + room + "/messages/" + note + "/pin")
                .expectProblem(404, "not_found");
        as(lena.user()).delete("/rooms/" + room + "/members/" + ravi.userId()).expect(204);
        ravi.isRefused("/app/pin", pin(room, message, true), "not_found");
        ravi.isRefused("/app/pin", pin("notes-" + room, note, false), "not_found");
    }

    @Test
    void deletionAndErasureTakePinsAway() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        String room = teamRoom(lena.user(), ravi.user());
        lena.hearsRoom(room);
        long deleted = said(lena, room, "Wrong");
        long erased = said(lena, room, "Private");
        ravi.says("/app/pin", pin(room, deleted, true));
        ravi.says("/app/pin", pin(room, erased, true));

        lena.says("/app/delete_message", Map.of("conversationId", room, "seq", deleted));

        assertThat(contents(as(ravi.user()).get("/conversations/" + room + "/pins")))
                .containsExactly("Private");
        ravi.isRefused("/app/pin", pin(room, deleted, true), "conflict");
        assertThat(as(ravi.user())
                        .get("/conversations/" + room + "/messages")
                        .list("messages")
                        .get(0)
                        .has("pinned"))
                .isFalse();
        as(cast.ada())
                .post("/conversations/" + room + "/erasure", Map.of("reason", "asked for"))
                .expect(202);
        await().untilAsserted(() -> assertThat(
                        as(ravi.user()).get("/conversations/" + room + "/pins").list("items"))
                .isEmpty());
        assertThat(pinsOf(room)).isZero();
    }

    @Test
    void aConversationHasABoundedNumberOfPins() {
        Session lena = connect(cast.lena());
        String room = teamRoom(lena.user());
        lena.hearsRoom(room);
        long message = said(lena, room, "One more");
        LongStream.range(1000, 1100)
                .forEach(seq -> chat.database().update("insert into message_pin values (?, ?, ?)", room, seq, seq));

        lena.isRefused("/app/pin", pin(room, message, true), "conflict");

        assertThat(pinsOf(room)).isEqualTo(100);
    }

    private Long pinsOf(String room) {
        return chat.database()
                .queryForObject("select count(*) from message_pin where conversation_id = ?", Long.class, room);
    }

    private long said(Session author, String room, String content) {
        author.says("/app/room_message", Map.of("roomId", room, "content", content));
        return as(author.user()).get("/conversations/" + room).number("lastSeq");
    }

    private static List<String> contents(Answer pins) {
        return pins.list("items").stream()
                .map(item -> item.path("content").asString())
                .toList();
    }

    private static Map<String, Object> pin(String conversationId, long seq, boolean pinned) {
        return Map.of("conversationId", conversationId, "seq", seq, "pinned", pinned);
    }
}
