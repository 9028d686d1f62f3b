package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.IdentityProvider;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tokens of the helpdesk's own identity provider. */
@ExtendWith(OutputCaptureExtension.class)
class IdentityProviderTests extends EitherBroker {

    @Test
    void introducePeopleAtFirstSight() {
        String userId = "lena-" + newId();
        User asker = cast.ravi();
        assertThat(as(asker).get("/users?query=" + userId).list("items")).isEmpty();

        assertThat(bearer(IdentityProvider.token(userId, "Lena of the helpdesk", "employee_l3"))
                        .get("/me")
                        .expect(200)
                        .text("userName"))
                .isEqualTo("Lena of the helpdesk");

        assertThat(as(asker).get("/users?query=" + userId).list("items"))
                .singleElement()
                .satisfies(user ->
                        assertThat(user.required("userRole").stringValue()).isEqualTo("employee_l3"));
    }

    @Test
    void introducePeopleOverStompToo() {
        String userId = "carol-" + newId();
        try (StompSocket socket = StompSocket.open(chat)) {
            socket.connect(IdentityProvider.token(userId, "carol", "client"));
            socket.awaits("CONNECTED");
        }
        assertThat(as(cast.ravi()).get("/users?query=" + userId).list("items")).hasSize(1);
    }

    @Test
    void changeRoleAndName() {
        User lena = cast.lena();

        User promoted = cast.withId(lena.userId(), "Lena", "employee_l2");

        assertThat(as(promoted).get("/me").text("userRole")).isEqualTo("employee_l2");
        assertThat(as(cast.ravi())
                        .get("/users?query=" + lena.userId())
                        .list("items")
                        .get(0)
                        .required("userName")
                        .stringValue())
                .isEqualTo("Lena");
    }

    @Test
    void areFollowedInTheOrderInWhichTheyWereIssued() {
        Session watcher = connect(cast.ravi()).hears("/topic/presence.employees");
        for (boolean isOlderFirst : List.of(true, false)) {
            String userId = "new-person-" + newId();
            String older = tokenAt(-60, userId, "New Person", "employee_l2");
            String later = tokenAt(-30, userId, "Another Person", "employee_l1");
            List<String> inTurn = isOlderFirst ? List.of(older, later) : List.of(later, older);

            for (int i = 0; i < 6; i++) {
                bearer(inTurn.get(i % 2)).get("/me").expect(200);
            }

            for (String token : inTurn) {
                Answer me = bearer(token).get("/me").expect(200);
                assertThat(me.text("userName")).isEqualTo("Another Person");
                assertThat(me.text("userRole")).isEqualTo("employee_l1");
            }
            settle(watcher);
            assertThat(watcher.heard(
                            "user_changed", event -> event.text("userId").equals(userId)))
                    .hasSize(isOlderFirst ? 1 : 0);
        }
    }

    /** Its session is looked at again because the later token says something else. */
    @Test
    void doNotTakeBackInAnOpenSessionWhatALaterOneSays() {
        String userId = "new-person-" + newId();
        Session watcher =
                connect(cast.ravi()).hears("/topic/presence.employees").hears("/topic/presence.clients");
        User staff = new User(userId, "New Person", "employee_l1", tokenAt(-60, userId, "New Person", "employee_l1"));
        Session session = connect(staff).hears("/topic/tickets");

        connect(new User(userId, "New Person", "client", tokenAt(-30, userId, "New Person", "client")));

        assertThat(session.awaits("error").text("code")).isEqualTo("forbidden");
        assertThat(as(staff).get("/me").text("userRole")).isEqualTo("client");
        settle(watcher);
        assertThat(watcher.heard("user_changed", event -> event.text("userId").equals(userId)))
                .hasSize(1);
    }

    /** Nothing would be later than what such a token says. */
    @Test
    void areFollowedAfterAFirstTokenOfAClockThatIsAhead() {
        String userId = "new-person-" + newId();
        bearer(tokenAt(86_400, userId, "New Person", "employee_l2")).get("/me").expect(200);

        Answer me =
                bearer(tokenAt(-30, userId, "New Person", "client")).get("/me").expect(200);

        assertThat(me.text("userRole")).isEqualTo("client");
    }

    /** What is not dated cannot be put in order, and must arrive all the same. */
    @Test
    void withoutADateAreFollowedOnce() {
        String userId = "new-person-" + newId();
        String one = tokenAt(null, userId, "New Person", "employee_l1");
        String other = tokenAt(null, userId, "New Person", "employee_l2");

        for (int i = 0; i < 6; i++) {
            bearer(i % 2 == 0 ? one : other).get("/me").expect(200);
        }

        assertThat(bearer(one).get("/me").text("userRole")).isEqualTo("employee_l2");
        assertThat(chat
                        .database()
                        .queryForList("select action from audit_entry where target = ?", String.class, "user:" + userId)
                        .stream()
                        .filter("account.role_followed"::equals))
                .hasSize(1);

        bearer(one).delete("/me/sessions").expect(204);
        bearer(other).get("/me").expectProblem(401, "authentication_required");
    }

    @Test
    void changeANameNoFasterThanUsersMay() {
        String userId = "new-person-" + newId();
        int names = 40;
        long begun = System.nanoTime();

        long changes = IntStream.range(0, names)
                .mapToObj(i -> bearer(tokenAt(i - 100, userId, "New Person " + i, "client"))
                        .get("/me")
                        .expect(200)
                        .text("userName"))
                .distinct()
                .count();

        Duration passed = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(changes).isLessThanOrEqualTo(12 + passed.toSeconds());
        await().untilAsserted(() -> assertThat(bearer(tokenAt(0, userId, "Last Person", "client"))
                        .get("/me")
                        .text("userName"))
                .isEqualTo("Last Person"));
    }

    private static String tokenAt(Integer second, String userId, String name, String role) {
        Instant now = Instant.now();
        return IdentityProvider.token(new JWTClaimsSet.Builder()
                .subject(userId)
                .claim("name", name)
                .claim("role", role)
                .issueTime(second == null ? null : Date.from(now.plusSeconds(second)))
                .expirationTime(Date.from(now.plusSeconds(600 + (second == null ? 0 : Math.max(0, second)))))
                .build());
    }

    @Test
    void areRefusedWhenTheyAreNotTheirs() {
        String userId = "lena-" + newId();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(userId)
                .claim("name", "lena")
                .claim("role", "admin")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        String genuine = IdentityProvider.token(claims);
        for (String token : List.of(
                IdentityProvider.forgedToken(userId, "lena", "admin"),
                new PlainJWT(new PlainHeader(), claims).serialize(),
                genuine.substring(0, genuine.length() - 6) + "AAAAAA",
                genuine.substring(0, genuine.lastIndexOf('.') + 1),
                IdentityProvider.tokenUntil(Instant.now().minusSeconds(300), userId, "lena", "admin"))) {
            bearer(token).get("/me").expectProblem(401, "authentication_required");
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.connect(token);
                socket.awaits("ERROR", "message", "authentication_required");
            }
        }
        assertThat(as(cast.ravi()).get("/users?query=" + userId).list("items")).isEmpty();
    }

    @Test
    void whoseSubjectIsNoIdOfOursGetOne() {
        String unique = newId().substring(0, 8);
        Set<String> ids = new HashSet<>();
        for (String sub : List.of("a.b", "room.*", "auth0|1", "x".repeat(65), "lena@example.org", "../x", "Ünal")) {
            String token = IdentityProvider.token(sub + unique, "lena", "employee_l1");

            String userId = bearer(token).get("/me").expect(200).text("userId");

            assertThat(userId).matches("[A-Za-z0-9_-]{1,64}");
            assertThat(ids.add(userId)).as("an id for %s alone", sub).isTrue();
            assertThat(bearer(token).get("/me").text("userId")).isEqualTo(userId);
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.connect(token);
                socket.awaits("CONNECTED");
            }
        }
    }

    @Test
    void doNotTakeOverALocalAccount() {
        String userId = "p01-" + newId();
        User ada = cast.ada();
        as(ada).post(
                        "/users",
                        Map.of(
                                "userId",
                                userId,
                                "userName",
                                "local",
                                "userRole",
                                "client",
                                "password",
                                "a long password"))
                .expect(201);

        String other = bearer(IdentityProvider.token(userId, "outside", "employee_l1"))
                .get("/me")
                .expect(200)
                .text("userId");

        assertThat(other).isNotEqualTo(userId);
        assertThat(chat.logIn(userId, "a long password").userName()).isEqualTo("local");
    }

    @Test
    void haveAccountsOfOneIssuer() {
        String sub = "lena-" + newId();
        String here = bearer(tokenOf("https://id.example/", sub))
                .get("/me")
                .expect(200)
                .text("userId");
        String elsewhere =
                bearer(tokenOf("https://id.other/", sub)).get("/me").expect(200).text("userId");

        assertThat(here).isEqualTo(sub);
        assertThat(elsewhere).startsWith(sub.substring(0, 20)).isNotEqualTo(sub);
        assertThat(bearer(tokenOf("https://id.example/", sub)).get("/me").text("userId"))
                .isEqualTo(sub);
    }

    /**
     * An earlier version has made the account and kept nothing of who vouched for it; or an
     * administrator has, without a password.
     */
    @Test
    void keepTheAccountThatWasMadeForThem() {
        String sub = "lena-" + newId();
        as(cast.ada())
                .post("/users", Map.of("userId", sub, "userName", "lena", "userRole", "client"))
                .expect(201);

        Answer me = bearer(IdentityProvider.token(sub, "Lena", "employee_l1"))
                .get("/me")
                .expect(200);

        assertThat(me.text("userId")).isEqualTo(sub);
        assertThat(me.text("userRole")).isEqualTo("employee_l1");
    }

    @Test
    void areIntroducedOnceByCallsAtOnce() {
        String token = IdentityProvider.token("lena@" + newId(), "lena", "client");
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(CompletableFuture.supplyAsync(
                    () -> bearer(token).get("/me").expect(200).text("userId"), THREADS));
        }
        assertThat(calls.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    /** A decoder of Base64 ignores padding, and the last bits of the last character. */
    @Test
    void areEndedHoweverTheirSignatureIsSpelled() {
        String token = IdentityProvider.token("lena-" + newId(), "lena", "employee_l1");
        List<String> spellings = List.of(token, token + "=", token + "==", withOtherSpareBits(token));
        for (String spelling : spellings) {
            bearer(spelling).get("/me").expect(200);
        }
        try (StompSocket socket = StompSocket.open(chat)) {
            socket.connect(token + "=");
            socket.awaits("CONNECTED");

            bearer(token).delete("/tokens").expect(204);

            socket.awaitsClose();
        }
        for (String spelling : spellings) {
            bearer(spelling).get("/me").expectProblem(401, "authentication_required");
        }
    }

    private static String withOtherSpareBits(String token) {
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = token.length() - 1;
        return token.substring(0, last) + digits.charAt(digits.indexOf(token.charAt(last)) ^ 1);
    }

    @Test
    void thatWereEndedAreKeptInABoundedNumberOfRows() {
        String userId = "lena-" + newId();
        String ended = IdentityProvider.token(userId, "lena", "employee_l1");
        String other = IdentityProvider.token(userId, "Lena", "employee_l1");
        String fromNowOn = IdentityProvider.token(new JWTClaimsSet.Builder()
                .subject(userId)
                .claim("role", "employee_l1")
                .issueTime(Date.from(Instant.now().plusSeconds(60)))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build());
        bearer(other).get("/me").expect(200);
        // Two for each, as nodes of releases up to 0.9 look for another hash.
        for (int i = 0; i < 400; i++) {
            chat.database()
                    .update(
                            "insert into access_token (token_hash, user_id, expires_at, ended) values (?, ?, ?, true)",
                            newId(),
                            userId,
                            Timestamp.from(Instant.now().plusSeconds(600)));
        }

        bearer(ended).delete("/tokens").expect(204);

        assertThat(chat.database()
                        .queryForObject("select count(*) from access_token where user_id = ?", Integer.class, userId))
                .isEqualTo(2);
        bearer(ended).get("/me").expect(401);
        bearer(other).get("/me").expect(401);
        bearer(fromNowOn).get("/me").expect(200);
    }

    private static String tokenOf(String issuer, String sub) {
        return IdentityProvider.token(new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(sub)
                .claim("role", List.of("offline_access", "EMPLOYEE_L1"))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build());
    }

    @Test
    void areRefusedWithoutASubject() {
        bearer(IdentityProvider.token(
                        new JWTClaimsSet.Builder().claim("role", "client").build()))
                .get("/me")
                .expectProblem(401, "authentication_required");
    }

    @Test
    void areRefusedForARoleThatDoesNotExist(CapturedOutput output) {
        for (String role : List.of("boss", "", "employee")) {
            bearer(IdentityProvider.token("lena-" + newId(), "lena", role))
                    .get("/me")
                    .expectProblem(401, "authentication_required");
        }
        bearer(IdentityProvider.forgedToken("lena", "lena", "admin")).get("/me").expect(401);
        JWTClaimsSet expired = new JWTClaimsSet.Builder()
                .subject("lena")
                .expirationTime(Date.from(Instant.now().minusSeconds(300)))
                .build();
        bearer(IdentityProvider.token(expired)).get("/me").expect(401);

        assertThat(output)
                .contains("was refused: the claim 'role' has no role that is known here")
                .contains("was refused: the claim 'role' is missing or empty")
                .contains("was refused: it is no JWT, or its signature is not the provider's")
                .contains("was refused: Jwt expired at")
                .doesNotContain("boss");
    }

    private Rest bearer(String token) {
        return chat.asNobody().with("Authorization", "Bearer " + token);
    }
}
