package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.conversation.Participant;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import jakarta.persistence.EntityManagerFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;
import tools.jackson.databind.JsonNode;

/** Rooms over REST. */
class RoomRestTests extends EitherBroker {

    @Test
    void anotherNameCountsAsAMessageBecauseAllMembersAreTold() {
        User ada = cast.ada();
        String roomId = as(ada).post("/rooms", Map.of("name", "counted", "kind", "team"))
                .expect(201)
                .text("roomId");
        RateLimits limits = chat.bean(RateLimits.class);
        IntStream.range(0, 50).forEach(i -> limits.count(ada::userId, RateLimits.Action.MESSAGE, 20));

        as(ada).patch("/rooms/" + roomId, Map.of("name", "another")).expectProblem(429, "rate_limited");
        as(ada).patch("/rooms/" + roomId, Map.of("name", "counted")).expect(200);
    }

    @Test
    void staffOpenTeamRooms() {
        User lena = cast.lena();
        User ravi = cast.ravi();

        Answer room = as(lena).post(
                        "/rooms", Map.of("name", "Printers", "kind", "team", "memberIds", List.of(ravi.userId())))
                .expect(201);

        assertThat(room.text("roomId")).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(room.text("conversationId")).isEqualTo(room.text("roomId"));
        assertThat(room.text("name")).isEqualTo("Printers");
        assertThat(room.text("kind")).isEqualTo("team");
        assertThat(room.list("members"))
                .extracting(member -> member.required("userId").stringValue())
                .containsExactlyInAnyOrder(lena.userId(), ravi.userId());
        assertThat(as(cast.mona())
                        .get("/rooms/" + room.text("roomId"))
                        .expect(200)
                        .json()
                        .required("member")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void clientsAndProgramsOpenNoTeamRooms() {
        Map<String, String> team = Map.of("name", "Printers", "kind", "team");

        as(cast.carol()).post("/rooms", team).expectProblem(403, "forbidden");
        as(cast.ticketService()).post("/rooms", team).expectProblem(403, "forbidden");
        chat.asNobody().post("/rooms", team).expectProblem(401, "authentication_required");
    }

    @Test
    void staffAndProgramsOpenTicketRooms() {
        User carol = cast.carol();
        User program = cast.ticketService();
        String ticketId = "T-" + newId().substring(0, 8);

        Answer room = as(program)
                .post(
                        "/rooms",
                        Map.of(
                                "name",
                                "No toner",
                                "kind",
                                "ticket",
                                "ticketId",
                                ticketId,
                                "memberIds",
                                List.of(carol.userId())))
                .expect(201);

        assertThat(room.text("roomId")).isEqualTo("ticket-" + ticketId);
        assertThat(room.text("ticketId")).isEqualTo(ticketId);
        assertThat(room.list("members"))
                .extracting(member -> member.required("userId").stringValue())
                .containsExactly(carol.userId());
        as(cast.lena())
                .post("/rooms", Map.of("name", "again", "kind", "ticket", "ticketId", ticketId))
                .expectProblem(409, "conflict");
        as(carol)
                .post("/rooms", Map.of("name", "mine", "kind", "ticket", "ticketId", "T-mine"))
                .expectProblem(403, "forbidden");
    }

    @Test
    void refusesNonsense() {
        User lena = cast.lena();
        for (Map<?, ?> body : List.<Map<?, ?>>of(
                Map.of("kind", "team"),
                Map.of("name", " ", "kind", "team"),
                Map.of("name", "x"),
                Map.of("name", "x", "kind", "party"),
                Map.of("name", "x".repeat(201), "kind", "team"),
                Map.of("name", "x", "kind", "ticket"),
                Map.of("name", "x", "kind", "ticket", "ticketId", "a/b"),
                Map.of("name", "x", "kind", "ticket", "ticketId", "x".repeat(52)),
                Map.of("name", 7, "kind", "team"),
                Map.of("name", "x", "kind", "team", "memberIds", "ravi"))) {
            as(lena).post("/rooms", body).expectProblem(400, "bad_request");
        }
        as(lena).post("/rooms", Map.of("name", "x", "kind", "team", "memberIds", List.of("nobody")))
                .expectProblem(404, "not_found");
        as(lena).post(
                        "/rooms",
                        Map.of(
                                "name",
                                "x",
                                "kind",
                                "team",
                                "memberIds",
                                List.of(cast.carol().userId())))
                .expectProblem(403, "forbidden");
        assertThat(as(lena).get("/conversations").list("items")).isEmpty();
    }

    @Test
    void anArchivedRoomIsReadOnlyAndComesBack() {
        User lena = cast.lena();
        User ada = cast.ada();
        String roomId = as(lena).post("/rooms", Map.of("name", "Fair", "kind", "team"))
                .expect(201)
                .text("roomId");
        String room = "/rooms/" + roomId;
        Session member = connect(lena).hearsRoom(roomId);
        member.says("/app/room_message", Map.of("roomId", roomId, "content", "Hall 3", "clientMessageId", newId()));
        long seq = member.awaits("room_message").seq();
        as(lena).patch(room, Map.of("archived", true)).expectProblem(403, "forbidden");

        Answer changed = as(ada).patch(room, Map.of("name", "Fair 2026", "archived", true))
                .expect(200);

        assertThat(changed.text("name")).isEqualTo("Fair 2026");
        Event heard = member.awaits("room_changed");
        assertThat(heard.text("name")).isEqualTo("Fair 2026");
        assertThat(heard.json().required("archived").booleanValue()).isTrue();
        assertThat(heard.text("userId")).isEqualTo(ada.userId());
        String messages = "/conversations/" + roomId + "/messages";
        Map<String, String> more = Map.of("content", "more", "clientMessageId", newId());
        as(lena).post(messages, more).expectProblem(409, "closed");
        as(lena).patch(messages + "/" + seq, Map.of("content", "Hall 4", "revision", 0))
                .expectProblem(409, "closed");
        as(lena).put(messages + "/" + seq + "/reactions/%F0%9F%91%8D").expectProblem(409, "closed");
        as(cast.ravi()).put(room + "/members/" + cast.ravi().userId()).expectProblem(409, "closed");
        assertThat(as(lena).get(messages).expect(200).body()).contains("Hall 3");
        assertThat(as(lena).get("/conversations").body()).doesNotContain(roomId);
        assertThat(found(lena, "q=Fair%202026")).doesNotContain(roomId);
        assertThat(found(ada, "archived=true&q=Fair%202026")).contains(roomId);
        as(lena).get("/rooms?archived=true").expectProblem(403, "forbidden");

        as(ada).patch(room, Map.of("archived", false)).expect(200);

        as(lena).post(messages, more).expect(201);
        assertThat(as(lena).get("/conversations").body()).contains(roomId);
        assertThat(as(ada).get("/audit?action=room.changed&target=conversation:" + roomId)
                        .list("items"))
                .hasSize(2);
        String ticket = as(lena).post(
                        "/rooms",
                        Map.of("name", "No toner", "kind", "ticket", "ticketId", "T-" + newId().substring(0, 8)))
                .text("roomId");
        as(ada).patch("/rooms/" + ticket, Map.of("archived", true)).expectProblem(409, "conflict");
    }

    @Test
    void theQueueHearsOfATicketRoomThatIsOpenedByHand() {
        Session ravi = connect(cast.ravi()).hears("/topic/tickets");
        String ticketId = "T-" + newId().substring(0, 8);

        as(cast.lena())
                .post("/rooms", Map.of("name", "No toner", "kind", "ticket", "ticketId", ticketId))
                .expect(201);

        ravi.awaits("room_created", event -> event.text("ticketId").equals(ticketId));
    }

    @Test
    void roomsAreFoundByPartOfTheirNameAndByKind() {
        User lena = cast.lena();
        String word = "r" + newId().substring(0, 8);
        String team = as(lena).post("/rooms", Map.of("name", "Printers " + word, "kind", "team"))
                .text("roomId");
        String ticket = as(lena).post(
                        "/rooms", Map.of("name", "100% " + word, "kind", "ticket", "ticketId", "T-" + word))
                .text("roomId");

        assertThat(found(lena, "q=" + word.toUpperCase(java.util.Locale.ROOT))).containsExactlyInAnyOrder(team, ticket);
        assertThat(found(lena, "q=PRINTERS%20" + word)).containsExactly(team);
        assertThat(found(lena, "q=0%25%20" + word)).containsExactly(ticket);
        assertThat(found(lena, "q=0_%20" + word)).isEmpty();
        assertThat(found(lena, "kind=ticket&q=" + word)).containsExactly(ticket);
        assertThat(found(cast.ticketService(), "q=" + word)).containsExactly(ticket);
        assertThat(found(cast.ticketService(), "kind=team&q=" + word)).isEmpty();
        as(lena).get("/rooms?kind=direct").expectProblem(400, "bad_request");
    }

    @Test
    void roomsAreFoundHoweverTheirNamesAreTyped() {
        User lena = cast.lena();
        String mark = newId().substring(0, 8);
        String zoe = named(lena, "Zoé Müller " + mark);
        String lukasz = named(lena, "Łukasz Straße 100% " + mark);

        for (String query : List.of("zoe muller " + mark, "ZOÉ MÜLLER", "Zoe\u0301 Mu\u0308ller " + mark)) {
            assertThat(foundBy(lena, query)).as(query).contains(zoe).doesNotContain(lukasz);
        }
        for (String query : List.of("lukasz strasse 100% " + mark, "ŁUKASZ STRASSE 100%")) {
            assertThat(foundBy(lena, query)).as(query).contains(lukasz).doesNotContain(zoe);
        }
        assertThat(foundBy(lena, "strasse_100% " + mark)).isEmpty();
        as(cast.ada())
                .patch("/rooms/" + lukasz, Map.of("name", "Žofie " + mark))
                .expect(200);
        assertThat(foundBy(lena, "zofie " + mark)).containsExactly(lukasz);
        assertThat(foundBy(lena, "strasse 100% " + mark)).isEmpty();
    }

    @Test
    void namesOfAnEarlierReleaseAreFoldedAtTheStart() {
        User lena = cast.lena();
        String mark = newId().substring(0, 8);
        String older = named(lena, "Müller " + mark);
        String renamed = named(lena, "Meier " + mark);
        chat.database().update("update conversation set search_name = null where conversation_id = ?", older);
        chat.database().update("update conversation set name = ? where conversation_id = ?", "Straße " + mark, renamed);
        assertThat(foundBy(lena, mark)).contains(older);

        chat.bean("roomSearchNames", SmartInitializingSingleton.class).afterSingletonsInstantiated();

        assertThat(foundBy(lena, "muller " + mark)).containsExactly(older);
        assertThat(foundBy(lena, "strasse " + mark)).containsExactly(renamed);
        assertThat(foundBy(lena, "meier " + mark)).isEmpty();
    }

    private String named(User opener, String name) {
        return as(opener)
                .post("/rooms", Map.of("name", name, "kind", "team"))
                .expect(201)
                .text("roomId");
    }

    private List<String> foundBy(User reader, String words) {
        return found(reader, "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }

    private List<String> found(User reader, String query) {
        return as(reader).get("/rooms?" + query).expect(200).list("items").stream()
                .map(room -> room.path("roomId").stringValue())
                .toList();
    }

    @Test
    void ticketRoomAdmitsOneClient() {
        User lena = cast.lena();
        User carol = cast.carol();
        User dave = cast.dave();
        String roomId = ticketRoom(lena, carol);

        as(lena).put("/rooms/" + roomId + "/members/" + dave.userId()).expectProblem(403, "forbidden");
        as(dave).get("/conversations/" + roomId).expectProblem(404, "not_found");
    }

    @Test
    void membersAreAddedAndRemoved() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session outsider = connect(cast.mona());
        String roomId = teamRoom(lena.user());
        lena.hearsRoom(roomId);

        as(lena.user()).put("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);
        as(lena.user()).put("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);

        Event joined =
                lena.awaits("member_joined", event -> event.text("userId").equals(ravi.userId()));
        ravi.awaits("member_joined");
        ravi.hearsRoom(roomId);
        as(lena.user()).delete("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);
        as(lena.user()).delete("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);

        assertThat(lena.awaits("member_left").seq()).isEqualTo(joined.seq() + 1);
        ravi.awaits("member_left");
        settle(lena, outsider);
        assertThat(lena.heard("member_left")).hasSize(1);
        assertThat(outsider.heard("member_joined")).isEmpty();
        assertThat(outsider.heard("member_left")).isEmpty();
    }

    @Test
    void membersAreManagedByStaffAndForTicketRoomsByPrograms() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        User carol = cast.carol();
        User program = cast.ticketService();
        String team = teamRoom(lena);
        String ticket = ticketRoom(lena, carol);

        as(program).put("/rooms/" + ticket + "/members/" + ravi.userId()).expect(204);
        as(program).delete("/rooms/" + ticket + "/members/" + ravi.userId()).expect(204);
        as(program).put("/rooms/" + team + "/members/" + ravi.userId()).expectProblem(404, "not_found");
        as(carol).put("/rooms/" + ticket + "/members/" + ravi.userId()).expectProblem(404, "not_found");
        as(carol).delete("/rooms/" + ticket + "/members/" + lena.userId()).expectProblem(404, "not_found");
        as(lena).put("/rooms/unknown/members/" + ravi.userId()).expectProblem(404, "not_found");
        as(lena).put("/rooms/" + team + "/members/nobody").expectProblem(404, "not_found");
        as(lena).put("/rooms/notes-" + ticket + "/members/" + ravi.userId()).expectProblem(404, "not_found");
    }

    @Test
    void areListedToStaffAndTicketRoomsToPrograms() {
        User lena = cast.lena();
        String team = teamRoom(lena);
        String ticket = ticketRoom(lena);

        assertThat(roomIds(cast.ravi())).contains(team, ticket, "support").noneMatch(id -> id.startsWith("notes-"));
        assertThat(roomIds(cast.ticketService())).contains(ticket).doesNotContain(team);
        as(cast.carol()).get("/rooms").expectProblem(403, "forbidden");
        as(cast.carol()).get("/rooms/" + team).expectProblem(404, "not_found");
        as(cast.ticketService()).get("/rooms/" + team).expectProblem(404, "not_found");
        as(lena).get("/rooms/unknown").expectProblem(404, "not_found");
    }

    @Test
    void theirMembersAreCountedAndNotReadForAList() {
        User lena = cast.lena();
        List<String> others =
                Stream.generate(cast::ravi).limit(10).map(User::userId).toList();
        String name = newId();
        as(lena).post("/rooms", Map.of("name", name, "kind", "team", "memberIds", others))
                .expect(201);
        Statistics statistics = chat.bean(EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        try {
            JsonNode listed = as(lena).get("/rooms?q=" + name).list("items").get(0);

            assertThat(listed.required("memberCount").intValue()).isEqualTo(11);
            assertThat(listed.required("member").booleanValue()).isTrue();
            assertThat(as(cast.mona())
                            .get("/rooms?q=" + name)
                            .list("items")
                            .get(0)
                            .required("member")
                            .booleanValue())
                    .isFalse();
            assertThat(statistics
                            .getEntityStatistics(Participant.class.getName())
                            .getLoadCount())
                    .isLessThan(11);
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @Test
    void ofOneTicketIsOpenedOnceWhenManyTryAtOnce() {
        User lena = cast.lena();
        Map<String, String> room = Map.of("name", "once", "kind", "ticket", "ticketId", newId());

        List<Integer> statuses = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> as(lena).post("/rooms", room).status(), THREADS))
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses).containsOnlyOnce(201);
    }

    private List<String> roomIds(User user) {
        java.util.ArrayList<String> ids = new java.util.ArrayList<>();
        String cursor = "";
        do {
            Answer page = as(user).get("/rooms?limit=50" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200);
            page.list("items").forEach(room -> ids.add(room.required("roomId").stringValue()));
            cursor = page.json().required("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return ids;
    }
}
