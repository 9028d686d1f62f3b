package com.sealkloud.chat.contract;

import static com.sealkloud.chat.sql.SqlValues.utc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.Traces;
import com.sealkloud.chat.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Edits, deletion, reactions and replies, over STOMP and REST. */
class ChangedMessageTests extends EitherBroker {

    @Test
    void anEditReachesWhoeverHeardTheMessageAndWhoeverReadsItLater() throws Exception {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session outsider = connect(cast.dave());
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "one", "clientMessageId", "c-1"));
        Event message = lena.awaitsContent("one");
        String id = message.text("conversationId");
        String path = "/conversations/" + id;
        String movedUp = as(lena.user()).get(path).text("lastEventAt");
        // What is kept in memory of the log must not outlive the edit.
        as(lena.user()).get(path + "/events").expect(200);

        carol.says("/app/edit_message", edit(id, 1, "two", 0));

        Event edited = lena.awaits("message_edited");
        assertThat(edited.fields())
                .containsExactlyInAnyOrder(
                        "type",
                        "conversationId",
                        "seq",
                        "targetSeq",
                        "messageId",
                        "actorId",
                        "content",
                        "revision",
                        "timestamp");
        assertThat(edited.number("targetSeq")).isEqualTo(1);
        assertThat(edited.number("revision")).isEqualTo(1);
        assertThat(edited.text("messageId")).isEqualTo(message.text("messageId"));
        Answer now = as(lena.user()).get(path).expect(200);
        assertThat(now.text("lastEventAt")).as("no news").isEqualTo(movedUp);
        assertThat(now.number("unreadCount")).isEqualTo(1);
        assertThat(now.json().at("/lastMessage/content").asString()).isEqualTo("two");
        List<JsonNode> log = as(lena.user()).get(path + "/events").expect(200).list("items");
        assertThat(log).hasSize(2);
        assertThat(log.get(0).path("content").asString()).isEqualTo("two");
        assertThat(log.get(0).path("editedAt").asString()).isEqualTo(edited.text("timestamp"));
        assertThat(log.get(1)).isEqualTo(edited.json());

        // The same again, as after a lost receipt, changes nothing; others do not win unseen.
        carol.says("/app/edit_message", edit(id, 1, "two", 0));
        carol.isRefused("/app/edit_message", edit(id, 1, "three", 0), "conflict");
        as(carol.user())
                .patch(path + "/messages/1", Map.of("content", "three", "revision", 0))
                .expectProblem(409, "conflict");
        // What was sent is recognised by what it said then.
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "one", "clientMessageId", "c-1"));
        carol.isRefused(
                "/app/message",
                Map.of("receiverId", lena.userId(), "content", "two", "clientMessageId", "c-1"),
                "conflict");
        assertThat(as(lena.user()).get(path).number("lastSeq")).isEqualTo(2);
        settle(outsider);
        assertThat(outsider.heard("message_edited")).isEmpty();

        as(carol.user())
                .patch(path + "/messages/1", Map.of("content", "three", "revision", 1))
                .expect(200);
        assertThat(as(lena.user())
                        .get(path + "/messages/1/revisions")
                        .expect(200)
                        .list("items"))
                .extracting(item -> item.path("content").asString())
                .containsExactly("one", "two", "three");
        Answer rest =
                as(lena.user()).get(path + "/messages/1/revisions?cursor=2").expect(200);
        assertThat(rest.list("items"))
                .extracting(item -> item.path("revision").asInt())
                .containsExactly(2);
        assertThat(rest.json().required("nextCursor").isNull()).isTrue();
        // Whoever comes later reads them nowhere else.
        List<JsonNode> later = as(lena.user()).get(path + "/events").expect(200).list("items");
        assertThat(later)
                .extracting(
                        event -> event.path("content").asString(),
                        event -> event.path("superseded").asBoolean())
                .containsExactly(tuple("three", false), tuple("", true), tuple("three", false));
    }

    @Test
    void aDeletionLeavesAPlaceWithoutWords() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        String word = "Ambrosia" + newId().substring(0, 8);
        Map<String, Object> message = Map.of("receiverId", lena.userId(), "content", word, "clientMessageId", "c-2");
        carol.says("/app/message", message);
        String id = lena.awaitsContent(word).text("conversationId");
        String path = "/conversations/" + id;
        carol.says("/app/edit_message", edit(id, 1, word + " again", 0));
        lena.says("/app/react", react(id, 1, "👍", true));
        as(lena.user()).get(path + "/events").expect(200);
        Traces traces = new Traces(chat);
        await("the index")
                .untilAsserted(() -> assertThat(traces.of(word))
                        .contains("log_entry", mode.hasPostgres() ? "search_word" : "search_entry"));

        carol.says("/app/delete_message", Map.of("conversationId", id, "seq", 1));
        carol.says("/app/delete_message", Map.of("conversationId", id, "seq", 1));

        Event deleted = lena.awaits("message_deleted");
        assertThat(deleted.text("reason")).isEqualTo("author");
        assertThat(deleted.seq()).isEqualTo(4);
        for (String page : List.of("", "/messages", "/events", "/timeline", "/transcript?format=json")) {
            assertThat(as(lena.user()).get(path + page).expect(200).body())
                    .as(page)
                    .doesNotContain(word)
                    .contains("\"deleted\":true");
        }
        assertThat(traces.of(word)).as("at once").doesNotContain("log_entry", "message_revision", "search_entry");
        assertThat(as(lena.user())
                        .get(path + "/messages")
                        .list("messages")
                        .get(0)
                        .has("reactions"))
                .isFalse();
        assertThat(as(lena.user()).get(path).number("lastSeq")).isEqualTo(4);
        carol.says("/app/message", message);
        Answer repeated = as(carol.user())
                .post(path + "/messages", Map.of("content", word, "clientMessageId", "c-2"))
                .expect(200);
        assertThat(repeated.number("seq")).isEqualTo(1);
        assertThat(repeated.json().path("deleted").asBoolean()).isTrue();
        assertThat(repeated.text("content")).isEmpty();
        assertThat(as(lena.user()).get(path).number("lastSeq")).isEqualTo(4);
        carol.isRefused("/app/edit_message", edit(id, 1, "back", 1), "conflict");
        lena.isRefused("/app/react", react(id, 1, "👍", true), "conflict");
        await("nothing is left").untilAsserted(() -> assertThat(traces.of(word)).isEmpty());
    }

    @Test
    void reactionsAreToldOnceAndFoldedIntoHistory() throws Exception {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session outsider = connect(cast.mona());
        String room = teamRoom(lena.user(), ravi.user());
        lena.hearsRoom(room);
        lena.says("/app/room_message", Map.of("roomId", room, "content", "Lunch?"));
        long seq = lena.awaitsContent("Lunch?").seq();

        // Without its variation selector, as some keyboards write it, it is the same emoji.
        lena.says("/app/react", react(room, seq, "❤", true));
        ravi.says("/app/react", react(room, seq, "❤️", true));
        ravi.says("/app/react", react(room, seq, "❤️", true));
        String rest = "/conversations/" + room + "/messages/" + seq + "/reactions/" + encoded("👩🏽‍💻");
        as(ravi.user()).put(rest).expect(204);
        as(ravi.user()).delete(rest).expect(204);
        as(ravi.user()).delete(rest).expect(204);

        lena.awaits("reaction", event -> !event.json().path("present").asBoolean());
        assertThat(lena.heard("reaction"))
                .extracting(event -> event.text("userId"), event -> event.text("emoji"), event -> event.seq() - seq)
                .containsExactly(
                        tuple(lena.userId(), "❤️", 1L),
                        tuple(ravi.userId(), "❤️", 2L),
                        tuple(ravi.userId(), "👩🏽‍💻", 3L),
                        tuple(ravi.userId(), "👩🏽‍💻", 4L));
        JsonNode line = as(ravi.user())
                .get("/conversations/" + room + "/timeline?limit=2")
                .expect(200)
                .list("lines")
                .get(1);
        assertThat(line.path("content").asString()).isEqualTo("Lunch?");
        assertThat(line.path("reactions")).hasSize(1);
        assertThat(line.at("/reactions/0/count").asInt()).isEqualTo(2);
        assertThat(line.at("/reactions/0/mine").asBoolean()).isTrue();
        assertThat(line.at("/reactions/0/userIds"))
                .extracting(JsonNode::asString)
                .containsExactly(lena.userId(), ravi.userId());
        String hearts = "/conversations/" + room + "/messages/" + seq + "/reactions/" + encoded("❤");
        Answer first = as(ravi.user()).get(hearts + "?limit=1").expect(200);
        Answer last = as(ravi.user())
                .get(hearts + "?limit=1&cursor=" + first.text("nextCursor"))
                .expect(200);
        assertThat(List.of(first.json().at("/items/0"), last.json().at("/items/0")))
                .extracting(
                        reactor -> reactor.path("userId").asString(),
                        reactor -> reactor.path("userName").asString())
                .containsExactly(tuple(lena.userId(), "lena"), tuple(ravi.userId(), "ravi"));
        assertThat(last.json().path("nextCursor").isNull()).isTrue();
        as(ravi.user()).get(hearts + "?cursor=not+one+of+ours").expectProblem(400, "bad_request");
        as(outsider.user()).get(hearts).expectProblem(404, "not_found");

        for (String text : List.of("ok", "👍👍", "🇩", "1", ":+1:")) {
            as(lena.user())
                    .put("/conversations/" + room + "/messages/" + seq + "/reactions/" + encoded(text))
                    .expectProblem(400, "bad_request");
            ravi.isRefused("/app/react", react(room, seq, text, true), "bad_request");
        }
        ravi.isRefused("/app/react", react(room, 1, "👍", true), "not_found");
        outsider.isRefused("/app/react", react(room, seq, "👍", true), "not_found");
        as(lena.user()).delete("/rooms/" + room + "/members/" + ravi.userId()).expect(204);
        ravi.isRefused("/app/react", react(room, seq, "👍", true), "not_found");
    }

    @Test
    void aStormOfReactionsLeavesADenseLogAndTheLastState() throws Exception {
        User lena = cast.lena();
        List<User> people = new ArrayList<>(List.of(lena));
        for (int i = 1; i < 100; i++) {
            people.add(cast.ravi());
        }
        String room = teamRoom(lena, people.subList(1, people.size()).toArray(new User[0]));
        String path = "/conversations/" + room;
        long seq = as(lena).post(path + "/messages", Map.of("content", "Go"))
                .expect(201)
                .number("seq");
        String party = path + "/messages/" + seq + "/reactions/" + encoded("🎉");

        List<Future<?>> toggling = new ArrayList<>();
        Semaphore atOnce = new Semaphore(8);
        for (int i = 0; i < people.size(); i++) {
            User person = people.get(i);
            boolean stays = i % 2 == 0;
            atOnce.acquire();
            toggling.add(THREADS.submit(() -> {
                try {
                    as(person).put(party).expect(204);
                    if (!stays) {
                        as(person).delete(party).expect(204);
                    }
                } finally {
                    atOnce.release();
                }
            }));
        }
        for (Future<?> one : toggling) {
            one.get();
        }

        List<JsonNode> log = as(lena).get(path + "/events?after=" + seq + "&limit=200")
                .expect(200)
                .list("items");
        assertThat(log)
                .extracting(event -> event.path("seq").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(seq + 1, seq + 150).boxed().toList());
        Set<String> present = new TreeSet<>();
        for (JsonNode event : log) {
            String userId = event.path("userId").asString();
            assertThat(event.path("present").asBoolean() ? present.add(userId) : present.remove(userId))
                    .as("each event is a change")
                    .isTrue();
        }
        assertThat(present).hasSize(50);
        assertShowsReactionsOf(present, people.get(1), path);
        // More than are read to be counted.
        chat.database()
                .batchUpdate(
                        "insert into message_reaction (conversation_id, seq, emoji, user_id, reacted_at) values (?, ?, ?, ?, ?)",
                        IntStream.rangeClosed(1, 1_001)
                                .mapToObj(number -> new Object[] {
                                    room,
                                    seq,
                                    "🐧",
                                    "somebody-" + number,
                                    utc(Instant.now().plusSeconds(number))
                                })
                                .toList());
        JsonNode message = assertShowsReactionsOf(present, people.get(1), path);
        assertThat(message.at("/reactions/1/count").asInt()).isEqualTo(1_001);
        assertThat(message.at("/reactions/1/userIds"))
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj(number -> "somebody-" + number)
                        .toList());
        assertThat(as(lena).get(path + "/messages")
                        .list("messages")
                        .get(0)
                        .at("/reactions/0/mine")
                        .asBoolean())
                .isTrue();
    }

    private JsonNode assertShowsReactionsOf(Set<String> present, User reader, String path) {
        JsonNode message = as(reader).get(path + "/messages").list("messages").get(0);
        assertThat(message.at("/reactions/0/count").asInt()).isEqualTo(present.size());
        assertThat(message.at("/reactions/0/mine").asBoolean()).isFalse();
        assertThat(message.at("/reactions/0/userIds"))
                .hasSize(20)
                .allSatisfy(userId -> assertThat(present).contains(userId.asString()));
        return message;
    }

    @Test
    void aMessageHasFiftyDifferentReactions() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, ravi);
        String path = "/conversations/" + room + "/messages";
        long seq = as(lena).post(path, Map.of("content", "Go")).expect(201).number("seq");
        String reactions = path + "/" + seq + "/reactions/";
        List<String> emoji = IntStream.range(0x1f400, 0x1f400 + 52)
                .mapToObj(Character::toString)
                .toList();
        emoji.stream()
                .limit(49)
                .forEach(each -> chat.database()
                        .update(
                                "insert into message_reaction (conversation_id, seq, emoji, user_id, reacted_at)"
                                        + " values (?, ?, ?, ?, now())",
                                room,
                                seq,
                                each,
                                ravi.userId()));

        as(lena).put(reactions + encoded(emoji.get(49))).expect(204);
        as(lena).put(reactions + encoded(emoji.get(50))).expectProblem(409, "conflict");
        as(lena).put(reactions + encoded(emoji.get(0))).expect(204);
        as(ravi).delete(reactions + encoded(emoji.get(1))).expect(204);
        as(lena).put(reactions + encoded(emoji.get(50))).expect(204);
        as(ravi).put(reactions + encoded(emoji.get(51))).expectProblem(409, "conflict");
    }

    @Test
    void whoeverWasRemovedChangesTheirOwnWordsNoMore() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, ravi);
        String path = "/conversations/" + room + "/messages";
        long seq = as(ravi).post(path, Map.of("content", "Mine")).expect(201).number("seq");
        as(lena).delete("/rooms/" + room + "/members/" + ravi.userId()).expect(204);

        as(ravi).patch(path + "/" + seq, Map.of("content", "Yours", "revision", 0))
                .expectProblem(404, "not_found");
        as(ravi).delete(path + "/" + seq).expectProblem(404, "not_found");

        assertThat(as(lena).get(path).list("messages").get(0).path("content").asString())
                .isEqualTo("Mine");
    }

    @Test
    void repliesPointWithinTheirConversationAndFromNotesIntoTheRoom() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        String room = ticketRoom(lena.user(), carol.user());
        carol.hearsRoom(room);
        lena.hears("/topic/notes." + room);
        carol.says("/app/room_message", Map.of("roomId", room, "content", "It burns"));
        long seq = carol.awaitsContent("It burns").seq();
        Map<String, Object> target = Map.of("conversationId", room, "seq", seq);

        lena.says("/app/room_message", Map.of("roomId", room, "content", "Where?", "replyTo", target));
        lena.says("/app/room_message", Map.of("roomId", room, "content", "Again", "note", true, "replyTo", target));

        assertThat(carol.awaitsContent("Where?").json().at("/replyTo/seq").asLong())
                .isEqualTo(seq);
        Event note = lena.awaitsContent("Again");
        assertThat(note.json().at("/replyTo/conversationId").asString()).isEqualTo(room);
        Map<String, Object> noted = Map.of("conversationId", "notes-" + room, "seq", note.seq());
        lena.isRefused("/app/room_message", Map.of("roomId", room, "content", "x", "replyTo", noted), "bad_request");
        carol.isRefused(
                "/app/message", Map.of("receiverId", lena.userId(), "content", "x", "replyTo", target), "bad_request");
        carol.isRefused(
                "/app/room_message",
                Map.of("roomId", room, "content", "x", "replyTo", Map.of("conversationId", room, "seq", 1)),
                "not_found");
        lena.says("/app/react", react("notes-" + room, note.seq(), "👀", true));
        lena.awaits("reaction");
        carol.isRefused("/app/react", react("notes-" + room, note.seq(), "👀", true), "not_found");
        settle(carol);
        assertThat(carol.heard("reaction")).isEmpty();
    }

    @Test
    void nobodyChangesTheWordsOfOthersAndAdministratorsTakeThemAway() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session ada = connect(cast.ada());
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "rude"));
        String id = lena.awaitsContent("rude").text("conversationId");

        lena.isRefused("/app/edit_message", edit(id, 1, "kind", 0), "forbidden");
        lena.isRefused("/app/delete_message", Map.of("conversationId", id, "seq", 1), "forbidden");
        ada.isRefused("/app/edit_message", edit(id, 1, "kind", 0), "not_found");
        chat.database()
                .update(
                        "update log_entry set payload = replace(payload, '\"rude\"', '\"rude\",\"kind\":\"automated\"')"
                                + " where conversation_id = ?",
                        id);
        carol.isRefused("/app/edit_message", edit(id, 1, "kind", 0), "forbidden");
        carol.isRefused("/app/delete_message", Map.of("conversationId", id, "seq", 1), "forbidden");

        // Also where the two may not talk any more: their pages show it still.
        chat.database().update("update conversation set direct_ended = true where conversation_id = ?", id);
        ada.says("/app/delete_message", Map.of("conversationId", id, "seq", 1));

        assertThat(carol.awaits("message_deleted").text("reason")).isEqualTo("moderation");
        assertThat(as(ada.user())
                        .get("/audit?action=message.deleted&target=conversation:" + id)
                        .expect(200)
                        .list("items"))
                .hasSize(1);
    }

    /** Each takes back what others are shown of the message, also if it is gone by then. */
    @Test
    void deletionsCountAsMessages() {
        User lena = cast.lena();
        Session ravi = connect(cast.ravi());
        String room = teamRoom(lena, ravi.user());
        String path = "/conversations/" + room + "/messages";
        long lenas = as(lena).post(path, Map.of("content", "Mine")).expect(201).number("seq");
        long ravis = as(ravi.user())
                .post(path, Map.of("content", "Yours"))
                .expect(201)
                .number("seq");

        Answer answer = null;
        for (int i = 0; i < 200 && (answer == null || answer.status() == 204); i++) {
            answer = as(lena).delete(path + "/" + lenas);
        }
        for (int i = 0; i < 100; i++) {
            ravi.sends("/app/delete_message", Map.of("conversationId", room, "seq", ravis));
        }

        answer.expectProblem(429, "rate_limited");
        assertThat(ravi.awaits("error").text("code")).isEqualTo("rate_limited");
    }

    @Test
    void programsChangeWhatTheyHaveWritten() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        User program = cast.ticketService();
        String room = ticketRoom(lena.user(), carol.user());
        carol.hearsRoom(room);
        String path = "/conversations/" + room + "/messages";
        long seq = as(program)
                .post(path, Map.of("content", "Parts are orderd", "clientMessageId", "p-1"))
                .expect(201)
                .number("seq");

        as(program)
                .patch(path + "/" + seq, Map.of("content", "Parts are ordered", "revision", 0))
                .expect(200);
        as(program).delete(path + "/" + seq).expect(204);

        assertThat(carol.awaits("message_edited").text("content")).isEqualTo("Parts are ordered");
        assertThat(carol.awaits("message_deleted").text("reason")).isEqualTo("author");
        as(program).put(path + "/" + seq + "/reactions/" + encoded("👍")).expectProblem(404, "not_found");
    }

    private static Map<String, Object> edit(String conversationId, long seq, String content, int revision) {
        return Map.of("conversationId", conversationId, "seq", seq, "content", content, "revision", revision);
    }

    private static Map<String, Object> react(String conversationId, long seq, String emoji, boolean present) {
        return Map.of("conversationId", conversationId, "seq", seq, "emoji", emoji, "present", present);
    }

    private static String encoded(String emoji) {
        return URLEncoder.encode(emoji, StandardCharsets.UTF_8);
    }
}
