package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code POST /tokens}, bearer tokens over REST, and CONNECT. */
class LogInTests extends EitherBroker {

    @Test
    void answersWithATokenAndWhoIAm() {
        Answer answer = chat.asNobody()
                .post("/tokens", Map.of("username", "lena", "password", "chat-demo"))
                .expect(200);

        assertThat(answer.fields()).containsExactlyInAnyOrder("token", "expiresAt", "userId", "userName", "userRole");
        assertThat(answer.text("userId")).isEqualTo("lena");
        assertThat(answer.text("userName")).isEqualTo("lena");
        assertThat(answer.text("userRole")).isEqualTo("employee_l1");
        assertThat(answer.text("expiresAt")).matches("\\d{4}-.*\\.\\d{3}Z");
        assertThat(Instant.parse(answer.text("expiresAt"))).isAfter(Instant.now());
        assertThat(chat.asNobody()
                        .with("Authorization", "Bearer " + answer.text("token"))
                        .get("/me")
                        .text("userId"))
                .isEqualTo("lena");
    }

    @Test
    void knowsTheDemoPeopleAndTheirRoom() {
        Map<String, String> roles = Map.of(
                "carol", "client",
                "dave", "client",
                "lena", "employee_l1",
                "ravi", "employee_l2",
                "mona", "employee_l3",
                "ada", "admin",
                "ticket-service", "service");
        roles.forEach((userId, role) -> assertThat(cast.demo(userId).userRole()).isEqualTo(role));
        assertThat(as(cast.demo("ada")).get("/rooms/support").expect(200).text("kind"))
                .isEqualTo("team");
    }

    @Test
    void refusesAWrongPasswordLikeAnUnknownUser() {
        Answer wrong = chat.asNobody()
                .post("/tokens", Map.of("username", "mona", "password", "wrong"))
                .expectProblem(401, "authentication_required");
        Answer unknown = chat.asNobody()
                .post("/tokens", Map.of("username", "nobody", "password", "wrong"))
                .expectProblem(401, "authentication_required");

        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    /** An entry is written for each account, but of made-up names only for the first hundred. */
    @Test
    void isRefusedWithoutWaitingForAnEntryOfTheAuditLog() {
        chat.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            chat.database().queryForList("select * from audit_chain for update");
            chat.asNobody()
                    .post("/tokens", Map.of("username", "mona", "password", "wrong"))
                    .expectProblem(401, "authentication_required");
        });
    }

    @Test
    void refusesSomebodyWithoutAPassword() {
        User lena = cast.lena();

        chat.asNobody()
                .post("/tokens", Map.of("username", lena.userId(), "password", ""))
                .expectProblem(400, "bad_request");
        chat.asNobody()
                .post("/tokens", Map.of("username", lena.userId(), "password", "null"))
                .expectProblem(401, "authentication_required");
    }

    @Test
    void isThrottledPerUserAfterTenFailures() {
        User ada = cast.ada();
        String userId = "dave-" + newId();
        as(ada).post(
                        "/users",
                        Map.of(
                                "userId", userId,
                                "userName", "dave",
                                "userRole", "client",
                                "password", "a long password"))
                .expect(201);
        Answer answer = null;
        for (int i = 0; i < 15 && (answer == null || answer.status() == 401); i++) {
            answer = chat.asNobody().post("/tokens", Map.of("username", userId, "password", "wrong"));
        }

        answer.expectProblem(429, "rate_limited");
        assertThat(answer.number("retryAfterMs")).isPositive();
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        chat.asNobody()
                .post("/tokens", Map.of("username", userId, "password", "a long password"))
                .expectProblem(429, "rate_limited");
        assertThat(as(ada).get("/audit?action=login.throttled&target=user:" + userId)
                        .list("items"))
                .hasSize(2);
        chat.logIn("lena", "chat-demo");
    }

    /** Before, each of them held a database connection while its password was hashed. */
    @Test
    void ofSixtyAtOnceHoldsNobodyUp() {
        String prefix = "dave-" + newId().substring(0, 8) + "-";
        String hash = chat.database()
                .queryForObject("select password_hash from account where user_id = 'dave'", String.class);
        for (int i = 0; i < 60; i++) {
            chat.database()
                    .update(
                            "insert into account (user_id, user_name, user_role, password_hash, enabled, created_at)"
                                    + " values (?, 'dave', 'CLIENT', ?, true, current_timestamp)",
                            prefix + i,
                            hash);
        }
        User lena = cast.lena();
        String messages = "/conversations/" + teamRoom(lena) + "/messages";

        List<CompletableFuture<Integer>> logIns = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Map<String, String> credentials =
                    Map.of("username", prefix + i, "password", i % 2 == 0 ? "chat-demo" : "wrong");
            logIns.add(CompletableFuture.supplyAsync(
                    () -> chat.asNobody().post("/tokens", credentials).status(), THREADS));
        }
        for (int i = 0; i < 10; i++) {
            as(lena).post(messages, Map.of("content", "meanwhile")).expect(201);
        }

        assertThat(logIns.stream().map(CompletableFuture::join).toList())
                .contains(200, 401)
                .isSubsetOf(200, 401, 429);
    }

    @Test
    void ofFiftyGuessesAtOnceOnlyTenAreLookedAt() {
        String nobody = "nobody-" + newId();
        Instant start = Instant.now();
        List<CompletableFuture<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Map<String, String> credentials = Map.of("username", nobody, "password", "guess " + i);
            guesses.add(CompletableFuture.supplyAsync(
                    () -> chat.asNobody().post("/tokens", credentials).status(), THREADS));
        }
        long lookedAt = guesses.stream().filter(guess -> guess.join() == 401).count();

        long refilled = Duration.between(start, Instant.now()).toSeconds() / 6 + 1;
        assertThat(lookedAt).isBetween(1L, 10 + refilled);
    }

    @Test
    void fromAKnownBrowserGetsInWhileOthersGuess() {
        String userId = "ada-" + newId();
        as(cast.ada())
                .post(
                        "/users",
                        Map.of(
                                "userId",
                                userId,
                                "userName",
                                "ada",
                                "userRole",
                                "client",
                                "password",
                                "a long password"))
                .expect(201);
        Map<String, String> right = Map.of("username", userId, "password", "a long password");
        String cookie = chat.asNobody().post("/session", right).expect(200).headers().allValues("Set-Cookie").stream()
                .filter(header -> header.startsWith("chat_device="))
                .findFirst()
                .orElseThrow();
        // Also /me/password looks whether the browser is known.
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/api/v1;");
        for (int status = 401; status == 401; ) {
            status = chat.asNobody()
                    .post("/session", Map.of("username", userId, "password", "a guess"))
                    .status();
        }
        Answer stranger = chat.asNobody().post("/session", right).expectProblem(429, "rate_limited");
        assertThat(stranger.number("retryAfterMs")).isBetween(1000L, 60_000L);

        chat.asNobody()
                .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .post("/session", right)
                .expect(200);
        assertThat(chat.database()
                        .queryForList("select place from known_place where user_id = ?", String.class, userId))
                .hasSize(2)
                .allMatch(place -> place.equals("net:127.0.0.1") || place.matches("dev:[0-9a-f]{64}"));
    }

    @Test
    void takesEveryCharacterOfALongPassword() {
        String userId = "dave-" + newId();
        User ada = cast.ada();
        String umlauts = "ä".repeat(40);
        as(ada).post("/users", Map.of("userId", userId, "userName", "dave", "userRole", "client", "password", umlauts))
                .expect(201);
        chat.logIn(userId, umlauts);
        chat.asNobody()
                .post("/tokens", Map.of("username", userId, "password", umlauts + "b"))
                .expectProblem(401, "authentication_required");
        as(ada).patch("/users/" + userId, "{\"password\":\"half of one: \\ud83d\"}")
                .expectProblem(400, "bad_request");
    }

    @Test
    void refusesWhatIsNoLogIn() {
        for (String body :
                List.of("{", "[]", "\"x\"", "{}", "{\"username\":\"lena\"}", "{\"username\":7,\"password\":\"x\"}")) {
            chat.asNobody().post("/tokens", body).expectProblem(400, "bad_request");
        }
        chat.asNobody()
                .post("/tokens", Map.of("username", "lena", "password", "x".repeat(201)))
                .expectProblem(400, "bad_request");
        Answer odd = chat.asNobody().post("/tokens", "{\"username\":\"\\u0000\",\"password\":\"x\"}");
        assertThat(odd.status()).isIn(400, 401);
    }

    @Test
    void refusesTokensThatAreNotOurs() {
        for (String token : List.of("x", "x.y.z", "a b", "%00", "x".repeat(5000))) {
            chat.asNobody()
                    .with("Authorization", "Bearer " + token)
                    .get("/me")
                    .expectProblem(401, "authentication_required");
        }
        chat.asNobody()
                .with("Authorization", "Basic bGVuYTpjaGF0LWRlbW8=")
                .get("/me")
                .expectProblem(401, "authentication_required");
        chat.asNobody().get("/conversations").expectProblem(401, "authentication_required");
    }

    @Test
    void ofASessionNeedsAToken() {
        for (String[] headers : new String[][] {
            {"accept-version", "1.2"},
            {"accept-version", "1.2", "Authorization", "Bearer wrong"},
            {"accept-version", "1.2", "Authorization", ""},
            {"accept-version", "1.2", "Authorization", "lena"},
            {"accept-version", "1.2", "login", "lena", "passcode", "chat-demo"}
        }) {
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.send("CONNECT", "", headers);

                assertThat(socket.awaits("ERROR").headers()).containsEntry("message", "authentication_required");
                socket.awaitsClose();
                assertThat(socket.frames("CONNECTED")).isEmpty();
            }
        }
    }

    @Test
    void comesBeforeAnythingElseInASession() {
        for (String command : List.of("SUBSCRIBE", "SEND", "UNSUBSCRIBE", "ACK", "BEGIN")) {
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.send(
                        command,
                        command.equals("SEND") ? "{}" : "",
                        "id",
                        "1",
                        "destination",
                        "/app/user_join",
                        "transaction",
                        "t");

                assertThat(socket.awaits("ERROR").headers())
                        .as(command)
                        .containsEntry("message", "authentication_required");
                socket.awaitsClose();
            }
        }
    }

    @Test
    void speaksStompOneDotOneAndOneDotTwo() {
        User lena = cast.lena();
        for (String version : List.of("1.1", "1.2", "1.0,1.1,1.2")) {
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.send(
                        "CONNECT",
                        "",
                        "accept-version",
                        version,
                        "heart-beat",
                        "10000,10000",
                        "Authorization",
                        "Bearer " + lena.token());

                assertThat(socket.awaits("CONNECTED").headers())
                        .containsEntry("version", version.substring(version.length() - 3))
                        .containsEntry("heart-beat", "10000,10000");
            }
        }
    }

    /** An ERROR for each of them would cost more than to ignore them. */
    @Test
    void endsOfLinesBeforeTheConnectAreIgnored() {
        User lena = cast.lena();
        try (StompSocket socket = StompSocket.open(chat)) {
            socket.sendText("\n");
            socket.sendText("\r\n\n");
            socket.connect(lena.token());

            assertThat(socket.awaits("CONNECTED").headers()).containsEntry("version", "1.2");
            assertThat(socket.frames("ERROR")).isEmpty();
        }
    }
}
