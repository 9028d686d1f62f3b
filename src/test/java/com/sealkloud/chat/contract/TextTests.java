package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.IdentityProvider;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import com.sealkloud.chat.text.Cases;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Text is validated equally over STOMP, REST and AMQP, and text stored before the check stays
 * readable.
 */
class TextTests extends EitherBroker {

    /** As JSON writes them: half of a pair, NUL, and what breaks, turns or hides a line. */
    private static final List<String> NO_NAMES = List.of(
            "\\ud83d",
            "a\\ude42",
            "a\\u0000b",
            "a\\nb",
            "a\\rb",
            "a\\u0085b",
            "a\\u009bb",
            "a\\u2028b",
            "a\\u202eb",
            "a\\u2066b",
            "\\u00a0",
            "\\u200b",
            "\\u2800",
            "\\u00ad",
            "\\u3164");

    @Test
    void namesAndTitlesAreOneVisibleLine() {
        User ada = cast.ada();
        User lena = cast.lena();
        String room = teamRoom(lena);
        for (String name : NO_NAMES) {
            requireRefused(
                    "userName",
                    as(ada).post(
                                    "/users",
                                    "{\"userId\":\"" + newId() + "\",\"userRole\":\"client\",\"userName\":\"" + name
                                            + "\"}"));
            requireRefused("userName", as(ada).patch("/users/" + lena.userId(), "{\"userName\":\"" + name + "\"}"));
            requireRefused("name", as(lena).post("/rooms", "{\"kind\":\"team\",\"name\":\"" + name + "\"}"));
            requireRefused(
                    "title",
                    as(lena).post("/conversations/" + room + "/ticket-requests", "{\"title\":\"" + name + "\"}"));
            requireRefused(
                    "status",
                    as(ada).post(
                                    "/automation-rules",
                                    "{\"trigger\":\"status\",\"content\":\"x\",\"status\":\"" + name + "\"}"));
        }
        String longest = "🙂".repeat(200);
        assertThat(as(lena).post("/rooms", Map.of("kind", "team", "name", " e\u0301" + "x".repeat(198) + "🙂\n"))
                        .expect(201)
                        .text("name"))
                .isEqualTo("\u00e9" + "x".repeat(198) + "🙂");
        assertThat(as(lena).post("/rooms", Map.of("kind", "team", "name", longest))
                        .expect(201)
                        .text("name"))
                .isEqualTo(longest);
        requireRefused("name", as(lena).post("/rooms", Map.of("kind", "team", "name", longest + "x")));
        assertThat(as(ada).post("/users", Map.of("userId", newId(), "userRole", "client", "userName", "🙂".repeat(100)))
                        .expect(201)
                        .text("userName"))
                .hasSize(200);
    }

    @Test
    void contentsAreVisibleAndHaveNoControls() {
        Session carol = connect(cast.carol());
        User lena = cast.lena();
        String conversation = directConversation(carol.user(), lena);
        User ada = cast.ada();
        List<String> blank = Cases.of("blank").stream()
                .filter(example -> example.required("blank").booleanValue())
                .map(example -> example.required("text").stringValue())
                .toList();
        List<String> bad = List.of("a\u0000", "a\u001b[2J", "a\u009b", "a\u007f");
        for (String content : Stream.concat(blank.stream(), bad.stream()).toList()) {
            requireRefused(
                    "content",
                    as(lena).post("/conversations/" + conversation + "/messages", Map.of("content", content)));
            requireRefused(
                    "content",
                    as(ada).post("/automation-rules", Map.of("trigger", "first_message", "content", content)));
        }
        carol.isRefused("/app/message", Map.of("receiverId", lena.userId(), "content", "\u2800"), "bad_request");
        carol.isRefused("/app/message", Map.of("receiverId", lena.userId(), "content", "a\u0000"), "bad_request");
        String longest = "🙂".repeat(10_000);
        assertThat(as(lena).post("/conversations/" + conversation + "/messages", Map.of("content", longest))
                        .expect(201)
                        .text("content"))
                .isEqualTo(longest);
        as(lena).post("/conversations/" + conversation + "/messages", Map.of("content", longest + "x"))
                .expectProblem(413, "too_large");
    }

    @Test
    void parametersAreCheckedLikeBodies() {
        for (String bad : List.of("%00", "a%1bb", "%C2%85", "%7F")) {
            as(cast.lena()).get("/users?query=" + bad).expectProblem(400, "bad_request");
            as(cast.lena()).get("/users?cursor=" + bad).expectProblem(400, "bad_request");
        }
    }

    @Test
    void headersOfFramesAreCheckedLikeBodies() {
        Session carol = connect(cast.carol());

        carol.socket().send("SUBSCRIBE", "", "id", "bell\u0007", "destination", Session.MESSAGES, "receipt", "r-1");
        carol.socket()
                .send("SUBSCRIBE", "", "id", "s-2", "destination", Session.MESSAGES, "receipt", "escape\u001B[2J");
        settle(carol);

        assertThat(carol.heard("error").stream().map(error -> error.text("message")))
                .containsExactly(
                        "The header id has the control character U+0007.",
                        "The header receipt has the control character U+001B.");
        assertThat(carol.hasReceipt("r-1")).isFalse();
        assertThat(carol.socket().frames("RECEIPT").toString()).doesNotContain("escape");
    }

    @Test
    void namesOfAnIdentityProviderAreMadeToFit() {
        String userId = "carol-" + newId();
        assertThat(nameOf(userId, "x".repeat(99) + "🙂🙂")).isEqualTo("x".repeat(99) + "🙂");
        assertThat(nameOf(userId, "carol\n(admin)\u202e")).isEqualTo("carol (admin)");
        assertThat(nameOf(userId, "Zoe\u0301")).isEqualTo("Zo\u00e9");
        assertThat(nameOf(userId, "\u200b")).isEqualTo(userId);
    }

    private String nameOf(String userId, String claim) {
        User carol = new User(userId, claim, "client", IdentityProvider.token(userId, claim, "client"));
        return as(carol).get("/me").expect(200).text("userName");
    }

    /** H2 alone can hold half of a pair: written here as an earlier version would have. */
    @Test
    void whatWasStoredBeforeItWasCheckedStaysReadable() {
        String half = mode == Mode.EMBEDDED_H2 ? "\ud83d" : "\uFFFD";
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, ravi);
        String path = "/conversations/" + room;
        String messageId = as(lena).post(path + "/messages", Map.of("content", "before@after", "clientMessageId", "m"))
                .expect(201)
                .text("messageId");
        chat.database()
                .update(
                        "update log_entry set payload = replace(payload, '@', ?) where message_id = ?",
                        half + "\\u0001",
                        messageId);
        chat.database().update("update conversation set name = ? where conversation_id = ?", "room" + half, room);
        chat.database().update("update account set user_name = ? where user_id = ?", "ravi" + half, ravi.userId());

        String readable = "before\uFFFD\u0001after";
        assertThat(as(lena).get(path + "/events")
                        .expect(200)
                        .list("items")
                        .get(3)
                        .required("content")
                        .stringValue())
                .isEqualTo(readable);
        assertThat(as(lena).get(path + "/messages")
                        .expect(200)
                        .list("messages")
                        .get(0)
                        .required("content")
                        .stringValue())
                .isEqualTo(readable);
        Answer list = as(lena).get("/conversations").expect(200);
        assertThat(list.list("items").get(0).required("title").stringValue()).isEqualTo("room\uFFFD");
        assertThat(list.list("items").get(0).at("/lastMessage/content").stringValue())
                .isEqualTo(readable);
        assertThat(list.body()).contains("ravi\uFFFD");
        assertThat(as(lena).get("/rooms").expect(200).body()).contains("room\uFFFD");
        assertThat(as(lena).get("/users?query=" + ravi.userId()).expect(200).body())
                .contains("ravi\uFFFD");
        assertThat(as(lena).get(path + "/transcript?format=json").expect(200).body())
                .contains("before\uFFFD");
        assertThat(as(lena).get(path + "/transcript").expect(200).body()).contains("before\uFFFD");
    }

    @Test
    void peopleAreFoundHoweverTheirNamesAreTyped() {
        User asker = cast.mona();
        String mark = newId().substring(0, 8);
        User zoe = named("Zoé Müller " + mark);
        User lukasz = named("Łukasz Straße 100% " + mark);
        for (String query : List.of(
                "zoe muller",
                "ZOÉ MÜLLER",
                "e\u0301 Mu\u0308ller " + mark,
                zoe.userId().toUpperCase(Locale.ROOT))) {
            assertThat(found(asker, query)).as(query).contains(zoe.userId()).doesNotContain(lukasz.userId());
        }
        for (String query : List.of("lukasz strasse", "STRASSE 100%", "ŁUKASZ")) {
            assertThat(found(asker, query)).as(query).contains(lukasz.userId()).doesNotContain(zoe.userId());
        }
        assertThat(found(asker, "lukasz_strasse")).isEmpty();
        assertThat(found(asker, "lukasz%strasse")).isEmpty();
        // As a node of a former release leaves it, which does not know the column.
        chat.database().update("update account set search_name = null where user_id = ?", zoe.userId());
        assertThat(found(asker, mark)).contains(zoe.userId());
        chat.bean("searchNames", SmartInitializingSingleton.class).afterSingletonsInstantiated();
        assertThat(found(asker, "muller " + mark)).containsExactly(zoe.userId());
    }

    private User named(String name) {
        User person = cast.one("l", "employee_l1");
        as(cast.ada())
                .patch("/users/" + person.userId(), Map.of("userName", name))
                .expect(200);
        return person;
    }

    private List<String> found(User asker, String query) {
        return as(asker)
                .get("/users?limit=200&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .expect(200)
                .list("items")
                .stream()
                .map(user -> user.required("userId").stringValue())
                .toList();
    }

    private static void requireRefused(String field, Answer answer) {
        answer.expectProblem(400, "bad_request");
        assertThat(answer.text("detail")).startsWith(field + " ").endsWith(".");
    }
}
