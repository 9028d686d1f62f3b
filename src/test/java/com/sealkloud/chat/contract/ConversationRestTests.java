package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The list of conversations, one of them, and posting over REST. */
class ConversationRestTests extends EitherBroker {

    @Test
    void listsMineNewestFirst() {
        User lena = cast.lena();
        User carol = cast.carol();
        String direct = directConversation(lena, carol);
        String room = teamRoom(lena);
        post(carol, direct, "newest").expect(201);

        List<JsonNode> items = as(lena).get("/conversations").expect(200).list("items");

        assertThat(items)
                .extracting(item -> item.required("conversationId").stringValue())
                .containsExactly(direct, room);
        JsonNode first = items.get(0);
        assertThat(first.propertyNames())
                .contains(
                        "conversationId",
                        "kind",
                        "title",
                        "members",
                        "lastMessage",
                        "lastEventAt",
                        "firstSeq",
                        "lastSeq",
                        "lastReadSeq",
                        "unreadCount")
                .isSubsetOf(
                        "conversationId",
                        "kind",
                        "title",
                        "members",
                        "lastMessage",
                        "lastEventAt",
                        "firstSeq",
                        "lastSeq",
                        "lastReadSeq",
                        "unreadCount",
                        "roomId",
                        "ticketId");
        assertThat(first.required("kind").stringValue()).isEqualTo("direct");
        assertThat(first.required("title").stringValue()).isEqualTo("carol");
        assertThat(first.required("lastMessage").required("content").stringValue())
                .isEqualTo("newest");
        assertThat(first.required("lastSeq").longValue()).isEqualTo(1);
        assertThat(first.required("lastReadSeq").longValue()).isZero();
        assertThat(first.required("unreadCount").longValue()).isEqualTo(1);
        assertThat(first.required("members")
                        .valueStream()
                        .map(member -> member.required("userId").stringValue()))
                .containsExactlyInAnyOrder(lena.userId(), carol.userId());
        assertThat(items.get(1).required("lastMessage").isNull()).isTrue();
        assertThat(as(cast.ravi()).get("/conversations").list("items")).isEmpty();
    }

    @Test
    void pagesThroughTheList() {
        User lena = cast.lena();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(0, teamRoom(lena));
        }

        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = as(lena).get("/conversations?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200);
            page.list("items")
                    .forEach(item -> found.add(item.required("conversationId").stringValue()));
            cursor = page.json().required("nextCursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(found).containsExactlyElementsOf(expected);
    }

    /** All members are shown of each: a page would grow with the rooms times the people. */
    @Test
    void aPageWithManyMembersEndsEarlyAndSaysWhereItGoesOn() {
        User lena = cast.lena();
        List<String> rooms = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String room = teamRoom(lena);
            rooms.add(0, room);
            chat.database()
                    .batchUpdate(
                            "insert into participant (conversation_id, user_id, last_read_seq, read_published, joined_at)"
                                    + " values (?, ?, 0, true, current_timestamp)",
                            IntStream.range(0, 2_500)
                                    .mapToObj(member -> new Object[] {room, "member-" + member})
                                    .toList());
        }

        assertPages(lena, rooms.subList(0, 1), rooms.subList(1, 2));
    }

    /** The longest messages have 40 KB; a first page has to reach slow clients, too. */
    @Test
    void aPageWithLongMessagesEndsEarlyAndSaysWhereItGoesOn() {
        User lena = cast.lena();
        List<String> rooms = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // Such a message counts as six, and nobody may send so many at once.
            User author = cast.ravi();
            String room = teamRoom(author, lena);
            rooms.add(0, room);
            post(author, room, "\ud83d\udc4d".repeat(10_000)).expect(201);
        }

        assertPages(lena, rooms.subList(0, 7), rooms.subList(7, 8));
    }

    /** The first two pages; {@code user_joined} has the first one, too. */
    private void assertPages(User reader, List<String> first, List<String> second) {
        Answer page = as(reader).get("/conversations?limit=200").expect(200);
        Answer next = as(reader)
                .get("/conversations?limit=200&cursor=" + page.text("nextCursor"))
                .expect(200);
        Session listening = connect(reader);
        listening.says("/app/user_join", Map.of());
        JsonNode joined = listening.awaits("user_joined").json();

        assertThat(ids(page.json().path("items"))).isEqualTo(first);
        assertThat(ids(next.json().path("items"))).isEqualTo(second);
        assertThat(joined.path("conversations")).isEqualTo(page.json().path("items"));
        assertThat(joined.path("nextCursor").asString()).isEqualTo(page.text("nextCursor"));
    }

    private static List<String> ids(JsonNode conversations) {
        return conversations
                .valueStream()
                .map(item -> item.required("conversationId").stringValue())
                .toList();
    }

    @Test
    void refusesACursorThatIsNotOurs() {
        User lena = cast.lena();
        User ada = cast.ada();
        for (String cursor : List.of(
                "x",
                "1_2",
                "_",
                "2026-01-01T00:00:00Z",
                "%2B1000000000-12-31T23:59:59Z_x",
                "%00",
                "@@@",
                "2026-01-01T00:00:00Z_@@@",
                "a,b",
                "%C3%A9")) {
            as(lena).get("/conversations?cursor=" + cursor).expectProblem(400, "bad_request");
            as(lena).get("/tickets?cursor=" + cursor).expectProblem(400, "bad_request");
        }
        for (String cursor : List.of("@@@", "%00", "a.b", "a,b", "%C3%A9", "x".repeat(65))) {
            as(lena).get("/users?cursor=" + cursor).expectProblem(400, "bad_request");
            as(lena).get("/rooms?cursor=" + cursor).expectProblem(400, "bad_request");
            as(ada).get("/retention/holds?cursor=" + cursor).expectProblem(400, "bad_request");
            as(ada).get("/dead-letters?cursor=" + cursor).expectProblem(400, "bad_request");
        }
    }

    @Test
    void describesOneToItsMembersOnly() {
        User lena = cast.lena();
        User carol = cast.carol();
        String direct = directConversation(lena, carol);

        Answer one = as(carol).get("/conversations/" + direct).expect(200);

        assertThat(one.text("title")).isEqualTo("lena");
        as(cast.dave()).get("/conversations/" + direct).expectProblem(404, "not_found");
    }

    @Test
    void directOneIsCreatedOnce() {
        User lena = cast.lena();
        User carol = cast.carol();

        assertThat(directConversation(lena, carol))
                .isEqualTo(directConversation(lena, carol))
                .isEqualTo(directConversation(carol, lena));
    }

    @Test
    void directOneIsOnlyWithWhomOneMayTalkTo() {
        User carol = cast.carol();

        as(carol).post("/conversations", Map.of("userId", cast.dave().userId())).expectProblem(404, "not_found");
        as(carol).post("/conversations", Map.of("userId", "nobody")).expectProblem(404, "not_found");
        as(carol).post("/conversations", Map.of("userId", carol.userId())).expectProblem(403, "forbidden");
        as(carol).post("/conversations", Map.of()).expectProblem(400, "bad_request");
        as(carol)
                .post("/conversations", Map.of("userId", cast.ticketService().userId()))
                .expectProblem(404, "not_found");
    }

    @Test
    void postingOverRestReachesThoseWhoListen() {
        Session carol = connect(cast.carol());
        Session dave = connect(cast.dave());
        User lena = cast.lena();
        String direct = directConversation(lena, carol.user());

        Answer posted = post(lena, direct, "by REST").expect(201);

        assertThat(posted.json()).isEqualTo(carol.awaitsContent("by REST").json());
        settle(dave);
        assertThat(dave.heardContent("by REST")).isEmpty();
    }

    @Test
    void postingIsForMembers() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String direct = directConversation(lena, cast.carol());
        String room = teamRoom(lena);

        post(ravi, direct, "x").expectProblem(404, "not_found");
        post(ravi, room, "x").expectProblem(403, "forbidden");
        post(cast.carol(), room, "x").expectProblem(404, "not_found");
        post(ravi, "unknown", "x").expectProblem(404, "not_found");
        assertThat(as(lena).get("/conversations/" + direct).number("lastSeq")).isZero();
    }

    @Test
    void aProgramPostsToTicketRoomsOnly() {
        User program = cast.ticketService();
        User lena = cast.lena();
        String ticket = ticketRoom(lena);

        post(program, ticket, "from the ticket system").expect(201);
        post(program, teamRoom(lena), "x").expectProblem(404, "not_found");
        post(program, "notes-" + ticket, "x").expectProblem(404, "not_found");
    }

    @Test
    void refusesBadMessages() {
        User lena = cast.lena();
        String path = "/conversations/" + teamRoom(lena) + "/messages";

        as(lena).post(path, "{").expectProblem(400, "bad_request");
        as(lena).post(path, "[]").expectProblem(400, "bad_request");
        as(lena).post(path, "").expectProblem(400, "bad_request");
        as(lena).post(path, Map.of()).expectProblem(400, "bad_request");
        as(lena).post(path, Map.of("content", 5)).expectProblem(400, "bad_request");
        as(lena).post(path, Map.of("content", " \n ")).expectProblem(400, "bad_request");
        as(lena).post(path, Map.of("content", "x", "clientMessageId", "a b")).expectProblem(400, "bad_request");
        as(lena).post(path, Map.of("content", "x", "clientMessageId", "")).expectProblem(400, "bad_request");
        as(lena).post(path, "{\"content\":\"\\ud800\"}").expectProblem(400, "bad_request");
        as(lena).post(path, "{\"content\":\"a\",\"content\":\"b\"}").expectProblem(400, "bad_request");
        as(lena).post(path, Map.of("content", "x".repeat(10_001))).expectProblem(413, "too_large");
        as(lena).with("Content-Type", "text/plain")
                .post(path, "{\"content\":\"x\"}")
                .expectProblem(415, "bad_request");
        assertThat(as(lena).get(path).list("messages")).isEmpty();

        as(lena).post(path, Map.of("content", "x".repeat(10_000))).expect(201);
    }

    /** The ticket need not be there: whoever does too much is refused first. */
    @Test
    void stepsOfTicketsCountAsMessagesWithWordsOrWithout() {
        User lena = cast.lena();
        Map<String, Map<String, String>> steps = Map.of(
                "claim", Map.of(),
                "assign", Map.of("assigneeId", "ravi"),
                "release", Map.of(),
                "escalate", Map.of("tier", "l2", "note", "x"),
                "return", Map.of("tier", "l1"),
                "handovers", Map.of("toId", "ravi"),
                "handovers/none/accept", Map.of(),
                "handovers/none/decline", Map.of("note", "x"),
                "close", Map.of("message", "x", "reason", "x"),
                "reopen", Map.of());

        steps.forEach((step, body) -> {
            Answer refused = null;
            for (int i = 0; i < 200 && (refused == null || refused.status() != 429); i++) {
                refused = as(lena).post("/tickets/none/" + step, body);
            }
            refused.expectProblem(429, "rate_limited");
        });
    }

    @Test
    void limitsMessagesPerSecondOverBothDoors() {
        Session lena = connect(cast.lena());
        String room = teamRoom(lena.user());
        User ravi = cast.ravi();
        String ravisRoom = teamRoom(ravi);
        for (int i = 0; i < 100; i++) {
            lena.sends("/app/room_message", Map.of("roomId", room, "content", "burst " + i));
        }
        assertThat(lena.awaits("error").text("code")).isEqualTo("rate_limited");

        Answer refused = null;
        for (int i = 0; i < 200 && (refused == null || refused.status() != 429); i++) {
            refused = post(lena.user(), room, "one too many");
        }

        // Others are not held back.
        Answer free = post(ravi, ravisRoom, "free");
        refused.expectProblem(429, "rate_limited");
        assertThat(refused.number("retryAfterMs")).isBetween(1L, 1000L);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        free.expect(201);
    }

    private Answer post(User sender, String conversationId, String content) {
        return as(sender).post("/conversations/" + conversationId + "/messages", Map.of("content", content));
    }
}
