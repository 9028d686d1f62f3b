package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Search: what is found of what was written, and that the index follows it. */
class SearchTests extends EitherBroker {

    private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private static final String WORDS_OF_NONE =
            "insert into search_entry (conversation_id, seq, sent_at, tokens) values (?, ?, now(), '{}')";

    private static final String TEXT_OF_NONE = """
            insert into search_entry
                (conversation_id, seq, sender_id, sent_at, has_file, has_link, has_image, words)
            values (?, ?, '', now(), false, false, false, '')""";

    private static final String INSERTING = """
            select count(*) from information_schema.sessions
            where executing_statement like '%into search_entry%' and session_id <> session_id()""";

    @Test
    void aPartOfAWordIsFoundAndMarked() {
        User carol = cast.carol();
        User lena = cast.lena();
        String id = directConversation(carol, lena);
        String word = word();
        double before = metric("chat_search_lag_seconds_count");
        post(carol, id, "Die Straße der **" + word + "patrone** ist\nleer");

        JsonNode hit = awaitHit(lena, "STRASSE " + word.substring(1));

        assertThat(hit.propertyNames())
                .containsExactlyInAnyOrder(
                        "conversationId",
                        "kind",
                        "title",
                        "seq",
                        "messageId",
                        "senderId",
                        "senderName",
                        "timestamp",
                        "snippet",
                        "matches");
        assertThat(hit.path("conversationId").asString()).isEqualTo(id);
        assertThat(hit.path("seq").asLong()).isEqualTo(1);
        assertThat(hit.path("title").asString()).isEqualTo("carol");
        assertThat(hit.path("senderId").asString()).isEqualTo(carol.userId());
        assertThat(hit.path("snippet").asString()).isEqualTo("Die Straße der " + word + "patrone ist leer");
        assertThat(hit.path("matches").toString()).isEqualTo("[[4,10],[16,%d]]".formatted(15 + word.length()));
        await("how late it was").until(() -> metric("chat_search_lag_seconds_count") > before);
        assertThat(metric("chat_search_lag_seconds_max")).isBetween(0.0, 60.0);
    }

    @Test
    void filesAreFoundByTheirNamesAndByWhatTheyAre() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String direct = directConversation(lena, ravi);
        String word = word();
        post(ravi, direct, word + " without a file");
        String plan = post(ravi, direct, word, uploaded(ravi, direct, "Plan of " + word + ".pdf", PDF));
        String photo = post(ravi, direct, "", uploaded(ravi, direct, word + ".png", PNG));
        awaitHits(lena, word, 3);

        assertThat(hits(lena, "q=" + word + "&has=file"))
                .extracting(SearchTests::messageId)
                .containsExactly(photo, plan);
        assertThat(hits(lena, "q=" + word + "&has=image"))
                .extracting(SearchTests::messageId)
                .containsExactly(photo);
        assertThat(hits(lena, "has=image&conversationId=" + direct)).hasSize(1);
        assertThat(hits(lena, "q=plan " + word + "&has=file"))
                .extracting(SearchTests::messageId)
                .containsExactly(plan);
        assertThat(hits(cast.mona(), "q=" + word + "&has=file")).isEmpty();
        search(lena, "q=" + word + "&has=nonsense", 400);
    }

    private static String messageId(JsonNode hit) {
        return hit.path("messageId").asString();
    }

    private String post(User author, String conversationId, String content, String file) {
        return as(author)
                .post(
                        "/conversations/" + conversationId + "/messages",
                        Map.of("content", content, "attachmentIds", List.of(file)))
                .expect(201)
                .text("messageId");
    }

    @Test
    void resultsArePagedFromTheNewestOnAndNarrowedDown() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        User mona = cast.mona();
        String room = teamRoom(lena, ravi, mona);
        String direct = directConversation(lena, ravi);
        String word = word();
        for (int i = 1; i <= 5; i++) {
            post(i % 2 == 0 ? ravi : lena, room, word + " number" + i);
        }
        post(ravi, direct, "see https://example.org/" + word);
        awaitHits(lena, word, 6);

        List<Long> seqs = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = search(lena, "q=" + word + "&kind=team&limit=2" + cursor);
            page.list("items").forEach(hit -> seqs.add(hit.path("seq").asLong()));
            String next = page.json().path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
            // Whoever else has it gets their own messages, and no more.
            assertThat(hits(cast.dave(), "q=" + word + cursor)).isEmpty();
        } while (!cursor.isEmpty());
        long first = seqs.get(4);
        assertThat(seqs).containsExactly(first + 4, first + 3, first + 2, first + 1, first);

        assertThat(hits(lena, "q=" + word + "&has=link"))
                .extracting(SearchTests::content)
                .singleElement()
                .asString()
                .contains("https");
        assertThat(hits(lena, "has=link&conversationId=" + direct)).hasSize(1);
        assertThat(hits(lena, "q=" + word + "&sender=" + ravi.userId())).hasSize(3);
        assertThat(hits(lena, "q=" + word + "&conversationId=" + room)).hasSize(5);
        assertThat(hits(mona, "q=" + word)).hasSize(5);
        assertThat(hits(lena, "q=" + word + " -number3 -https")).hasSize(4);
        assertThat(hits(lena, "q=\"" + word + " number3\"")).hasSize(1);
        String third = hits(lena, "q=number3 " + word).get(0).path("timestamp").asString();
        assertThat(hits(lena, "q=" + word + "&since=" + third)).hasSizeBetween(4, 6);
        assertThat(hits(lena, "q=" + word + "&kind=team&until=" + third)).hasSizeLessThan(3);
        assertThat(hits(lena, "q=" + word + "&since=9999-12-31T00:00:00Z")).isEmpty();
        assertThat(hits(lena, "q=")).isEmpty();
        search(lena, "q=x&cursor=nonsense", 400);
        search(lena, "q=" + "x".repeat(251), 400);
        search(lena, "q=x&limit=101", 400);
    }

    @Test
    void titlesAndTicketNumbersAreFound() {
        User lena = cast.lena();
        String word = word();
        String ticketId = "T" + word;
        as(lena).post(
                        "/rooms",
                        Map.of("name", "Über " + word, "kind", "ticket", "ticketId", ticketId, "memberIds", List.of()))
                .expect(201);

        JsonNode hit = hits(lena, "q=uber " + word.substring(2)).get(0);

        assertThat(hit.path("field").asString()).isEqualTo("title");
        assertThat(hit.path("kind").asString()).isEqualTo("ticket");
        assertThat(hit.path("conversationId").asString()).isEqualTo("ticket-" + ticketId);
        assertThat(hit.path("seq").asLong()).isEqualTo(1);
        String number = as(lena).get("/conversations/ticket-" + ticketId)
                .expect(200)
                .json()
                .path("ticket")
                .path("number")
                .asString("");
        assertThat(hit.path("snippet").asString()).isEqualTo((number + " Über " + word).strip());
        assertThat(hit.has("messageId")).isFalse();
        assertThat(hits(cast.ravi(), "q=" + word)).isEmpty();
    }

    @Test
    void editsAndDeletionsAreFollowed() {
        User carol = cast.carol();
        User lena = cast.lena();
        String id = directConversation(carol, lena);
        String before = word();
        String after = word();
        String gone = word();
        post(carol, id, before);
        post(carol, id, gone);
        awaitHits(lena, before, 1);
        awaitHits(lena, gone, 1);

        as(carol)
                .patch("/conversations/" + id + "/messages/1", Map.of("content", after, "revision", 0))
                .expect(200);
        assertThat(hits(lena, "q=" + before)).as("at once").isEmpty();
        awaitHits(lena, after, 1);

        as(carol).delete("/conversations/" + id + "/messages/2").expect(204);
        assertThat(hits(lena, "q=" + gone)).isEmpty();
        assertThat(rowsOf(id)).as("in the same transaction").isEqualTo(1);
        await("words that nobody has").until(() -> indexed(before) + indexed(gone) == 0);
        as(carol).delete("/conversations/" + id + "/messages/1").expect(204);
        assertThat(rowsOf(id)).isZero();
        await("words that nobody has").until(() -> indexed(after) == 0);
    }

    @Test
    void whatIsDeletedBeforeItIsReadForTheIndexIsNeverInIt() {
        User carol = cast.carol();
        User lena = cast.lena();
        String id = directConversation(carol, lena);
        String gone = word();
        String last = word();
        SmartLifecycle updates = chat.bean("indexUpdates", SmartLifecycle.class);
        updates.stop();
        try {
            post(carol, id, gone);
            as(carol).delete("/conversations/" + id + "/messages/1").expect(204);
        } finally {
            updates.start();
        }

        post(carol, id, last);

        awaitHits(lena, last, 1);
        assertThat(rowsOf(id)).isEqualTo(1);
        assertThat(indexed(gone)).isZero();
    }

    @Test
    void aDeletionWaitsForWhoeverWritesItsMessageIntoTheIndexAtThatMoment() {
        User carol = cast.carol();
        User lena = cast.lena();
        String id = directConversation(carol, lena);
        String first = word();
        String gone = word();
        post(carol, id, first);
        awaitHits(lena, first, 1);

        CompletableFuture<Answer> deletion = chat.bean(TransactionTemplate.class)
                .execute(status -> {
                    // The index has read the message and waits for this row, which is taken back.
                    chat.database().update(mode.hasPostgres() ? WORDS_OF_NONE : TEXT_OF_NONE, id, 2);
                    status.setRollbackOnly();
                    post(carol, id, gone);
                    await("the index").until(() -> waiting() == 1);
                    CompletableFuture<Answer> begun = CompletableFuture.supplyAsync(
                            () -> as(carol).delete("/conversations/" + id + "/messages/2"), THREADS);
                    await("the deletion").until(() -> begun.isDone() || waiting() == 2);
                    assertThat(begun).as("it waits for the index").isNotDone();
                    return begun;
                });

        assertThat(deletion).isNotNull();
        deletion.join().expect(204);
        assertThat(rowsOf(id)).isEqualTo(1);
        await("words that nobody has").until(() -> indexed(gone) == 0);
    }

    /** Whoever inserts a row that may not stay is not blocked in H2, but tries again and again. */
    private long waiting() {
        return waitingForARow() + (mode.hasPostgres() ? 0 : chat.database().queryForObject(INSERTING, Long.class));
    }

    @Test
    void theIndexIsRebuiltWhileOneSearches() {
        User carol = cast.carol();
        User lena = cast.lena();
        String id = directConversation(carol, lena);
        String word = word();
        post(carol, id, word);
        awaitHits(lena, word, 1);
        chat.database().update("delete from search_entry where conversation_id = ?", id);
        assertThat(hits(lena, "q=" + word)).isEmpty();
        as(lena).post("/search/rebuild", Map.of()).expect(403);

        as(cast.ada()).post("/search/rebuild", Map.of()).expect(202);

        awaitHits(lena, word, 1);
        assertThat(chat.database()
                        .queryForObject("select count(*) from audit_entry where action = 'search.rebuilt'", Long.class))
                .isPositive();
    }

    @Test
    void anyTextIsALegalQuery() {
        User lena = cast.lena();
        directConversation(lena, cast.ravi());
        for (String q : List.of(
                "'",
                "\"",
                "\\",
                "%",
                "_",
                "a'b\"c",
                "- -",
                "--x",
                "\"\"",
                "(",
                "*",
                "a & b | !c",
                ":*",
                "🎉",
                "e\u0301",
                "\u202e",
                "x".repeat(250),
                "a ".repeat(125),
                "\u3000",
                "$1",
                "{}",
                "?")) {
            search(lena, "q=" + URLEncoder.encode(q, StandardCharsets.UTF_8), 200);
        }
    }

    private void post(User author, String conversationId, String content) {
        as(author)
                .post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                .expect(201);
    }

    private JsonNode awaitHit(User person, String q) {
        awaitHits(person, q, 1);
        return hits(person, "q=" + q).get(0);
    }

    private void awaitHits(User person, String q, int count) {
        await(q).until(() -> hits(person, "q=" + q).size() == count);
    }

    private List<JsonNode> hits(User person, String query) {
        return search(person, query).list("items");
    }

    private Answer search(User person, String query) {
        return search(person, query, 200);
    }

    private Answer search(User person, String query, int status) {
        String encoded = Arrays.stream(query.split("&"))
                .map(pair -> pair.replace(" ", "%20").replace("\"", "%22").replace("ß", "%C3%9F"))
                .collect(Collectors.joining("&"));
        return as(person).get("/search/messages?" + encoded).expect(status);
    }

    private static String content(JsonNode hit) {
        return hit.path("snippet").asString();
    }

    private long rowsOf(String conversationId) {
        return chat.database()
                .queryForObject(
                        "select count(*) from search_entry where conversation_id = ?", Long.class, conversationId);
    }

    /** How often the index has a word in readable form. */
    private long indexed(String word) {
        String table = mode.hasPostgres() ? "search_word where word" : "search_entry where words";
        return chat.database()
                .queryForObject("select count(*) from " + table + " like ?", Long.class, "%" + word + "%");
    }

    /** Letters that nobody else's words begin with. */
    private static String word() {
        return "q" + newId().replace("-", "").substring(0, 14);
    }
}
