package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.people.AccountService;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** {@code /me} and {@code /users}. */
@ExtendWith(OutputCaptureExtension.class)
class UserRestTests extends EitherBroker {

    @Test
    void meIsTheCaller() {
        User lena = cast.lena();

        Answer me = as(lena).get("/me").expect(200);

        assertThat(me.fields()).containsExactlyInAnyOrder("userId", "userName", "userRole", "hasPassword");
        assertThat(me.text("userId")).isEqualTo(lena.userId());
        assertThat(me.text("userName")).isEqualTo("lena");
        assertThat(me.text("userRole")).isEqualTo("employee_l1");
        chat.asNobody().get("/me").expectProblem(401, "authentication_required");
    }

    @Test
    void staffSeeEverybodyAndClientsSeeStaff() {
        User carol = cast.carol();
        User dave = cast.dave();
        User lena = cast.lena();

        assertThat(found(lena, carol)).isTrue();
        assertThat(found(lena, dave)).isTrue();
        assertThat(found(carol, lena)).isTrue();
        assertThat(found(carol, dave)).isFalse();
        assertThat(found(lena, cast.ticketService())).isFalse();
    }

    /** JSON is UTF-8 (RFC 8259): a charset that somebody asks for means nothing. */
    @Test
    void answersAreUtf8WhateverIsAskedFor() {
        Rest asksForUtf16 = as(cast.carol()).with("Accept", "application/json;charset=UTF-16BE");

        Answer me = asksForUtf16.get("/me").expect(200);
        Answer refusal = asksForUtf16.get("/users?limit=0").expectProblem(400, "bad_request");

        assertThat(me.text("userName")).isEqualTo("carol");
        assertThat(me.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(refusal.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void clientsDoNotSeeWhoIsStaffNoLonger() {
        User carol = cast.carol();
        User lena = cast.lena();
        ticketRoom(lena, carol);
        assertThat(found(carol, lena)).isTrue();

        User former = cast.withId(lena.userId(), "lena", "client");

        assertThat(found(carol, former)).isFalse();
    }

    @Test
    void areFilteredByQueryRoleAndStatus() {
        String name = "lena" + newId().substring(0, 6);
        User one = cast.one(name, "employee_l1");
        User two = cast.one(name, "employee_l2");
        User asker = cast.ravi();
        connect(one);

        assertThat(ids(asker, "query=" + name)).containsExactlyInAnyOrder(one.userId(), two.userId());
        assertThat(ids(asker, "query=" + name.toUpperCase(java.util.Locale.ROOT)))
                .hasSize(2);
        assertThat(ids(asker, "query=" + name + "&role=employee_l2")).containsExactly(two.userId());
        await().untilAsserted(() ->
                assertThat(ids(asker, "query=" + name + "&status=online")).containsExactly(one.userId()));
        assertThat(ids(asker, "query=" + name + "&status=offline")).containsExactly(two.userId());
        assertThat(ids(asker, "query=" + name + "&status=away")).isEmpty();
        assertThat(ids(asker, "query=%25" + name)).isEmpty();
        assertThat(ids(asker, "query=" + name.replace('n', '_'))).isEmpty();
        as(asker).get("/users?role=boss").expectProblem(400, "bad_request");
        as(asker).get("/users?status=asleep").expectProblem(400, "bad_request");
        as(asker).get("/users?limit=0").expectProblem(400, "bad_request");
    }

    @Test
    void arePagedById() {
        String name = "mona" + newId().substring(0, 6);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(cast.one(name, "employee_l3").userId());
        }
        List<String> found = new ArrayList<>();
        User asker = cast.ravi();
        String cursor = "";
        do {
            Answer page = as(asker)
                    .get("/users?limit=2&query=" + name + "&cursor=" + cursor)
                    .expect(200);
            page.list("items").forEach(user -> found.add(user.required("userId").stringValue()));
            cursor = page.json().required("nextCursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected).isSorted();
    }

    @Test
    void areSortedByWhoIsHere() {
        String name = "mona" + newId().substring(0, 6);
        User never = cast.one(name, "client");
        User gone = cast.one(name, "employee_l2");
        User away = cast.one(name, "employee_l3");
        User online = cast.one(name, "employee_l1");
        connect(gone).close();
        connect(away).says("/app/presence", Map.of("status", "away", "visible", false));
        connect(online);
        User asker = cast.ravi();
        String sorted = "sort=presence&query=" + name;

        await().untilAsserted(() -> assertThat(ids(asker, sorted))
                .containsExactly(online.userId(), away.userId(), gone.userId(), never.userId()));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = as(asker)
                    .get("/users?limit=1&" + sorted + "&cursor=" + cursor)
                    .expect(200);
            page.list("items").forEach(user -> paged.add(user.required("userId").stringValue()));
            cursor = page.json().required("nextCursor").asString("");
        } while (!cursor.isEmpty());
        assertThat(paged).containsExactly(online.userId(), away.userId(), gone.userId(), never.userId());
        assertThat(ids(asker, sorted + "&status=away")).containsExactly(away.userId());
        assertThat(ids(asker, sorted + "&status=offline")).containsExactly(gone.userId(), never.userId());
        assertThat(ids(cast.carol(), sorted))
                .as("a client does not see another")
                .containsExactly(online.userId(), away.userId(), gone.userId());
        for (String cursorOfOthers : List.of("@@@", "lena", "HERE..x", "GONE.bm90LWEtdGltZQ.x", "ONLINE.@.x")) {
            as(asker).get("/users?sort=presence&cursor=" + cursorOfOthers).expectProblem(400, "bad_request");
        }
        as(asker).get("/users?sort=name").expectProblem(400, "bad_request");
    }

    @Test
    void comeWithTheirPresence() {
        User lena = cast.lena();

        JsonNode user = as(cast.ravi())
                .get("/users?query=" + lena.userId())
                .list("items")
                .get(0);

        assertThat(user.propertyNames())
                .containsExactlyInAnyOrder("userId", "userName", "userRole", "status", "lastSeen");
        assertThat(user.required("status").stringValue()).isEqualTo("offline");
        assertThat(user.required("lastSeen").isNull()).isTrue();
    }

    @Test
    void areCreatedAndChangedByAdministratorsAlone() {
        Map<String, String> account =
                Map.of("userId", "lena-" + newId(), "userName", "lena", "userRole", "employee_l1");

        for (User other : List.of(cast.lena(), cast.carol(), cast.ticketService())) {
            as(other).post("/users", account).expectProblem(403, "forbidden");
            as(other)
                    .patch("/users/" + other.userId(), Map.of("userRole", "admin"))
                    .expectProblem(403, "forbidden");
        }
        User ada = cast.ada();
        as(ada).post("/users", account).expect(201);
        as(ada).post("/users", account).expectProblem(409, "conflict");
        as(ada).post("/users", Map.of("userId", "a/b", "userName", "x", "userRole", "client"))
                .expectProblem(400, "bad_request");
        as(ada).post("/users", Map.of("userId", newId(), "userName", "x", "userRole", "boss"))
                .expectProblem(400, "bad_request");
        as(ada).patch("/users/nobody", Map.of("userName", "x")).expectProblem(404, "not_found");
    }

    @Test
    void thatAreDisabledAreSeenByAdministratorsAlone() {
        User lena = cast.lena();
        User ada = cast.ada();
        User ravi = cast.ravi();
        assertThat(as(ada).get("/users/" + lena.userId())
                        .expect(200)
                        .json()
                        .required("enabled")
                        .booleanValue())
                .isTrue();
        assertThat(as(ada).get("/users?query=" + lena.userId())
                        .list("items")
                        .get(0)
                        .required("enabled")
                        .booleanValue())
                .isTrue();
        assertThat(as(ravi).get("/users/" + lena.userId()).expect(200).fields())
                .containsExactlyInAnyOrder("userId", "userName", "userRole", "status", "lastSeen");

        as(ada).patch("/users/" + lena.userId(), Map.of("enabled", false)).expect(200);

        assertThat(ids(ada, "enabled=false&limit=200&query=" + lena.userId())).containsExactly(lena.userId());
        assertThat(ids(ada, "enabled=false&role=employee_l1&query=" + lena.userId()))
                .containsExactly(lena.userId());
        assertThat(ids(ada, "enabled=false&role=client&query=" + lena.userId())).isEmpty();
        assertThat(ids(ada, "enabled=true&query=" + lena.userId())).isEmpty();
        assertThat(ids(ada, "query=" + lena.userId())).isEmpty();
        assertThat(as(ada).get("/users/" + lena.userId())
                        .expect(200)
                        .json()
                        .required("enabled")
                        .booleanValue())
                .isFalse();
        as(ravi).get("/users?enabled=false").expectProblem(403, "forbidden");
        as(ravi).get("/users/" + lena.userId()).expectProblem(404, "not_found");
    }

    @Test
    void administratorsEndTheSessionsOfOthers() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        Session open = connect(lena);

        as(cast.ada()).delete("/users/" + lena.userId() + "/sessions").expect(204);

        as(lena).get("/me").expectProblem(401, "authentication_required");
        as(ravi).get("/me").expect(200);
        await().until(() -> open.socket().isClosed());
    }

    @Test
    void thePageHasANameForEachPartAndFigureOfTheSystem() throws IOException {
        JsonNode system = as(cast.ada()).get("/system").expect(200).json();
        // The German words are of the type of the English ones.
        String words = Files.readString(Path.of("src/main/web/apps/page/src/features/admin/words/en.ts"));

        assertThat(system.required("parts").propertyNames()).allMatch(part -> words.contains(" " + part + ": '"));
        assertThat(system.required("gauges").propertyNames()).allMatch(name -> words.contains("'" + name + "': '"));
    }

    @Test
    void theSystemNamesItsParts() {
        Answer system = as(cast.ada()).get("/system").expect(200);

        assertThat(system.text("broker")).isEqualTo(mode.hasRabbit() ? "rabbitmq" : "embedded");
        assertThat(system.text("database")).startsWith(mode.hasPostgres() ? "PostgreSQL" : "H2");
        assertThat(system.json().required("parts").required("db").stringValue()).isEqualTo("up");
        assertThat(system.json().required("gauges").required("chat.sessions").longValue())
                .isNotNegative();
        assertThat(system.json().required("gauges").propertyNames())
                .contains(
                        "chat.events.unpublished",
                        "chat.mail.waiting",
                        "chat.webhook.waiting",
                        "chat.push.waiting",
                        "chat.dead.letters.kept",
                        "chat.search.behind");
        assertThat(system.list("nodes")).anySatisfy(node -> {
            assertThat(node.required("name").stringValue()).isEqualTo(system.text("node"));
            assertThat(node.required("running").booleanValue()).isTrue();
            assertThat(node.required("sockets").longValue()).isNotNegative();
        });
    }

    @Test
    void areImportedAllOrNone() {
        User ada = cast.ada();
        User lena = cast.lena();
        String newPerson = "new-person-" + newId();
        String header = "userId,userName,userRole\n";
        String good = header + newPerson + ",New Person,employee_l1\n" + lena.userId() + ",Lena,employee_l2\n"
                + ada.userId() + ",ada,admin";

        List<JsonNode> lines = imported(ada, "?dryRun=true", good).expect(200).list("lines");
        assertThat(lines)
                .extracting(line -> line.required("status").stringValue())
                .containsExactly("new", "changed", "same");
        assertThat(lines)
                .extracting(line -> line.required("userName").stringValue() + " "
                        + line.required("userRole").stringValue())
                .containsExactly("New Person employee_l1", "Lena employee_l2", "ada admin");
        assertThat(lines.get(1).required("changes").toString())
                .isEqualTo("[{\"field\":\"userName\",\"before\":\"lena\",\"after\":\"Lena\"},"
                        + "{\"field\":\"userRole\",\"before\":\"employee_l1\",\"after\":\"employee_l2\"}]");
        as(ada).get("/users/" + newPerson).expectProblem(404, "not_found");
        assertThat(imported(ada, "", header + newPerson + ",New Person,client\nx,X,boss")
                        .expectProblem(400, "bad_request")
                        .text("detail"))
                .contains("Nothing was imported", "line 3");
        as(ada).get("/users/" + newPerson).expectProblem(404, "not_found");

        imported(ada, "", good).expect(200);

        assertThat(as(ada).get("/users/" + newPerson).expect(200).text("userRole"))
                .isEqualTo("employee_l1");
        assertThat(as(ada).get("/users/" + lena.userId()).expect(200).text("userRole"))
                .isEqualTo("employee_l2");
        assertThat(imported(ada, "?dryRun=true", header + ada.userId() + ",ada,client")
                        .expect(200)
                        .list("lines")
                        .get(0)
                        .required("reason")
                        .stringValue())
                .isEqualTo("own_role");
        imported(ada, "", "x".repeat(1 << 20) + "x").expectProblem(413, "too_large");
    }

    @Test
    void haveAnAddressAndALanguageForMails() {
        User ada = cast.ada();
        String newPerson = "new-person-" + newId();
        as(ada).post(
                        "/users",
                        Map.of(
                                "userId", newPerson,
                                "userName", "New Person",
                                "userRole", "client",
                                "mail", "New-Person@Example.org",
                                "language", "de"))
                .expect(201);
        Answer created = as(ada).get("/users/" + newPerson + "/account").expect(200);
        assertThat(created.text("mail")).isEqualTo("new-person@example.org");
        assertThat(created.text("language")).isEqualTo("de");
        assertThat(created.json().required("hasPassword").booleanValue()).isFalse();

        String file = "userId,userName,userRole,mail\n" + newPerson + ",New Person,client,";
        assertThat(statuses(ada, file + "new-person@example.org")).containsExactly("same");
        assertThat(statuses(ada, file)).containsExactly("same");
        assertThat(imported(ada, "?dryRun=true", file + "new-person@example.com")
                        .body())
                .contains("\"status\":\"changed\",\"changes\":[{\"field\":\"mail\","
                        + "\"before\":\"new-person@example.org\",\"after\":\"new-person@example.com\"}]");
        imported(ada, "", file + "new-person@example.com").expect(200);
        assertThat(as(ada).get("/users/" + newPerson + "/account").text("mail")).isEqualTo("new-person@example.com");

        as(ada).patch("/users/" + newPerson, Map.of("mail", "no address")).expectProblem(400, "bad_request");
        as(ada).patch("/users/" + newPerson, Map.of("language", "fr")).expectProblem(400, "bad_request");
        as(ada).patch("/users/" + newPerson, Map.of("mail", "")).expect(200);
        assertThat(as(ada).get("/users/" + newPerson + "/account")
                        .json()
                        .required("mail")
                        .isNull())
                .isTrue();
        assertThat(as(ada).get("/users/" + newPerson).expect(200).fields()).doesNotContain("mail", "language");
    }

    private List<String> statuses(User ada, String file) {
        return imported(ada, "?dryRun=true", file).expect(200).list("lines").stream()
                .map(line -> line.required("status").stringValue())
                .toList();
    }

    private Answer imported(User actor, String query, String file) {
        return as(actor).with("Content-Type", "text/csv").call("POST", "/users/import" + query, file);
    }

    @Test
    void areFoundOneByOneAsInTheList() {
        User carol = cast.carol();

        as(carol).get("/users/" + carol.userId()).expect(200);
        as(carol).get("/users/" + cast.lena().userId()).expect(200);
        as(carol).get("/users/" + cast.dave().userId()).expectProblem(404, "not_found");
        as(carol).get("/users/nobody").expectProblem(404, "not_found");
    }

    @Test
    void refusalsNameTheFieldAndWhatItMayBe() {
        User ada = cast.ada();
        for (Object role : new Object[] {"boss", 0, "0", ""}) {
            assertThat(as(ada).post("/users", Map.of("userId", newId(), "userName", "x", "userRole", role))
                            .expectProblem(400, "bad_request")
                            .text("detail"))
                    .as("%s", role)
                    .startsWith("The field userRole has the wrong type or value")
                    .contains("client, employee_l1, employee_l2, employee_l3, admin, service");
        }
        assertThat(as(ada).put("/me/notification-settings", "{\"doNotDisturb\":{\"hours\":[{\"days\":[\"monday\"]}]}}")
                        .expectProblem(400, "bad_request")
                        .text("detail"))
                .contains("doNotDisturb.hours[0].days[0]")
                .contains("mon, tue");
        assertThat(as(ada).post("/rooms", Map.of("name", "x", "kind", "club"))
                        .expectProblem(400, "bad_request")
                        .text("detail"))
                .contains("kind")
                .contains("team");
    }

    @Test
    void changesAreWrittenDownWithWhoMadeThem(CapturedOutput output) {
        User ada = cast.ada();
        String userId = "lena-" + newId();
        String secret = "secret-" + newId();
        loggingAccounts(() -> {
            as(ada).post(
                            "/users",
                            Map.of("userId", userId, "userName", "lena", "userRole", "client", "password", secret))
                    .expect(201);
            as(ada).patch("/users/" + userId, Map.of("userRole", "employee_l1", "password", secret + "2"))
                    .expect(200);
            as(ada).patch("/users/" + userId, Map.of("enabled", false)).expect(200);
        });
        chat.asNobody()
                .post("/tokens", Map.of("username", userId, "password", secret))
                .expect(401);

        assertThat(output)
                .contains(ada.userId() + " has created the account " + userId + ", role client")
                .contains(ada.userId() + " has changed the account " + userId + ": role employee_l1, password set")
                .contains(ada.userId() + " has changed the account " + userId + ": disabled")
                .contains("A login of " + userId + " failed, from 127.0.0.1")
                .doesNotContain(secret);
    }

    @Test
    void doNotDisableThemselves() {
        User ada = cast.ada();

        as(ada).patch("/users/" + ada.userId(), Map.of("enabled", false)).expectProblem(409, "conflict");

        as(ada).get("/me").expect(200);
    }

    private boolean found(User asker, User sought) {
        return ids(asker, "query=" + sought.userId()).contains(sought.userId());
    }

    private List<String> ids(User asker, String query) {
        return as(asker).get("/users?" + query).expect(200).list("items").stream()
                .map(user -> user.required("userId").stringValue())
                .toList();
    }

    /** The administrator of the first start, if two nodes start at once. */
    @Test
    void whoIsCreatedByAnotherNodeMeanwhileIsTaken() {
        Person administrator = new Person(newId(), "first", Role.ADMIN);
        AccountService service = chat.bean(AccountService.class);

        CompletableFuture<Optional<Person>> created = chat.bean(TransactionTemplate.class)
                .execute(status -> {
                    chat.database()
                            .update(
                                    "insert into account (user_id, user_name, user_role, enabled, created_at)"
                                            + " values (?, 'first', 'ADMIN', true, current_timestamp)",
                                    administrator.userId());
                    CompletableFuture<Optional<Person>> here =
                            CompletableFuture.supplyAsync(() -> service.create(administrator, null, Contact.NONE));
                    // H2, which a single node has, does not tell who waits for a key.
                    await("the insert").until(() -> !mode.hasPostgres() || somebodyWaitsForARow());
                    return here;
                });

        assertThat(created).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Optional.empty());
    }

    @Test
    void aNewAccountIsNeverWrittenOverAnother() {
        Account another = new Account(
                cast.lena().userId(),
                "another",
                Role.ADMIN,
                null,
                chat.bean(Clock.class).instant());

        assertThatThrownBy(() -> chat.bean(AccountRepository.class).saveAndFlush(another))
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
