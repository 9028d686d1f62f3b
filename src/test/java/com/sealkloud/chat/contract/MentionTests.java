package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code mentions} of messages and edits, and who is notified of them. */
class MentionTests extends EitherBroker {

    @Test
    void nameTheMembersThatTheTextMentionsAndNobodyElse() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        User outsider = cast.ravi();
        String room = ticketRoom(lena.user(), carol.user());
        carol.hearsRoom(room);
        lena.hears("/topic/notes." + room);

        lena.says(
                "/app/room_message",
                Map.of(
                        "roomId",
                        room,
                        "content",
                        "@%s, see `@%s` and @%s".formatted(carol.userId(), lena.userId(), outsider.userId())));
        lena.says("/app/room_message", Map.of("roomId", room, "content", "me@example.org", "note", true));
        lena.says("/app/message", Map.of("receiverId", carol.userId(), "content", "@Carol!"));

        Event message = carol.awaits("room_message");
        assertThat(mentions(message.json())).containsExactly(carol.userId());
        assertThat(lena.awaitsContent("me@example.org").fields()).doesNotContain("mentions");
        assertThat(mentions(carol.awaitsContent("@Carol!").json())).containsExactly(carol.userId());
        for (String page : List.of("/messages", "/timeline?limit=1", "/events")) {
            assertThat(as(carol.user())
                            .get("/conversations/" + room + page)
                            .expect(200)
                            .body())
                    .as(page)
                    .contains("\"mentions\":[\"" + carol.userId() + "\"]");
        }
        assertThat(as(cast.ticketService())
                        .post("/conversations/" + room + "/messages", Map.of("content", "For @" + lena.userId()))
                        .expect(201)
                        .json()
                        .at("/mentions/0")
                        .asString())
                .isEqualTo(lena.userId());
    }

    @Test
    void doNotTellClientsWhomATicketIsOffered() {
        Session carol = connect(cast.carol());
        User lena = cast.lena();
        Session ravi = connect(cast.ravi());
        String room = ticketRoom(lena, carol.user());
        String ticket = "/tickets/" + room.substring("ticket-".length());
        as(lena).post(ticket + "/claim", Map.of()).expect(200);
        as(lena).post(ticket + "/handovers", Map.of("toId", ravi.userId(), "note", "Yours, @" + ravi.userId()))
                .expect(200);

        carol.says("/app/room_message", Map.of("roomId", room, "content", "Is @" + ravi.userId() + " there?"));

        assertThat(as(ravi.user())
                        .get("/conversations/" + room + "/messages")
                        .expect(200)
                        .body())
                .contains("there?")
                .doesNotContain("\"mentions\"");
        assertThat(as(ravi.user())
                        .get("/conversations/notes-" + room + "/messages")
                        .expect(200)
                        .body())
                .as("the note of the offer")
                .contains("\"mentions\":[\"" + ravi.userId() + "\"]");
    }

    @Test
    void anEditReplacesAndADeletionTakesAway() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session mona = connect(cast.mona());
        String room = teamRoom(lena.user(), ravi.user(), mona.user());
        String path = "/conversations/" + room;
        ravi.hearsRoom(room);
        lena.says("/app/room_message", Map.of("roomId", room, "content", "@" + ravi.userId()));
        long seq = ravi.awaits("room_message").seq();

        edit(lena, room, seq, 0, "@%s and @%s".formatted(ravi.userId(), mona.userId()));

        Event edited = ravi.awaits("message_edited");
        assertThat(mentions(edited.json())).containsExactly(ravi.userId(), mona.userId());
        assertThat(edited.json().path("newMentions").valueStream().map(JsonNode::asString))
                .containsExactly(mona.userId());
        assertThat(mentions(newestMessage(path, ravi.user()))).containsExactly(ravi.userId(), mona.userId());

        edit(lena, room, seq, 1, "Nobody");

        assertThat(newestMessage(path, ravi.user()).has("mentions")).isFalse();
        assertThat(as(ravi.user()).get(path + "/events").expect(200).body())
                .as("neither the message nor the first edit")
                .doesNotContain("entions\"");

        edit(lena, room, seq, 2, "@" + mona.userId());
        lena.says("/app/delete_message", Map.of("conversationId", room, "seq", seq));

        for (String page : List.of("/events", "/messages", "/timeline")) {
            assertThat(as(ravi.user()).get(path + page).expect(200).body())
                    .as(page)
                    .doesNotContain("entions\"");
        }
    }

    @Test
    void newOnesOfAnEditNotifyThoseAlone() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session mona = connect(cast.mona());
        String room = teamRoom(lena.user(), ravi.user(), mona.user());
        String path = "/conversations/" + room;
        as(mona.user())
                .put("/me/muted-conversations/" + room, Map.of("mentions", true))
                .expect(204);
        lena.says("/app/room_message", Map.of("roomId", room, "content", "@" + ravi.userId()));
        long seq = as(lena.user()).get(path).number("lastSeq");
        ravi.awaits("notification");
        mona.says("/app/read", Map.of("conversationId", room, "seq", seq));
        ravi.says("/app/read", Map.of("conversationId", room, "seq", seq));
        ravi.awaits("notification_withdrawn");

        edit(lena, room, seq, 0, "Dear @%s, @%s".formatted(ravi.userId(), mona.userId()));

        Event notification = mona.awaits("notification");
        assertThat(notification.text("body")).isEqualTo("Dear @%s, @%s".formatted(ravi.userId(), mona.userId()));
        assertThat(notification.text("url")).isEqualTo("/#/c/" + room + "/" + seq);
        assertThat(notification.seq()).as("above what is read").isEqualTo(seq + 1);
        settleNotifications(ravi);
        assertThat(ravi.heard(
                        "notification", event -> event.text("conversationId").equals(room)))
                .as("mentioned before")
                .hasSize(1);

        edit(lena, room, seq, 1, "@" + mona.userId() + ", once more");
        lena.says("/app/delete_message", Map.of("conversationId", room, "seq", seq));

        Event withdrawn = mona.awaits("notification_withdrawn");
        assertThat(withdrawn.number("readSeq")).isEqualTo(seq + 1);
        settleNotifications(mona);
        assertThat(mona.heard(
                        "notification", event -> event.text("conversationId").equals(room)))
                .hasSize(1);
    }

    private void edit(Session author, String conversationId, long seq, int revision, String content) {
        author.says(
                "/app/edit_message",
                Map.of("conversationId", conversationId, "seq", seq, "content", content, "revision", revision));
    }

    private JsonNode newestMessage(String path, User reader) {
        List<JsonNode> messages = as(reader).get(path + "/messages").expect(200).list("messages");
        return messages.get(messages.size() - 1);
    }

    private static List<String> mentions(JsonNode event) {
        return event.path("mentions").valueStream().map(JsonNode::asString).toList();
    }
}
