package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.Traces;
import com.sealkloud.chat.testing.User;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Messages go by their age, 30 days here, with all that belongs to them; holds keep them. */
class RetentionTests extends EitherBroker {

    /** As long as one may be, of characters that are two UTF-16 units each. */
    private static final String REASON = "🔒".repeat(500);

    private final String canary = "Okapi" + newId().substring(0, 8);

    @Test
    void whatIsTooOldGoesWithAllThatBelongsToItAndOpenClientsAreTold() throws Exception {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, lena, ravi);
        String path = "/conversations/" + room;
        String webhook = newId();
        chat.database()
                .update(
                        "insert into webhook (webhook_id, url, events, secret, created_at)"
                                + " values (?, 'https://hooks.example.org/x', '*', 'x', current_timestamp)",
                        webhook);
        long first = write(lena, room, canary + " once");
        as(lena).patch(path + "/messages/" + first, Map.of("content", canary + " twice", "revision", 0))
                .expect(200);
        long late = write(lena, room, canary + " to be edited late");
        as(ravi).put(path + "/messages/" + late + "/reactions/%F0%9F%91%8D").expect(204);
        as(lena).put(path + "/messages/" + late + "/pin").expect(204);
        String file = as(lena).with("Content-Type", "application/octet-stream")
                .with("Content-Disposition", "attachment; filename=\"" + canary + ".txt\"")
                .post(path + "/attachments", canary.getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .text("attachmentId");
        as(lena).post(path + "/messages", Map.of("content", "", "attachmentIds", List.of(file)))
                .expect(201);
        long lastOld = lastSeq(lena, room);
        as(lena).patch(path + "/messages/" + late, Map.of("content", canary + " edited late", "revision", 0))
                .expect(200);
        long reply = as(ravi).post(
                        path + "/messages",
                        Map.of("content", "young", "replyTo", Map.of("conversationId", room, "seq", late)))
                .expect(201)
                .number("seq");
        await("search")
                .untilAsserted(() -> assertThat(
                                as(ravi).get("/search/messages?q=" + canary).list("items"))
                        .hasSizeGreaterThanOrEqualTo(3));
        Session reader = connect(ravi).hearsRoom(room);
        assertThat(new Traces(chat).of(canary)).contains("log_entry", "attachment", "webhook_delivery", "files");
        age(room, lastOld, 31);

        trim();

        Event told = reader.awaits("log_trimmed");
        assertThat(told.fields()).containsExactlyInAnyOrder("type", "conversationId", "firstSeq", "timestamp");
        assertThat(told.text("conversationId")).isEqualTo(room);
        assertThat(told.json().path("firstSeq").asLong()).isEqualTo(lastOld + 1);
        await("nothing is left")
                .untilAsserted(() -> assertThat(new Traces(chat).of(canary)).isEmpty());
        JsonNode timeline = as(ravi).get(path + "/timeline").expect(200).json();
        assertThat(timeline.path("firstSeq").asLong()).isEqualTo(lastOld + 1);
        assertThat(timeline.path("hasMoreBefore").asBoolean(true)).isFalse();
        assertThat(timeline.path("lines")
                        .valueStream()
                        .map(line -> line.path("seq").asLong()))
                .containsExactly(reply);
        assertThat(as(ravi).get(path + "/messages?after=0").list("messages")).hasSize(1);
        assertThat(as(ravi).get(path + "/messages?before=" + late)
                        .json()
                        .path("hasMoreAfter")
                        .asBoolean(false))
                .isTrue();
        JsonNode events = as(ravi).get(path + "/events?after=0").expect(200).json();
        assertThat(events.path("firstSeq").asLong()).isEqualTo(lastOld + 1);
        assertThat(events.path("items")
                        .valueStream()
                        .map(event -> event.path("seq").asLong()))
                .containsExactly(lastOld + 1, reply);
        assertThat(events.path("nextCursor").isNull()).isTrue();
        assertThat(as(ravi).get(path).json().path("unreadCount").asLong()).isZero();
        assertThat(as(lena).get(path).json().path("unreadCount").asLong()).isEqualTo(1);
        assertThat(connect(lena)
                        .awaits("sync")
                        .json()
                        .path("conversations")
                        .valueStream()
                        .filter(head -> head.path("conversationId").asString().equals(room))
                        .map(head -> head.path("firstSeq").asLong()))
                .containsExactly(lastOld + 1);
        as(ravi).get("/attachments/" + file).expect(404);
        assertThat(as(ravi).get(path + "/pins").list("items")).isEmpty();
        as(ravi).patch(path + "/messages/" + late, Map.of("content", "x", "revision", 1))
                .expectProblem(404, "not_found");
        as(ravi).put(path + "/messages/" + late + "/reactions/%F0%9F%91%8D").expectProblem(404, "not_found");
        as(ravi).post(
                        path + "/messages",
                        Map.of("content", "to what is gone", "replyTo", Map.of("conversationId", room, "seq", late)))
                .expectProblem(404, "not_found");
        assertThat(as(ravi).get(path + "/transcript?format=text").expect(200).body())
                .contains("young")
                .doesNotContain(canary);
        as(cast.ada()).delete("/webhooks/" + webhook).expect(204);
    }

    @Test
    void whatIsShownOfALateEditGoesWithItsMessage() {
        User lena = cast.lena();
        Session mona = connect(cast.mona());
        String room = teamRoom(lena, lena, mona.user());
        long seq = write(lena, room, canary);
        mona.says("/app/read", Map.of("conversationId", room, "seq", seq));
        String content = canary + " @" + mona.userId();
        as(lena).patch("/conversations/" + room + "/messages/" + seq, Map.of("content", content, "revision", 0))
                .expect(200);
        Event shown = mona.awaits("notification", event -> event.text("body").equals(content));
        assertThat(shown.seq()).isEqualTo(seq + 1);
        age(room, seq, 31);

        trim();

        Event withdrawn = mona.awaits("notification_withdrawn", event -> event.number("readSeq") == seq + 1);
        assertThat(withdrawn.text("conversationId")).isEqualTo(room);
    }

    @Test
    void aLogOfWhichNothingIsLeftGoesOnWithItsNumbers() {
        User lena = cast.lena();
        User carol = cast.carol();
        String talk = directConversation(lena, carol);
        write(lena, talk, "long ago");
        long last = write(carol, talk, "long ago, too");
        as(lena).put("/conversations/" + talk + "/read", Map.of("seq", 1)).expect(204);
        age(talk, last, 31);

        trim();

        await("the messages to go").until(() -> firstSeq(lena, talk) == last + 1);
        JsonNode seen = as(lena).get("/conversations/" + talk).json();
        assertThat(seen.path("lastMessage").isNull()).isTrue();
        assertThat(seen.path("unreadCount").asLong()).isZero();
        assertThat(seen.path("lastSeq").asLong()).isEqualTo(last);
        JsonNode events =
                as(lena).get("/conversations/" + talk + "/events?after=0").json();
        assertThat(events.path("items")).isEmpty();
        assertThat(events.path("nextCursor").isNull()).isTrue();
        JsonNode page =
                as(lena).get("/conversations/" + talk + "/messages?before=1").json();
        assertThat(page.path("hasMoreAfter").asBoolean(true)).isFalse();
        assertThat(write(carol, talk, "again")).isEqualTo(last + 1);
        assertThat(as(lena).get("/conversations/" + talk)
                        .json()
                        .path("unreadCount")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void unreadMessagesBehindALongGapAreCountedForNotifications() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, lena, ravi);
        chat.database()
                .update("update conversation set first_seq = 5001, last_seq = 5000 where conversation_id = ?", room);
        chat.database().update("delete from log_entry where conversation_id = ?", room);
        chat.database().update("update participant set last_read_seq = 0 where conversation_id = ?", room);
        Session reader = connect(ravi);

        write(lena, room, "the first that is left");

        assertThat(reader.awaits(
                                "notification",
                                event -> event.text("conversationId").equals(room))
                        .json()
                        .path("unreadTotal")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void aTicketsMessagesStayUntilItIsClosedForSoLong() {
        User lena = cast.lena();
        User carol = cast.carol();
        String room = ticketRoom(lena, lena, carol);
        String notes = "notes-" + room;
        write(carol, room, "help");
        note(lena, room);
        age(room, 1_000, 40);
        age(notes, 1_000, 40);
        String other = olderRoom(lena);

        trimUntil(lena, other);
        assertThat(firstSeq(lena, room)).isEqualTo(1);

        setClosed(room, 20);
        trimUntil(lena, olderRoom(lena));
        assertThat(firstSeq(lena, room)).isEqualTo(1);

        setClosed(room, 31);
        trim();
        await("the room").until(() -> firstSeq(lena, room) > 1);
        await("the notes").until(() -> firstSeq(lena, notes) > 1);
    }

    @Test
    void aHoldKeepsAConversationAndItsNotesAndIsNotTwice() {
        User ada = cast.ada();
        User lena = cast.lena();
        String room = ticketRoom(lena, lena);
        String notes = "notes-" + room;
        note(lena, room);
        age(room, 1_000, 40);
        age(notes, 1_000, 40);
        setClosed(room, 35);
        as(ada).put("/conversations/" + notes + "/hold", Map.of("reason", REASON))
                .expect(204);
        as(ada).put("/conversations/" + room + "/hold", Map.of("reason", REASON))
                .expect(204);

        trimUntil(lena, olderRoom(lena));

        assertThat(firstSeq(lena, room)).isEqualTo(1);
        assertThat(firstSeq(lena, notes)).isEqualTo(1);
        JsonNode state =
                as(ada).get("/conversations/" + room + "/hold").expect(200).json();
        assertThat(state.path("reason").asString()).isEqualTo(REASON);
        assertThat(state.path("heldBy").asString()).isEqualTo(ada.userId());
        assertThat(dryRun(room).path("held").asBoolean(false)).isTrue();
        as(ada).post("/conversations/" + room + "/erasure", Map.of("reason", "asked"))
                .expectProblem(409, "held");
        as(ada).post("/conversations/" + notes + "/erasure", Map.of("reason", "asked"))
                .expectProblem(409, "held");
        assertThat(actions(room)).containsExactly("conversation.held");

        as(ada).call("DELETE", "/conversations/" + room + "/hold", Map.of("reason", "settled"))
                .expect(204);
        as(ada).call("DELETE", "/conversations/" + room + "/hold", Map.of("reason", "settled"))
                .expect(204);
        assertThat(actions(room)).containsExactly("conversation.released", "conversation.held");
        trim();
        await("the room").until(() -> firstSeq(lena, room) > 1);
        await("the notes").until(() -> firstSeq(lena, notes) > 1);
    }

    @Test
    void nobodyIsErasedWhoHasWrittenWhereAHoldIs() {
        User ada = cast.ada();
        User lena = cast.lena();
        User carol = cast.carol();
        String room = ticketRoom(lena, lena, carol);
        write(carol, room, "evidence");
        as(ada).put("/conversations/" + room + "/hold", Map.of("reason", REASON))
                .expect(204);

        as(ada).post("/users/" + carol.userId() + "/erasure", Map.of("reason", "asked"))
                .expectProblem(409, "held");

        assertThat(as(lena).get("/conversations/" + room + "/messages").body()).contains("evidence");
        as(ada).call("DELETE", "/conversations/" + room + "/hold", Map.of("reason", "settled"))
                .expect(204);
        as(ada).post("/users/" + carol.userId() + "/erasure", Map.of("reason", "asked"))
                .expect(202);
        await("a hold is possible again")
                .untilAsserted(() -> as(ada).put("/conversations/" + room + "/hold", Map.of("reason", REASON))
                        .expect(204));
        as(ada).call("DELETE", "/conversations/" + room + "/hold", Map.of("reason", "settled"))
                .expect(204);
    }

    @Test
    void anErasureWaitsForAHoldThatWasSetWhenItBegan() {
        User ada = cast.ada();
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, lena, ravi);
        write(ravi, room, "evidence");
        String erasure = chat.bean(TransactionTemplate.class).execute(status -> {
            chat.database().queryForList("select 1 from conversation where conversation_id = ? for update", room);
            String begun = as(ada).post("/users/" + ravi.userId() + "/erasure", Map.of("reason", "asked"))
                    .expect(202)
                    .text("erasureId");
            chat.database()
                    .update(
                            "insert into conversation_hold (conversation_id, reason, held_by, held_at)"
                                    + " values (?, ?, ?, current_timestamp)",
                            room,
                            REASON,
                            ada.userId());
            return begun;
        });

        await("the next try")
                .until(() -> chat.database()
                        .queryForObject(
                                "select attempts > 0 and due_at < current_timestamp + interval '40' second"
                                        + " from erasure where erasure_id = ?",
                                Boolean.class,
                                erasure));

        assertThat(as(ada).get("/erasures/" + erasure).text("status")).isEqualTo("running");
        assertThat(as(lena).get("/conversations/" + room + "/messages").body()).contains("evidence");
        as(ada).call("DELETE", "/conversations/" + room + "/hold", Map.of("reason", "settled"))
                .expect(204);
        chat.database().update("update erasure set due_at = current_timestamp where erasure_id = ?", erasure);
        chat.bean("erasureWorker", DueWorker.class).wake();
        await("the erasure")
                .until(() -> as(ada).get("/erasures/" + erasure).text("status").equals("done"));
        assertThat(as(lena).get("/conversations/" + room + "/messages").body()).doesNotContain("evidence");
    }

    @Test
    void theDryRunTellsWhatWouldGoAndRemovesNothing() {
        User ada = cast.ada();
        User lena = cast.lena();
        String talk = directConversation(lena, cast.carol());
        write(lena, talk, "old");
        write(lena, talk, "old, too");
        write(lena, talk, "young");
        age(talk, 2, 31);

        JsonNode would = dryRun(talk);

        assertThat(would.path("messages").asLong()).isEqualTo(2);
        assertThat(would.path("firstSeq").asLong()).isEqualTo(3);
        assertThat(would.path("kind").asString()).isEqualTo("direct");
        assertThat(would.path("title").asString()).contains(lena.userName());
        assertThat(would.path("held").asBoolean(true)).isFalse();
        assertThat(as(lena).get("/conversations/" + talk + "/messages").list("messages"))
                .hasSize(3);
        assertThat(as(ada).get("/retention").json().path("direct").asInt()).isEqualTo(30);
    }

    @Test
    void senseless() {
        User ada = cast.ada();
        as(ada).put("/conversations/nowhere/hold", Map.of("reason", REASON)).expectProblem(404, "not_found");
        as(ada).call("DELETE", "/conversations/nowhere/hold", Map.of("reason", REASON))
                .expectProblem(404, "not_found");
        String room = teamRoom(cast.lena());
        as(ada).put("/conversations/" + room + "/hold", Map.of("reason", " ")).expectProblem(400, "bad_request");
        as(ada).put("/conversations/" + room + "/hold", Map.of()).expectProblem(400, "bad_request");
        as(ada).get("/retention/dry-run?limit=0").expectProblem(400, "bad_request");
        as(ada).get("/retention/dry-run?cursor=%25").expectProblem(400, "bad_request");
        as(cast.lena())
                .put("/conversations/" + room + "/hold", Map.of("reason", REASON))
                .expectProblem(403, "forbidden");
    }

    @Test
    void postingATranscriptAndAnErasureGoOnWhileTheLogIsTrimmed() throws Exception {
        User ada = cast.ada();
        User lena = cast.lena();
        User carol = cast.carol();
        String room = ticketRoom(lena, lena, carol);
        User mona = cast.mona();
        // So many that nobody writes more than a burst, of which lena has used a part.
        List<User> authors = List.of(carol, cast.ravi(), cast.ravi(), cast.ravi(), cast.ravi(), cast.ravi(), mona);
        authors.subList(1, 7)
                .forEach(staff -> as(lena).put("/rooms/" + room + "/members/" + staff.userId())
                        .expect(204));
        IntStream.rangeClosed(1, 120).forEach(i -> write(authors.get(i % 6), room, "old " + i));
        long old = lastSeq(lena, room);
        age(room, old, 31);
        setClosed(room, 31);
        List<Future<?>> atOnce = new ArrayList<>();
        atOnce.add(THREADS.submit(() -> IntStream.rangeClosed(1, 15).forEach(i -> write(mona, room, "new " + i))));
        atOnce.add(THREADS.submit(() -> {
            for (int i = 0; i < 5; i++) {
                as(lena).get("/conversations/" + room + "/transcript?format=json")
                        .expect(200)
                        .json();
            }
        }));
        String erasure = as(ada).post("/users/" + carol.userId() + "/erasure", Map.of("reason", "asked"))
                .expect(202)
                .text("erasureId");

        trim();

        for (Future<?> each : atOnce) {
            each.get();
        }
        await("the erasure")
                .until(() -> as(ada).get("/erasures/" + erasure).text("status").equals("done"));
        trim();
        await("the old ones to go").until(() -> firstSeq(lena, room) > old);
        List<Long> seqs = as(lena).get("/conversations/" + room + "/events?after=0&limit=200").list("items").stream()
                .map(event -> event.path("seq").asLong())
                .toList();
        assertThat(seqs)
                .isEqualTo(LongStream.rangeClosed(firstSeq(lena, room), lastSeq(lena, room))
                        .boxed()
                        .toList());
        assertThat(as(lena).get("/conversations/" + room + "/transcript?format=text")
                        .body())
                .contains("new 1", "new 15")
                .doesNotContain("old ");
    }

    private void note(User author, String room) {
        connect(author).says("/app/room_message", Map.of("roomId", room, "content", "a note", "note", true));
    }

    /** What the clock does in a month. */
    private void age(String conversationId, long upTo, int days) {
        chat.database()
                .update(
                        "update log_entry set occurred_at = current_timestamp - interval '" + days
                                + "' day where conversation_id = ? and seq <= ?",
                        conversationId,
                        upTo);
    }

    private void setClosed(String room, int daysAgo) {
        chat.database()
                .update(
                        "update conversation set ticket_closed = true, ticket_since = current_timestamp - interval '"
                                + daysAgo + "' day where conversation_id = ?",
                        room);
    }

    /** Another room in which something is too old. */
    private String olderRoom(User lena) {
        String room = teamRoom(lena);
        age(room, 1_000, 31);
        return room;
    }

    private void trim() {
        chat.bean("retentionWorker", DueWorker.class).wake();
    }

    /** Once this one is trimmed, which is looked at with all others, those that stay do stay. */
    private void trimUntil(User lena, String room) {
        trim();
        await("trimming").until(() -> firstSeqStored(room) > 1);
        String behind = olderRoom(lena);
        await("another round").until(() -> {
            trim();
            return firstSeqStored(behind) > 1;
        });
    }

    private long firstSeqStored(String room) {
        return chat.database()
                .queryForObject("select first_seq from conversation where conversation_id = ?", Long.class, room);
    }

    private JsonNode dryRun(String conversationId) {
        String cursor = "";
        while (true) {
            JsonNode page = as(cast.ada())
                    .get("/retention/dry-run?limit=200&cursor=" + cursor)
                    .expect(200)
                    .json();
            for (JsonNode item : page.path("items")) {
                if (item.path("conversationId").asString().equals(conversationId)) {
                    return item;
                }
            }
            assertThat(page.path("nextCursor").isNull())
                    .as("%s is not in the dry run", conversationId)
                    .isFalse();
            cursor = page.path("nextCursor").asString();
        }
    }

    private List<String> actions(String room) {
        return as(cast.ada()).get("/audit?target=conversation:" + room).list("items").stream()
                .map(entry -> entry.path("action").asString())
                .filter(action -> action.equals("conversation.held") || action.equals("conversation.released"))
                .toList();
    }

    private long firstSeq(User reader, String conversationId) {
        return as(reader)
                .get("/conversations/" + conversationId)
                .json()
                .path("firstSeq")
                .asLong();
    }

    private long lastSeq(User reader, String conversationId) {
        return as(reader)
                .get("/conversations/" + conversationId)
                .json()
                .path("lastSeq")
                .asLong();
    }

    private long write(User author, String conversationId, String content) {
        return as(author)
                .post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                .expect(201)
                .number("seq");
    }
}
