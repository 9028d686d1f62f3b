package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** {@code join_room}, {@code leave_room} and {@code room_message} with their events. */
class RoomTests extends EitherBroker {

    @Test
    void messageReachesTheMembersAndNobodyElse() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session outsider = connect(cast.mona());
        String roomId = teamRoom(lena.user(), ravi.user());
        lena.hearsRoom(roomId);
        ravi.hearsRoom(roomId);
        outsider.subscribe("/topic/room." + roomId);
        outsider.awaits("error");

        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "Morning", "clientMessageId", "m1"));

        Event received = ravi.awaitsContent("Morning");
        assertThat(received.destination()).isEqualTo("/topic/room." + roomId);
        assertThat(received.fields())
                .containsExactlyInAnyOrder(
                        "type",
                        "messageId",
                        "conversationId",
                        "seq",
                        "roomId",
                        "senderId",
                        "senderName",
                        "senderRole",
                        "content",
                        "clientMessageId",
                        "kind",
                        "timestamp");
        assertThat(received.type()).isEqualTo("room_message");
        assertThat(received.text("roomId")).isEqualTo(roomId);
        assertThat(received.text("conversationId")).isEqualTo(roomId);
        assertThat(received.text("senderId")).isEqualTo(lena.userId());
        assertThat(received.text("senderName")).isEqualTo("lena");
        assertThat(received.text("senderRole")).isEqualTo("employee_l1");
        assertThat(received.text("clientMessageId")).isEqualTo("m1");
        assertThat(received.text("kind")).isEqualTo("text");
        assertThat(lena.awaitsContent("Morning").json()).isEqualTo(received.json());
        settle(outsider);
        assertThat(outsider.heardContent("Morning")).isEmpty();
    }

    @Test
    void joiningMakesAMemberAndAnswersWithTheRoom() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session outsider = connect(cast.mona());
        String roomId = teamRoom(lena.user());
        lena.hearsRoom(roomId);

        ravi.says("/app/join_room", Map.of("roomId", roomId));

        Event joined = ravi.awaits("room_joined");
        assertThat(joined.destination()).isEqualTo(Session.MESSAGES);
        assertThat(joined.fields())
                .containsExactlyInAnyOrder(
                        "type", "roomId", "conversationId", "name", "kind", "lastSeq", "members", "timestamp");
        assertThat(joined.text("roomId")).isEqualTo(roomId);
        assertThat(joined.text("conversationId")).isEqualTo(roomId);
        assertThat(joined.text("name")).isEqualTo("team");
        assertThat(joined.text("kind")).isEqualTo("team");
        assertThat(joined.json()
                        .required("members")
                        .valueStream()
                        .map(member -> member.required("userId").stringValue()))
                .containsExactlyInAnyOrder(lena.userId(), ravi.userId());

        Event seen = lena.awaits("member_joined", event -> event.text("userId").equals(ravi.userId()));
        assertThat(seen.destination()).isEqualTo("/topic/room." + roomId);
        assertThat(seen.fields())
                .containsExactlyInAnyOrder(
                        "type", "conversationId", "seq", "roomId", "userId", "userName", "userRole", "timestamp");
        assertThat(seen.text("userName")).isEqualTo("ravi");
        assertThat(seen.text("userRole")).isEqualTo("employee_l2");
        assertThat(seen.seq()).isEqualTo(joined.number("lastSeq"));

        // Their other devices learn of it, too.
        assertThat(ravi.awaits("member_joined").destination()).isEqualTo(Session.MESSAGES);
        settle(outsider);
        assertThat(outsider.heard("member_joined")).isEmpty();
        assertThat(outsider.heard("room_joined")).isEmpty();
        ravi.hearsRoom(roomId);
    }

    @Test
    void joiningAgainAnswersAgainAndChangesNothing() {
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user());
        long before = as(lena.user()).get("/conversations/" + roomId).number("lastSeq");

        lena.says("/app/join_room", Map.of("roomId", roomId));

        assertThat(lena.awaits("room_joined").number("lastSeq")).isEqualTo(before);
    }

    /** Whoever changes a role, or imports people, holds many accounts for seconds. */
    @Test
    void joiningAgainWaitsForNobody() {
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user());

        chat.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            chat.database()
                    .queryForList(
                            "select user_id from account where user_id = ? for update",
                            lena.user().userId());
            chat.database()
                    .queryForList(
                            "select conversation_id from conversation where conversation_id = ? for update", roomId);
            lena.says("/app/join_room", Map.of("roomId", roomId));

            assertThat(lena.awaits("room_joined").text("roomId")).isEqualTo(roomId);
        });
    }

    @Test
    void aRoomCountsByThoseWhoAreInItFromTheBeginning() {
        User lena = cast.lena();
        List<String> members =
                Stream.generate(() -> cast.ravi().userId()).limit(100).toList();
        Answer refused = null;
        int opened = 0;
        while (refused == null || refused.status() == 201) {
            refused = as(lena).post("/rooms", Map.of("name", "all", "kind", "team", "memberIds", members));
            opened++;
        }

        refused.expectProblem(429, "rate_limited");
        // Each counts like six messages; some are given back meanwhile.
        assertThat(opened).isLessThan(20);
    }

    @Test
    void comingAndGoingCountsAsMessages() {
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user());
        for (int i = 0; i < 100; i++) {
            lena.sends("/app/leave_room", Map.of("roomId", roomId));
            lena.sends("/app/join_room", Map.of("roomId", roomId));
        }

        assertThat(lena.awaits("error").text("code")).isEqualTo("rate_limited");
    }

    @Test
    void membersWhoComeAndGoCountAsMessagesOfWhoBringsThem() {
        User lena = cast.lena();
        String member = "/rooms/" + teamRoom(lena) + "/members/" + cast.ravi().userId();
        Answer refused = null;
        for (int i = 0; i < 200 && (refused == null || refused.status() != 429); i++) {
            refused = i % 2 == 0 ? as(lena).put(member, null) : as(lena).delete(member);
        }

        refused.expectProblem(429, "rate_limited");
    }

    /** A client asks for all its rooms when it starts. */
    @Test
    void joiningAgainIsFreeOncePerSession() {
        Session lena = connect(cast.lena());
        List<String> rooms = Stream.generate(cast::ravi)
                .limit(4)
                .flatMap(ravi ->
                        Stream.generate(() -> teamRoom(ravi, lena.user())).limit(15))
                .toList();

        rooms.forEach(roomId -> lena.sends("/app/join_room", Map.of("roomId", roomId)));

        rooms.forEach(roomId ->
                lena.awaits("room_joined", event -> event.text("roomId").equals(roomId)));
        assertThat(lena.heard("error")).isEmpty();
    }

    /** Each answer names all members. */
    @Test
    void joiningTheSameRoomAgainAndAgainHasThePaceOfConnects() {
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user());
        for (int i = 0; i < 200; i++) {
            lena.sends("/app/join_room", Map.of("roomId", roomId));
        }

        assertThat(lena.awaits("error").text("code")).isEqualTo("rate_limited");
        await("what is free").until(() -> lena.heard("room_joined").size() > 50);
    }

    @Test
    void leavingEndsTheFlowAndIsSeenByTheRoom() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session outsider = connect(cast.mona());
        String roomId = teamRoom(lena.user(), ravi.user());
        lena.hearsRoom(roomId);
        ravi.hearsRoom(roomId);

        ravi.says("/app/leave_room", Map.of("roomId", roomId));

        Event left = lena.awaits("member_left");
        assertThat(left.fields())
                .containsExactlyInAnyOrder(
                        "type", "conversationId", "seq", "roomId", "userId", "userName", "userRole", "timestamp");
        assertThat(left.text("userId")).isEqualTo(ravi.userId());
        // The subscription is cancelled, and the client is told so.
        assertThat(ravi.awaits("error").text("code")).isEqualTo("forbidden");
        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "among us"));
        lena.awaitsContent("among us");
        settle(ravi, outsider);
        assertThat(ravi.heardContent("among us")).isEmpty();
        assertThat(outsider.heard("member_left")).isEmpty();
        ravi.isRefused("/app/room_message", Map.of("roomId", roomId, "content", "still here?"), "forbidden");
    }

    @Test
    void leavingARoomThatOneIsNotInIsWithoutEffect() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        String roomId = teamRoom(lena.user());
        lena.hearsRoom(roomId);

        ravi.says("/app/leave_room", Map.of("roomId", roomId));

        settle(lena);
        assertThat(lena.heard("member_left")).isEmpty();
    }

    @Test
    void ofATeamIsNotThereForClients() {
        Session carol = connect(cast.carol());
        String roomId = teamRoom(cast.lena());

        assertThat(carol.isRefused("/app/join_room", Map.of("roomId", roomId), "not_found")
                        .text("message")
                        .replace(roomId, "…"))
                .isEqualTo(carol.isRefused("/app/join_room", Map.of("roomId", "nowhere"), "not_found")
                        .text("message")
                        .replace("nowhere", "…"));
        carol.isRefused("/app/leave_room", Map.of("roomId", roomId), "not_found");
        carol.isRefused("/app/room_message", Map.of("roomId", roomId, "content", "x"), "not_found");
    }

    @Test
    void ofATicketAdmitsItsRequesterAndNoOtherClient() {
        Session carol = connect(cast.carol());
        Session dave = connect(cast.dave());
        Session lena = connect(cast.lena());
        String roomId = ticketRoom(lena.user(), carol.user());
        carol.hearsRoom(roomId);
        lena.hearsRoom(roomId);
        dave.subscribe("/topic/room." + roomId);
        assertThat(dave.awaits("error").text("code")).isEqualTo("forbidden");
        dave.isRefused("/app/join_room", Map.of("roomId", roomId), "not_found");

        carol.says("/app/room_message", Map.of("roomId", roomId, "content", "It is broken"));
        lena.awaitsContent("It is broken");

        carol.says("/app/join_room", Map.of("roomId", roomId));
        carol.awaits("room_joined");
        settle(dave);
        assertThat(dave.heardContent("It is broken")).isEmpty();
        assertThat(dave.heard("member_joined")).isEmpty();
    }

    @Test
    void isPostedToByMembersOnly() {
        Session ravi = connect(cast.ravi());
        User lena = cast.lena();
        String roomId = teamRoom(lena);

        ravi.isRefused("/app/room_message", Map.of("roomId", roomId, "content", "x"), "forbidden");

        assertThat(as(lena).get("/conversations/" + roomId + "/messages").list("messages"))
                .isEmpty();
    }

    @Test
    void noteReachesTheStaffOfTheRoomAndNeverTheClient() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session outsider = connect(cast.mona());
        String roomId = ticketRoom(lena.user(), carol.user(), ravi.user());
        lena.hearsRoom(roomId).hears("/topic/notes." + roomId);
        ravi.hearsRoom(roomId).hears("/topic/notes." + roomId);
        carol.hearsRoom(roomId);
        for (Session denied : new Session[] {carol, outsider}) {
            denied.subscribe("/topic/notes." + roomId);
            assertThat(denied.awaits("error").text("code")).isEqualTo("forbidden");
        }
        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "We look into it"));
        long seqBefore = carol.awaitsContent("We look into it").seq();

        lena.says(
                "/app/room_message",
                Map.of("roomId", roomId, "content", "A difficult one", "note", true, "clientMessageId", "n1"));
        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "Fixed"));

        Event note = ravi.awaitsContent("A difficult one");
        assertThat(note.destination()).isEqualTo("/topic/notes." + roomId);
        assertThat(note.type()).isEqualTo("room_message");
        assertThat(note.text("kind")).isEqualTo("note");
        assertThat(note.text("conversationId")).isEqualTo("notes-" + roomId);
        assertThat(note.text("roomId")).isEqualTo(roomId);
        assertThat(note.seq()).isEqualTo(1);
        // Not even a gap shows where the note was written.
        assertThat(carol.awaitsContent("Fixed").seq()).isEqualTo(seqBefore + 1);
        settle(carol, outsider);
        assertThat(carol.heardContent("A difficult one")).isEmpty();
        assertThat(outsider.heardContent("A difficult one")).isEmpty();
        as(carol.user()).get("/conversations/notes-" + roomId + "/messages").expectProblem(404, "not_found");
        assertThat(as(carol.user()).get("/conversations").body()).doesNotContain("notes-");
        assertThat(as(ravi.user())
                        .get("/conversations/notes-" + roomId + "/messages")
                        .list("messages"))
                .extracting(message -> message.required("content").stringValue())
                .containsExactly("A difficult one");
    }

    @Test
    void noteByAClientIsForbidden() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        String roomId = ticketRoom(lena.user(), carol.user());
        lena.hearsRoom(roomId).hears("/topic/notes." + roomId);

        carol.isRefused("/app/room_message", Map.of("roomId", roomId, "content", "sneaky", "note", true), "forbidden");
        carol.isRefused("/app/room_message", Map.of("roomId", "notes-" + roomId, "content", "sneaky"), "not_found");

        settle(lena);
        assertThat(lena.heardContent("sneaky")).isEmpty();
    }

    @Test
    void joiningANotesConversationIsRefused() {
        Session carol = connect(cast.carol());
        Session mona = connect(cast.mona());
        String roomId = ticketRoom(cast.lena(), carol.user());

        carol.isRefused("/app/join_room", Map.of("roomId", "notes-" + roomId), "not_found");
        mona.isRefused("/app/join_room", Map.of("roomId", "notes-" + roomId), "not_found");
    }

    @Test
    void snapshotMembersAreDescribedByIdNameAndRole() {
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user());

        lena.says("/app/join_room", Map.of("roomId", roomId));

        JsonNode member = lena.awaits("room_joined").json().required("members").required(0);
        assertThat(member.propertyNames()).containsExactlyInAnyOrder("userId", "userName", "userRole");
        assertThat(member.required("userRole").stringValue()).isEqualTo("employee_l1");
    }
}
