package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.IdentityProvider;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Script;
import com.sealkloud.chat.testing.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code /audit}: who did what. */
class AuditTests extends EitherBroker {

    private User ada;

    @BeforeEach
    void logIn() {
        ada = cast.ada();
    }

    private List<JsonNode> entriesAbout(String target) {
        return as(ada).get("/audit?target=" + target).expect(200).list("items");
    }

    private List<JsonNode> entriesAbout(User user) {
        return entriesAbout("user:" + user.userId());
    }

    private static List<String> actions(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.get("action").asString()).toList();
    }

    private User withPassword() {
        String userId = "newcomer-" + newId();
        as(ada).post("/users", Map.of("userId", userId, "userName", "dave", "userRole", "client", "password", PASSWORD))
                .expect(201);
        return new User(userId, "dave", "client", "");
    }

    private Rest from(String address) {
        return chat.asNobody().with("X-Forwarded-For", address);
    }

    private Answer logIn(Rest caller, User user, String password) {
        return caller.post("/tokens", Map.of("username", user.userId(), "password", password));
    }

    @Test
    void changeOfAnAccountHasItsActorAddressAndStatesButNoSecrets() {
        User dave = withPassword();

        as(ada).with("X-Forwarded-For", "203.0.113.7")
                .patch(
                        "/users/" + dave.userId(),
                        Map.of("userRole", "employee_l1", "userName", "Secret Name", "password", "secret-password"))
                .expect(200);
        as(ada).patch("/users/" + dave.userId(), Map.of("enabled", false)).expect(200);

        List<JsonNode> entries = entriesAbout(dave);
        assertThat(actions(entries)).containsExactly("account.changed", "account.changed", "account.created");
        assertThat(entries.get(0).get("before").get("enabled").asBoolean()).isTrue();
        assertThat(entries.get(0).get("after").get("enabled").asBoolean()).isFalse();
        JsonNode change = entries.get(1);
        assertThat(change.get("actor").asString()).isEqualTo(ada.userId());
        assertThat(change.get("address").asString()).isEqualTo("203.0.113.7");
        assertThat(change.get("before").get("role").asString()).isEqualTo("client");
        assertThat(change.get("after").get("role").asString()).isEqualTo("employee_l1");
        assertThat(change.get("after").get("password").asString()).isEqualTo("set");
        assertThat(entries.toString()).doesNotContain("ecret").doesNotContain(PASSWORD);
    }

    @Test
    void whatIsRefusedOrChangesNothingLeavesNoEntry() {
        User lena = cast.lena();

        as(ada).patch("/users/" + ada.userId(), Map.of("enabled", false)).expectProblem(409, "conflict");
        as(ada).patch("/users/" + lena.userId(), Map.of("userRole", "employee_l1"))
                .expect(200);
        as(lena).patch("/users/" + lena.userId(), Map.of("userRole", "admin")).expectProblem(403, "forbidden");

        assertThat(actions(entriesAbout(ada))).doesNotContain("account.changed");
        assertThat(actions(entriesAbout(lena))).doesNotContain("account.changed");
    }

    @Test
    void whatPeopleGiveTheirOwnAccountsAgainIsNoChange() {
        User dave = withPassword("dave", "client");
        as(dave).patch("/me", Map.of("userName", "David", "language", "de")).expect(200);
        long changes = accessChanges(dave);

        as(dave).patch("/me", Map.of("userName", "David", "language", "de")).expect(200);
        as(dave).patch("/me", Map.of("language", "en")).expect(200);

        assertThat(as(dave).get("/me").text("language")).isEqualTo("en");
        assertThat(accessChanges(dave)).isEqualTo(changes);
        List<JsonNode> entries = entriesAbout(dave);
        assertThat(actions(entries)).containsOnlyOnce("account.changed");
        assertThat(entries.get(0).get("before").get("role").asString()).isEqualTo("client");
        assertThat(entries.get(0).get("after").get("name").asString()).isEqualTo("set");
        as(dave).patch("/me", Map.of("userName", "dave")).expect(200);
        assertThat(accessChanges(dave)).as("open sessions know the name").isEqualTo(changes + 1);
    }

    private long accessChanges(User user) {
        return chat.database()
                .queryForObject("select count(*) from access_change where user_id = ?", Long.class, user.userId());
    }

    @Test
    void changeWhoseEntryCannotBeWrittenIsNotMade() {
        User dave = withPassword();
        long next = as(ada).get("/audit/verification").number("lastId") + 1;

        chat.database()
                .update("insert into audit_entry (id, at, action, hash) values (?, current_timestamp, 'x', 'x')", next);
        try {
            assertThat(as(ada).patch("/users/" + dave.userId(), Map.of("userRole", "admin"))
                            .status())
                    .isGreaterThanOrEqualTo(400);
        } finally {
            chat.database().update("delete from audit_entry where id = ?", next);
        }

        assertThat(as(ada).get("/users/" + dave.userId()).text("userRole")).isEqualTo("client");
        as(ada).patch("/users/" + dave.userId(), Map.of("userRole", "employee_l1"))
                .expect(200);
        assertThat(actions(entriesAbout(dave))).containsExactly("account.changed", "account.created");
    }

    @Test
    void changesOfManyAtOnceMakeOneChainAndNoneFails() throws Exception {
        User lena = cast.lena();
        User ravi = cast.ravi();
        List<User> changed = Stream.generate(cast::dave).limit(10).toList();
        List<Callable<Answer>> calls = new ArrayList<>();
        for (User dave : changed) {
            calls.add(() -> as(ada).patch("/users/" + dave.userId(), Map.of("userName", "david")));
            calls.add(() -> as(dave).delete("/me/sessions"));
            calls.add(() -> as(lena).post(
                            "/rooms", Map.of("name", "team", "kind", "team", "memberIds", List.of(ravi.userId()))));
        }

        for (Future<Answer> call : THREADS.invokeAll(calls)) {
            assertThat(call.get().status()).isBetween(200, 204);
        }

        assertThat(as(ada).get("/audit/verification").expect(200).fields()).doesNotContain("firstBroken");
        assertThat(changed)
                .allSatisfy(dave -> assertThat(actions(entriesAbout(dave)))
                        .containsExactlyInAnyOrder("account.created", "account.changed", "login.all_ended"));
    }

    @Test
    void logInsAndLogOutsHaveEntriesAndFailedOnesTooButNotWhatWasTyped() {
        User dave = withPassword();

        logIn(from("203.0.113.8"), dave, "wrong-password").expect(401);
        await("the entry").until(() -> actions(entriesAbout(dave)).contains("login.failed"));
        String token = logIn(from("203.0.113.9"), dave, PASSWORD).expect(200).text("token");
        as(new User(dave.userId(), "dave", "client", token)).delete("/tokens").expect(204);
        token = logIn(from("203.0.113.9"), dave, PASSWORD).expect(200).text("token");
        as(new User(dave.userId(), "dave", "client", token))
                .delete("/me/sessions")
                .expect(204);

        List<JsonNode> entries = entriesAbout(dave);
        assertThat(actions(entries))
                .containsExactly(
                        "login.all_ended",
                        "login.succeeded",
                        "login.ended",
                        "login.succeeded",
                        "login.failed",
                        "account.created");
        JsonNode failed = entries.get(4);
        assertThat(failed.has("actor")).isFalse();
        assertThat(failed.get("address").asString()).isEqualTo("203.0.113.8");
        assertThat(entries.get(3).get("actor").asString()).isEqualTo(dave.userId());
        assertThat(entries.get(3).get("address").asString()).isEqualTo("203.0.113.9");
        assertThat(entries.toString()).doesNotContain("wrong-password").doesNotContain(token);
    }

    @Test
    void failedLogInOfAnUnknownNameHasNoTarget() {
        String typed = "secret-" + newId();

        chat.asNobody()
                .with("X-Forwarded-For", "203.0.113.10")
                .post("/tokens", Map.of("username", typed, "password", PASSWORD))
                .expect(401);

        List<JsonNode> failed = await("the entry")
                .until(
                        () -> as(ada).get("/audit?action=login.failed&limit=200").list("items").stream()
                                .filter(entry -> entry.get("address").asString().equals("203.0.113.10"))
                                .toList(),
                        entries -> !entries.isEmpty());
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).has("target")).isFalse();
        assertThat(as(ada).get("/audit?limit=200").body()).doesNotContain(typed);
    }

    @Test
    void accountAndRoleOfTheIdentityProviderHaveEntries() {
        User carol = cast.carol();
        User promoted = new User(
                carol.userId(), "carol", "employee_l1", IdentityProvider.token(carol.userId(), "carol", "employee_l1"));

        as(promoted).get("/me").expect(200);

        assertThat(actions(entriesAbout(carol))).containsExactly("account.role_followed", "account.created");
        assertThat(entriesAbout(carol).get(0).get("before").get("role").asString())
                .isEqualTo("client");
        assertThat(entriesAbout(carol).get(0).get("after").get("role").asString())
                .isEqualTo("employee_l1");
    }

    @Test
    void roomAndWhomSomebodyElseBroughtInOrPutOutHaveEntries() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String roomId = teamRoom(lena);

        as(lena).put("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);
        as(lena).put("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);
        as(ravi).delete("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);
        as(lena).put("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);
        as(lena).delete("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);

        List<JsonNode> entries = entriesAbout("conversation:" + roomId);
        assertThat(actions(entries))
                .as("what changed nothing, and what people do with themselves, stands in the room's log only")
                .containsExactly("member.removed", "member.added", "member.added", "room.opened");
        assertThat(entries).allMatch(entry -> entry.get("actor").asString().equals(lena.userId()));
        assertThat(entries.get(1).get("after").get("userId").asString()).isEqualTo(ravi.userId());
    }

    @Test
    void requesterOfATicketThatStaffChangeHasAnEntry() {
        User lena = cast.lena();
        User carol = cast.carol();
        User dave = cast.dave();
        String ticketId = newId();
        String roomId = as(lena).post(
                        "/rooms",
                        Map.of(
                                "name",
                                "ticket",
                                "kind",
                                "ticket",
                                "ticketId",
                                ticketId,
                                "memberIds",
                                List.of(carol.userId())))
                .expect(201)
                .text("roomId");

        as(lena).patch("/tickets/" + ticketId, Map.of("requesterId", dave.userId()))
                .expect(200);

        JsonNode entry = entriesAbout("conversation:" + roomId).get(0);
        assertThat(entry.get("action").asString()).isEqualTo("ticket.requester_changed");
        assertThat(entry.get("before").get("requesterId").asString()).isEqualTo(carol.userId());
        assertThat(entry.get("after").get("requesterId").asString()).isEqualTo(dave.userId());
    }

    @Test
    void transcriptsHaveEntriesOfWhoeverReadsThem() {
        User lena = cast.lena();
        String roomId = teamRoom(lena);

        as(lena).get("/conversations/" + roomId + "/transcript?format=json").expect(200);
        as(cast.carol()).get("/conversations/" + roomId + "/transcript").expect(404);

        JsonNode entry = entriesAbout("conversation:" + roomId).get(0);
        assertThat(entry.get("action").asString()).isEqualTo("transcript.exported");
        assertThat(entry.get("actor").asString()).isEqualTo(lena.userId());
        assertThat(entry.get("after").get("format").asString()).isEqualTo("json");
        assertThat(actions(entriesAbout("conversation:" + roomId))).containsOnlyOnce("transcript.exported");
    }

    @Test
    void rulesHaveEntriesAndTheLongestFits() {
        String longest = "\t\"".repeat(2_000);
        String ruleId = as(ada).post("/automation-rules", Map.of("trigger", "first_message", "content", "=Welcome"))
                .expect(201)
                .text("ruleId");
        as(ada).put("/automation-rules/" + ruleId, Map.of("trigger", "first_message", "content", longest))
                .expect(200);
        as(ada).delete("/automation-rules/" + ruleId).expect(204);

        List<JsonNode> entries = entriesAbout("rule:" + ruleId);
        assertThat(actions(entries)).containsExactly("rule.removed", "rule.changed", "rule.added");
        assertThat(entries.get(1).get("before").get("content").asString()).isEqualTo("=Welcome");
        assertThat(entries.get(1).get("after").get("content").asString()).endsWith("…");
    }

    @Test
    void pagesFollowEachOther() {
        User dave = withPassword();
        for (String name : List.of("one", "two", "three")) {
            as(ada).patch("/users/" + dave.userId(), Map.of("userName", name)).expect(200);
        }
        String query = "/audit?action=account.changed&actor=" + ada.userId() + "&target=user:" + dave.userId()
                + "&since=2020-01-01T00:00:00Z&until=%2B1000000000-01-01T00:00:00Z";

        Answer first = as(ada).get(query + "&limit=2").expect(200);
        Answer second = as(ada).get(query + "&limit=2&cursor=" + first.text("nextCursor"))
                .expect(200);

        assertThat(first.list("items")).hasSize(2);
        assertThat(second.list("items")).hasSize(1);
        assertThat(as(ada).get(query + "&since=2200-01-01T00:00:00Z").list("items"))
                .hasSize(3);
        assertThat(as(ada).get("/audit?since=2200-01-01T00:00:00Z").list("items"))
                .isEmpty();
        for (String wrong :
                List.of("cursor=@@@", "since=yesterday", "limit=0", "actor=%00", "actor=" + "x".repeat(101))) {
            as(ada).get("/audit?" + wrong).expectProblem(400, "bad_request");
        }
    }

    @Test
    void csvIsAFileAndItsExportAnEntry() {
        User dave = withPassword();

        Answer csv = as(ada).get("/audit/csv?target=user:" + dave.userId()).expect(200);

        assertThat(csv.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"audit.csv\"");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body().split("\r\n")).hasSize(2);
        assertThat(csv.body()).contains("\"" + ada.userId() + "\",\"account.created\",\"user:" + dave.userId() + "\"");
        JsonNode export = as(ada).get("/audit?action=audit.exported&actor=" + ada.userId())
                .list("items")
                .get(0);
        assertThat(export.get("after").get("target").asString()).isEqualTo("user:" + dave.userId());
    }

    @Test
    void isForAdministratorsAlone() {
        for (User other : List.of(cast.carol(), cast.lena(), cast.ravi(), cast.mona(), cast.ticketService())) {
            as(other).get("/audit").expectProblem(403, "forbidden");
            as(other).get("/audit/csv").expectProblem(403, "forbidden");
            as(other).get("/audit/verification").expectProblem(403, "forbidden");
        }
    }

    @Test
    void verificationNamesTheEntryThatWasChanged() {
        withPassword();
        Answer whole = as(ada).get("/audit/verification").expect(200);
        assertThat(whole.fields()).doesNotContain("firstBroken", "noted");
        long id = whole.number("lastId");
        String noted = "/audit/verification?noted=" + id + ":" + whole.text("lastHash");
        String actor = chat.database().queryForObject("select actor from audit_entry where id = ?", String.class, id);

        chat.database().update("update audit_entry set actor = 'mona' where id = ?", id);
        try {
            Answer broken = as(ada).get(noted).expect(200);
            assertThat(broken.number("firstBroken")).isEqualTo(id);
            assertThat(broken.text("noted")).isEqualTo("changed");
        } finally {
            chat.database().update("update audit_entry set actor = ? where id = ?", actor, id);
        }
        assertThat(as(ada).get(noted).expect(200).text("noted")).isEqualTo("unchanged");
        as(ada).get("/audit/verification?noted=" + id).expectProblem(400, "bad_request");
    }

    @Test
    void theScriptListsWritesAndVerifiesIt() throws Exception {
        User dave = withPassword();
        String target = "user:" + dave.userId();
        Script script = new Script(chat, ada, "bin/audit");

        assertThat(script.endsWith(0, "list", "--target", target)).contains("account.created");
        assertThat(script.endsWith(0, "csv", "--target", target).lines()).hasSize(2);
        String end = script.endsWith(0, "verify").strip();
        assertThat(end).matches("\\d+:[0-9a-f]{64}");
        assertThat(script.endsWith(0, "verify", end)).matches("\\d+:[0-9a-f]{64}\n");
        String other = end.substring(0, end.length() - 1) + (end.endsWith("0") ? "1" : "0");
        assertThat(script.endsWith(3, "verify", other)).contains("is not the one whose hash was noted");
        assertThat(script.endsWith(2, "--actor")).contains("--actor needs a value");
    }
}
