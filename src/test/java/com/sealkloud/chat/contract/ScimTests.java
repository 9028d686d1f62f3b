package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.IdentityProvider;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * {@code /scim/v2}: the cases of Okta's SCIM 2.0 test and of Entra's validator, and who must not
 * call it. In {@code rights.txt} users and programs call each of these.
 */
class ScimTests extends EitherBroker {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static final String DISABLE = "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}";

    private Rest scim;

    @BeforeEach
    void provision() {
        scim = chat.asNobody().below("/scim/v2").with("Authorization", "Bearer " + Servers.SCIM_TOKEN);
    }

    @Test
    void refusesInItsOwnFormWhatNoControllerSees() {
        expectError(scim.with("Content-Type", "application/scim+json").post("/Users", new byte[200_000]), 413, null);
        expectError(scim.with("Accept", "text/html").get("/Users"), 406, null);
    }

    @Test
    void createsAUserAsOktaDoes() {
        String mail = newMail();

        Answer created = scim.with("Content-Type", "application/scim+json")
                .post("/Users", """
                        {"schemas": ["%s"], "userName": "%s", "externalId": "00u1",
                         "name": {"givenName": "Dave", "familyName": "Example"},
                         "emails": [{"primary": true, "value": "%s", "type": "work"}],
                         "displayName": "Dave of Accounting", "locale": "en-US", "groups": [],
                         "password": "ignored", "active": true}""".formatted(USER, mail, mail).getBytes(StandardCharsets.UTF_8))
                .expect(201);

        assertThat(created.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/scim+json"));
        JsonNode user = created.json();
        String id = created.text("id");
        assertThat(user.at("/schemas/0").stringValue()).isEqualTo(USER);
        assertThat(created.text("userName")).isEqualTo(mail);
        assertThat(created.text("externalId")).isEqualTo("00u1");
        assertThat(created.text("displayName")).isEqualTo("Dave of Accounting");
        assertThat(user.at("/name/givenName").stringValue()).isEqualTo("Dave");
        assertThat(user.at("/name/familyName").stringValue()).isEqualTo("Example");
        assertThat(user.at("/emails/0/value").stringValue()).isEqualTo(mail);
        assertThat(user.at("/roles/0/value").stringValue()).isEqualTo("client");
        assertThat(user.required("active").booleanValue()).isTrue();
        assertThat(created.body()).doesNotContain("ignored");
        String location = user.at("/meta/location").stringValue();
        assertThat(location).isEqualTo(chat.url() + "/scim/v2/Users/" + id);
        assertThat(created.headers().firstValue("Location")).hasValue(location);
        assertThat(created.headers().firstValue("ETag"))
                .hasValue(user.at("/meta/version").stringValue());
        assertThat(read(id)).isEqualTo(user);
        Answer account = as(cast.ada()).get("/users/" + id + "/account").expect(200);
        assertThat(account.text("userName")).isEqualTo("Dave of Accounting");
        assertThat(account.text("mail")).isEqualTo(mail);
        assertThat(account.json().required("hasPassword").booleanValue()).isFalse();
    }

    @Test
    void callsAUserByTheirNameButNeverByTheirAddress() {
        String plain = "dave-" + newId();
        assertThat(create(Map.of("userName", plain)).text("id")).isEqualTo(plain);
        assertThat(create(Map.of("userName", newMail(), "name", Map.of("givenName", "Dave", "familyName", "Example")))
                        .text("displayName"))
                .isEqualTo("Dave Example");
        assertThat(create(Map.of("userName", newMail())).text("displayName")).doesNotContain("@");
    }

    @Test
    void refusesAUserNameThatIsTakenInAnyCase() {
        String mail = newMail();
        create(Map.of("userName", mail));
        User lena = cast.lena();

        expectError(scim.post("/Users", Map.of("userName", mail.toUpperCase(Locale.ROOT))), 409, "uniqueness");
        expectError(scim.post("/Users", Map.of("userName", lena.userId())), 409, "uniqueness");
        String other = create(Map.of("userName", newMail())).text("id");
        expectError(scim.put("/Users/" + other, Map.of("userName", mail)), 409, "uniqueness");
    }

    @Test
    void findsUsersByFilters() {
        String mail = newMail();
        String externalId = newId();
        String id = create(Map.of("userName", mail, "externalId", externalId, "emails", List.of(Map.of("value", mail))))
                .text("id");
        User lena = cast.lena();

        assertThat(found("userName eq \"" + mail + "\"")).containsExactly(id);
        assertThat(found("USERNAME Eq \"" + mail.toUpperCase(Locale.ROOT) + "\""))
                .containsExactly(id);
        assertThat(found(USER + ":userName eq \"" + mail + "\" and active eq true"))
                .containsExactly(id);
        assertThat(found("userName eq \"" + mail + "\" and active eq false")).isEmpty();
        assertThat(found("externalId eq \"" + externalId + "\"")).containsExactly(id);
        assertThat(found("emails[type eq \"work\"].value eq \"" + mail + "\"")).containsExactly(id);
        assertThat(found("id eq \"" + id + "\"")).containsExactly(id);
        assertThat(found("userName eq \"" + lena.userId() + "\"")).containsExactly(lena.userId());
        assertThat(found("userName eq \"nobody-" + newId() + "\"")).isEmpty();
        assertThat(found("userName eq \"\\\" or \\\"\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName",
                "userName eq",
                "userName eq dave",
                "userName co \"dave\"",
                "userName eq \"dave\" or id eq \"dave\"",
                "userName eq \"dave\" and",
                "userName eq \"dave\" trailing",
                "shoeSize eq \"42\"",
                "active eq \"perhaps\"",
                "userName eq \"\\u0000\"",
                "(userName eq \"dave\")"
            })
    void refusesFiltersThatItDoesNotUnderstand(String filter) {
        expectError(scim.get("/Users?filter=" + encoded(filter)), 400, "invalidFilter");
    }

    @Test
    void pagesThroughUsers() {
        create(Map.of("userName", newMail()));
        create(Map.of("userName", newMail()));

        Answer first = scim.get("/Users?startIndex=1&count=1").expect(200);
        Answer second = scim.get("/Users?startIndex=2&count=1").expect(200);

        assertThat(first.json().at("/schemas/0").stringValue())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        assertThat(first.number("totalResults")).isGreaterThanOrEqualTo(2);
        assertThat(first.number("itemsPerPage")).isEqualTo(1);
        assertThat(second.number("startIndex")).isEqualTo(2);
        assertThat(ids(first)).hasSize(1).doesNotContainAnyElementsOf(ids(second));
        assertThat(ids(scim.get("/Users?count=0").expect(200))).isEmpty();
        assertThat(ids(scim.get("/Users?startIndex=1000000").expect(200))).isEmpty();
        assertThat(scim.get("/Users?startIndex=-5&count=1").expect(200).number("startIndex"))
                .isEqualTo(1);
        expectError(scim.get("/Users?count=many"), 400, "invalidValue");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"op": "replace", "path": "active", "value": %s}    | "True"  | "False"
                    {"op": "Replace", "value": {"active": %s}}          | true    | false
                    {"op": "add", "path": "active", "value": %s}        | "true"  | "false"
                    {"op": "Add", "value": {"urn:ietf:params:scim:schemas:core:2.0:User:active": %s}} | true | false
                    """)
    void disablesAndEnablesInEachForm(String operation, String on, String off) {
        String id = create(Map.of("userName", newMail())).text("id");

        assertThat(patch(id, operation.formatted(off))
                        .expect(200)
                        .json()
                        .required("active")
                        .booleanValue())
                .isFalse();
        assertThat(read(id).required("active").booleanValue()).isFalse();
        assertThat(patch(id, operation.formatted(on))
                        .expect(200)
                        .json()
                        .required("active")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void patchesAsEntraDoes() {
        String id = create(Map.of("userName", newMail(), "name", Map.of("givenName", "Dave", "familyName", "Example")))
                .text("id");
        String mail = newMail();

        JsonNode user = patch(id, """
                        {"op": "Replace", "path": "emails[type eq \\"work\\"].value", "value": "%s"},
                        {"op": "Add", "path": "emails[type eq \\"home\\"].value", "value": "home@example.org"},
                        {"op": "Add", "path": "roles[primary eq \\"True\\"].value", "value": "employee_l2"},
                        {"op": "Replace", "path": "name.familyName", "value": "Sample"},
                        {"op": "Add", "path": "title", "value": "not kept"},
                        {"op": "Add", "path":
                            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "not kept"},
                        {"op": "Replace", "value": {"externalId": "e-1", "name.givenName": "David"}}""".formatted(mail)).expect(200).json();

        assertThat(user.at("/emails").size()).isEqualTo(1);
        assertThat(user.at("/emails/0/value").stringValue()).isEqualTo(mail);
        assertThat(user.at("/roles/0/value").stringValue()).isEqualTo("employee_l2");
        assertThat(user.at("/displayName").stringValue()).isEqualTo("David Sample");
        assertThat(user.at("/externalId").stringValue()).isEqualTo("e-1");

        JsonNode less = patch(id, """
                        {"op": "remove", "path": "emails[type eq \\"work\\"]"}, {"op": "remove", "path": "externalId"},
                        {"op": "remove", "path": "roles"}, {"op": "replace", "path": "displayName", "value": "Mona"},
                        {"op": "replace", "path": "name.familyName", "value": "Other"}""").expect(200).json();

        assertThat(less.has("emails")).isFalse();
        assertThat(less.has("externalId")).isFalse();
        assertThat(less.at("/roles/0/value").stringValue()).isEqualTo("client");
        assertThat(less.at("/displayName").stringValue()).isEqualTo("Mona");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"op": "replace", "path": "id", "value": "mona"}              | mutability
                    {"op": "replace", "value": {"id": "mona"}}                    | mutability
                    {"op": "replace", "path": "groups", "value": []}              | mutability
                    {"op": "replace", "path": "shoeSize", "value": "42"}          | invalidPath
                    {"op": "replace", "path": "name.nick", "value": "d"}          | invalidPath
                    {"op": "replace", "path": "emails[", "value": "d"}            | invalidPath
                    {"op": "replace", "path": "emails[value eq \\"x\\"].value", "value": "d"} | invalidFilter
                    {"op": "replace", "path": "active", "value": "perhaps"}       | invalidValue
                    {"op": "replace", "path": "active"}                           | invalidValue
                    {"op": "replace", "path": "emails", "value": [{"value": "no address"}]} | invalidValue
                    {"op": "replace", "path": "displayName", "value": "\\u202e"}  | invalidValue
                    {"op": "remove", "path": "userName"}                          | invalidValue
                    {"op": "add", "path": "roles", "value": [{"value": "boss"}]}  | invalidValue
                    {"op": "add", "path": "roles", "value": [{"value": "service"}]} | invalidValue
                    {"op": "replace", "path": "emails[type eq \\"%long\\"]", "value": []} | invalidPath
                    {"op": "remove"}                                              | noTarget
                    {"op": "move", "path": "active", "value": true}               | invalidSyntax
                    """)
    void refusesAPatchAndChangesNothing(String operation, String scimType) {
        String id = create(Map.of("userName", newMail())).text("id");
        JsonNode before = read(id);

        expectError(patch(id, DISABLE + ", " + operation.replace("%long", "a".repeat(1_000))), 400, scimType);

        assertThat(read(id)).isEqualTo(before);
    }

    @Test
    void replacesAUserAndKeepsWhatIsNotNamed() {
        String id = create(Map.of("userName", newMail(), "roles", List.of(Map.of("value", "employee_l1"))))
                .text("id");
        String mail = newMail();

        JsonNode user = scim.put(
                        "/Users/" + id,
                        Map.of("id", "ignored", "userName", mail, "displayName", "Ravi", "active", false))
                .expect(200)
                .json();

        assertThat(user.at("/id").stringValue()).isEqualTo(id);
        assertThat(user.at("/userName").stringValue()).isEqualTo(mail);
        assertThat(user.at("/displayName").stringValue()).isEqualTo("Ravi");
        assertThat(user.at("/active").booleanValue()).isFalse();
        assertThat(user.at("/roles/0/value").stringValue()).isEqualTo("employee_l1");
    }

    @Test
    void doesNotOverwriteWhatHasChangedMeanwhile() {
        Answer created = create(Map.of("userName", newMail()));
        String path = "/Users/" + created.text("id");
        String seen = created.headers().firstValue("ETag").orElseThrow();
        scim.with("If-Match", seen).put(path, Map.of("displayName", "Ravi")).expect(200);

        expectError(scim.with("If-Match", seen).put(path, Map.of("displayName", "Mona")), 412, null);
        expectError(scim.with("If-Match", seen).delete(path), 412, null);

        assertThat(scim.get(path).expect(200).text("displayName")).isEqualTo("Ravi");
        String now = scim.get(path).headers().firstValue("ETag").orElseThrow();
        scim.with("If-None-Match", now).get(path).expect(304);
    }

    @Test
    void whoeverIsDisabledIsLoggedOut() {
        User lena = withPassword("lena", "employee_l1");
        User mona = cast.mona();
        Session session = connect(lena);
        Session other = connect(mona);
        as(lena).get("/me").expect(200);

        patch(lena.userId(), "{\"op\": \"Replace\", \"value\": {\"active\": false}}")
                .expect(200);

        as(lena).get("/me").expect(401);
        await().until(session.socket()::isClosed);
        assertThat(other.socket().isClosed()).isFalse();
        JsonNode entry = as(cast.ada())
                .get("/audit?actor=scim:token&target=user:" + lena.userId())
                .expect(200)
                .list("items")
                .get(0);
        assertThat(entry.required("action").stringValue()).isEqualTo("account.changed");
        assertThat(entry.at("/after/enabled").booleanValue()).isFalse();
    }

    @Test
    void aDeletedUserIsDisabledAndGoneForScim() {
        String mail = newMail();
        String id = create(Map.of("userName", mail, "externalId", newId())).text("id");

        scim.delete("/Users/" + id).expect(204);

        expectError(scim.get("/Users/" + id), 404, null);
        expectError(scim.delete("/Users/" + id), 404, null);
        assertThat(found("userName eq \"" + mail + "\"")).isEmpty();
        Answer account = as(cast.ada()).get("/users/" + id + "/account").expect(200);
        assertThat(account.json().required("enabled").booleanValue()).isFalse();
        assertThat(create(Map.of("userName", mail, "externalId", newId())).text("id"))
                .as("whoever has the name later")
                .isNotEqualTo(id);
    }

    /** Some databases know the lower case of ASCII only. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\u00c9va "})
    void theSamePersonGetsTheirAccountBack(String letters) {
        String mail = letters + newMail();
        String externalId = newId();
        Map<String, Object> user = Map.of("userName", mail, "externalId", externalId);
        String id = create(user).text("id");
        scim.delete("/Users/" + id).expect(204);

        Answer again = create(user);

        assertThat(again.text("id")).isEqualTo(id);
        assertThat(again.json().required("active").booleanValue()).isTrue();
    }

    @Test
    void whoeverWasCreatedLogsInToThatAccount() {
        String externalId = newId();
        String id =
                create(Map.of("userName", newMail(), "externalId", externalId)).text("id");

        User dave = cast.withId(externalId, "dave", "client");

        assertThat(as(dave).get("/me").expect(200).text("userId")).isEqualTo(id);
        assertThat(as(cast.ada())
                        .get("/audit?action=account.linked&target=user:" + id)
                        .list("items"))
                .hasSize(1);
        User stranger = cast.withId(newId(), "dave", "client");
        assertThat(as(stranger).get("/me").expect(200).text("userId")).isNotEqualTo(id);
    }

    @Test
    void anOlderTokenOfTheProviderDoesNotTakeBackWhatItSaysByScim() {
        String subject = newId();
        String before = token(subject, -60, "employee_l2");
        String id = create(Map.of("userName", newMail(), "externalId", subject)).text("id");
        scim.put("/Users/" + id, Map.of("displayName", "New Person", "roles", List.of(Map.of("value", "client"))))
                .expect(200);

        for (int i = 0; i < 2; i++) {
            Answer me =
                    as(new User(id, "dave", "employee_l2", before)).get("/me").expect(200);
            assertThat(me.text("userName")).isEqualTo("New Person");
            assertThat(me.text("userRole")).isEqualTo("client");
        }

        String after = token(subject, 60, "employee_l2");
        assertThat(as(new User(id, "dave", "employee_l2", after)).get("/me").text("userRole"))
                .isEqualTo("employee_l2");
    }

    private static String token(String subject, int second, String role) {
        Instant now = Instant.now();
        return IdentityProvider.token(new JWTClaimsSet.Builder()
                .subject(subject)
                .claim("name", "dave")
                .claim("role", role)
                .issueTime(Date.from(now.plusSeconds(second)))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .build());
    }

    @Test
    void whoseNameSomebodyElseHasAsAnIdCanStillBeChanged() {
        String name = "mona-" + newId();
        String id = create(Map.of("userName", "dave-" + newId())).text("id");
        scim.put("/Users/" + id, Map.of("userName", name)).expect(200);
        account(name);

        assertThat(found("userName eq \"" + name + "\"")).containsExactly(id);
        assertThat(patch(id, DISABLE).expect(200).text("userName")).isEqualTo(name);
        assertThat(read(id).required("active").booleanValue()).isFalse();
        patch(name, DISABLE).expect(200);
        assertThat(found("userName eq \"" + name + "\"")).containsExactly(id);
        assertThat(scim.put("/Users/" + name, Map.of("userName", name, "externalId", name))
                        .expect(200)
                        .text("externalId"))
                .isEqualTo(name);
    }

    @Test
    void accountsWhoseIdsDifferInCaseOnlyAreTwoUsers() {
        String lower = "dave-" + newId();
        String upper = "D" + lower.substring(1);
        account(lower);
        account(upper);

        for (String id : List.of(lower, upper)) {
            assertThat(found("userName eq \"" + id + "\"")).containsExactly(id);
        }
        for (String id : List.of(upper, lower)) {
            assertThat(scim.put("/Users/" + id, Map.of("userName", id, "externalId", id, "active", false))
                            .expect(200)
                            .text("userName"))
                    .isEqualTo(id);
            assertThat(patch(id, DISABLE).expect(200).text("externalId")).isEqualTo(id);
        }
    }

    @Test
    void aPasswordHereNeverLeadsToASecondAccount() {
        String externalId = newId();
        String mail = newMail();
        String id = create(Map.of("userName", mail, "externalId", externalId, "emails", List.of(Map.of("value", mail))))
                .text("id");
        Rest ada = as(cast.ada());

        ada.post("/users/" + id + "/password-links", Map.of()).expectProblem(409, "conflict");
        assertThat(ada.post("/users/invitations", Map.of("userIds", List.of(id)))
                        .expect(202)
                        .list("invited"))
                .isEmpty();
        assertThat(ada.patch("/users/" + id, Map.of("password", PASSWORD))
                        .expectProblem(409, "conflict")
                        .text("detail"))
                .contains("SCIM");
        assertThat(as(cast.withId(externalId, "dave", "client"))
                        .get("/me")
                        .expect(200)
                        .text("userId"))
                .isEqualTo(id);
    }

    /** Such as those who were invited before the provider knew of them. */
    @Test
    void whoeverWasLocalBeforeIsRefusedAndNotDoubled() {
        String id = "dave-" + newId();
        String externalId = newId();
        as(cast.ada())
                .post(
                        "/users",
                        Map.of("userId", id, "userName", "New Person", "userRole", "client", "password", PASSWORD))
                .expect(201);
        scim.put("/Users/" + id, Map.of("externalId", externalId)).expect(200);

        expectNoLogIn(externalId);
        expectNoLogIn(id);
        as(cast.ada())
                .patch("/users/" + id, Map.of("password", "another password"))
                .expect(200);
    }

    @Test
    void whoeverWasDeletedBeforeTheFirstLogInGetsNoOtherAccount() {
        String name = "dave-" + newId();
        String externalId = newId();
        String mail = newMail();
        String id = create(Map.of("userName", name, "externalId", externalId, "emails", List.of(Map.of("value", mail))))
                .text("id");
        scim.delete("/Users/" + id).expect(204);

        for (String subject : List.of(name, externalId, mail)) {
            expectNoLogIn(subject);
        }

        String second = create(Map.of("userName", name)).text("id");
        assertThat(as(cast.withId(name, "dave", "client"))
                        .get("/me")
                        .expect(200)
                        .text("userId"))
                .as("whoever has the name later")
                .isEqualTo(second);
    }

    @Test
    void nobodyLogsInByANameOfTwoUsersOrByAnIdOfAnother() {
        String name = "dave-" + newId();
        create(Map.of("userName", newMail(), "externalId", name));
        create(Map.of("userName", name));
        expectNoLogIn(name);

        String id = create(Map.of("userName", "mona-" + newId())).text("id");
        scim.put("/Users/" + id, Map.of("userName", newMail())).expect(200);
        expectNoLogIn(id);
    }

    @Test
    void twoChangesAtOnceAreBothKept() {
        String id = create(Map.of("userName", newMail())).text("id");
        String mail = newMail();

        assertThat(atOnce(
                        id,
                        () -> scim.put("/Users/" + id, Map.of("userName", mail)),
                        () -> scim.put("/Users/" + id, Map.of("externalId", "e-2"))))
                .containsExactly(200, 200);

        assertThat(read(id).at("/userName").stringValue()).isEqualTo(mail);
        assertThat(read(id).at("/externalId").stringValue()).isEqualTo("e-2");
    }

    @Test
    void aDeletedUserIsNotBroughtBackByAChangeAtTheSameTime() {
        String id = create(Map.of("userName", newMail())).text("id");

        assertThat(atOnce(
                        id,
                        () -> scim.delete("/Users/" + id),
                        () -> scim.put("/Users/" + id, Map.of("externalId", "e-3"))))
                .first()
                .isEqualTo(204);

        expectError(scim.get("/Users/" + id), 404, null);
    }

    /** Both calls have come as far as they can while somebody else holds the account. */
    private List<Integer> atOnce(String id, Supplier<Answer> one, Supplier<Answer> other) {
        String waiting = mode.hasPostgres()
                ? "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
                : "select count(*) from information_schema.sessions where blocker_id is not null";
        List<CompletableFuture<Answer>> calls = new ArrayList<>();
        chat.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            chat.database().queryForList("select user_id from account where user_id = ? for update", id);
            calls.add(CompletableFuture.supplyAsync(one, THREADS));
            calls.add(CompletableFuture.supplyAsync(other, THREADS));
            await("both calls")
                    .until(() -> CompletableFuture.supplyAsync(
                                            () -> chat.database().queryForObject(waiting, Long.class), THREADS)
                                    .join()
                            >= 2);
        });
        return calls.stream().map(call -> call.join().status()).toList();
    }

    @Test
    void whatOnlyScimKeepsIsInTheAuditLogByNameToo() {
        String mail = newMail();
        String id = create(Map.of("userName", mail, "externalId", "kept-id")).text("id");
        scim.put("/Users/" + id, Map.of("userName", newMail(), "externalId", "kept-id"))
                .expect(200);
        scim.put("/Users/" + id, Map.of("externalId", "kept-id")).expect(200);
        patch(id, DISABLE).expect(200);
        scim.delete("/Users/" + id).expect(204);

        Answer log =
                as(cast.ada()).get("/audit?actor=scim:token&target=user:" + id).expect(200);
        List<String> entries = new ArrayList<>();
        log.list("items")
                .forEach(entry -> entries.add(entry.required("action").stringValue() + " "
                        + entry.at("/after/attributes").toString()));
        assertThat(entries)
                .containsExactly(
                        "account.deprovisioned ",
                        "account.changed ",
                        "account.provisioned [\"userName\"]",
                        "account.provisioned [\"userName\",\"externalId\"]",
                        "account.created ");
        assertThat(log.body()).doesNotContain(mail, "kept-id");
    }

    @Test
    void whatIsAddedIsBesideWhatIsThere() {
        String mail = newMail();
        String id = create(Map.of(
                        "userName", mail,
                        "emails", List.of(Map.of("value", mail)),
                        "roles", List.of(Map.of("value", "employee_l2"))))
                .text("id");

        JsonNode user = patch(id, """
                        {"op": "add", "path": "emails", "value": [{"type": "home", "value": "home@example.org"}]},
                        {"op": "add", "value": {"roles": [{"value": "client"}]}}""").expect(200).json();
        assertThat(user.at("/emails/0/value").stringValue()).isEqualTo(mail);
        assertThat(user.at("/roles/0/value").stringValue()).isEqualTo("employee_l2");

        String work = newMail();
        JsonNode higher = patch(id, """
                        {"op": "add", "path": "emails", "value": [{"type": "work", "value": "%s"}]},
                        {"op": "add", "path": "roles", "value": [{"value": "employee_l3"}]}""".formatted(work)).expect(200).json();
        assertThat(higher.at("/emails/0/value").stringValue()).isEqualTo(work);
        assertThat(higher.at("/roles/0/value").stringValue()).isEqualTo("employee_l3");

        JsonNode other = patch(id, """
                        {"op": "remove", "path": "emails"},
                        {"op": "add", "path": "emails", "value": [{"type": "home", "value": "home@example.org"}]},
                        {"op": "replace", "path": "roles", "value": [{"value": "client"}]}""").expect(200).json();
        assertThat(other.at("/emails/0/value").stringValue()).isEqualTo("home@example.org");
        assertThat(other.at("/roles/0/value").stringValue()).isEqualTo("client");
    }

    @Test
    void theLongestNamesAreKeptInWhateverLetters() {
        String face = "\ud83d\ude42";
        String given = face.repeat(100);
        String id = newId();
        String userName = face.repeat(255 - id.length()) + id;
        String dotted = "\u0130".repeat(255 - id.length()) + id;

        JsonNode user = create(Map.of(
                        "userName", userName,
                        "externalId", userName,
                        "name", Map.of("givenName", given, "familyName", given)))
                .json();
        assertThat(user.at("/userName").stringValue()).isEqualTo(userName);
        assertThat(user.at("/name/givenName").stringValue()).isEqualTo(given);
        String ofDotted = create(Map.of("userName", dotted)).text("id");

        scim.delete("/Users/" + ofDotted).expect(204);
        expectError(scim.post("/Users", Map.of("userName", dotted + "x")), 400, "invalidValue");
    }

    @Test
    void programsAreNobodysUsers() {
        User program = cast.ticketService();

        expectError(scim.get("/Users/" + program.userId()), 404, null);
        expectError(
                patch(program.userId(), "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}"), 404, null);
        assertThat(found("userName eq \"" + program.userId() + "\"")).isEmpty();
    }

    @Test
    void refusesWhatIsNoUser() {
        String mail = newMail();
        expectError(scim.post("/Users", "no JSON".getBytes(StandardCharsets.UTF_8)), 400, "invalidSyntax");
        expectError(scim.post("/Users", "[]".getBytes(StandardCharsets.UTF_8)), 400, "invalidSyntax");
        expectError(scim.post("/Users", Map.of("displayName", "Mona")), 400, "invalidValue");
        expectError(scim.post("/Users", Map.of("userName", 7)), 400, "invalidValue");
        expectError(
                scim.post("/Users", Map.of("userName", mail, "roles", List.of(Map.of("value", "boss")))),
                400,
                "invalidValue");
        expectError(scim.get("/Users/nobody-" + newId()), 404, null);
        expectError(scim.put("/Users/nobody-" + newId(), Map.of("active", false)), 404, null);
        expectError(scim.get("/Groups"), 404, null);
        assertThat(found("userName eq \"" + mail + "\"")).isEmpty();
    }

    @Test
    void saysWhatItSupports() {
        JsonNode config = scim.get("/ServiceProviderConfig").expect(200).json();
        assertThat(config.at("/patch/supported").booleanValue()).isTrue();
        assertThat(config.at("/bulk/supported").booleanValue()).isFalse();
        assertThat(ids(scim.get("/ResourceTypes").expect(200))).containsExactly("User");
        assertThat(scim.get("/ResourceTypes/User").expect(200).text("schema")).isEqualTo(USER);
        assertThat(ids(scim.get("/Schemas").expect(200))).containsExactly(USER);
        assertThat(scim.get("/Schemas/" + USER).expect(200).text("id")).isEqualTo(USER);
    }

    @Test
    void nobodyElseIsLetIn() {
        Rest nobody = chat.asNobody().below("/scim/v2");
        User ada = withPassword("ada", "admin");
        Counter refused = chat.bean(MeterRegistry.class).counter("chat.log.ins.refused", "why", "scim");
        double before = refused.count();

        expectError(nobody.get("/Users"), 401, null);
        expectError(nobody.get("/ServiceProviderConfig"), 401, null);
        expectError(
                nobody.with("Authorization", "Bearer " + Servers.SCIM_TOKEN + "x")
                        .get("/Users"),
                401,
                null);
        expectError(nobody.with("Authorization", "Bearer ").get("/Users"), 401, null);
        expectError(
                nobody.with("Authorization", "Bearer " + Servers.METRICS_TOKEN).get("/Users"), 401, null);
        expectError(nobody.as(ada).get("/Users"), 401, null);
        expectError(nobody.as(cast.ticketService()).get("/Users"), 401, null);
        expectError(nobody.with("Cookie", "chat_session=" + ada.token()).get("/Users"), 401, null);
        assertThat(refused.count() - before).isEqualTo(8);
        scim.get("/Users?count=1").expect(200);
        scim.below("/api/v1").get("/me").expect(401);
        scim.below("").get("/actuator/prometheus").expect(401);
    }

    private void account(String userId) {
        as(cast.ada())
                .post("/users", Map.of("userId", userId, "userName", "New Person", "userRole", "client"))
                .expect(201);
    }

    /** @param subject as the provider's token has it */
    private void expectNoLogIn(String subject) {
        long before = accounts();
        as(new User(subject, "dave", "client", IdentityProvider.token(subject, "dave", "client")))
                .get("/me")
                .expect(401);
        assertThat(accounts()).as("accounts").isEqualTo(before);
    }

    private long accounts() {
        return Objects.requireNonNull(chat.database().queryForObject("select count(*) from account", Long.class));
    }

    private Answer create(Map<String, ?> user) {
        return scim.post("/Users", user).expect(201);
    }

    private JsonNode read(String id) {
        return scim.get("/Users/" + id).expect(200).json();
    }

    private Answer patch(String id, String operations) {
        String body = "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"], \"Operations\": ["
                + operations + "]}";
        return scim.patch("/Users/" + id, body.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> found(String filter) {
        return ids(scim.get("/Users?filter=" + encoded(filter)).expect(200));
    }

    private static List<String> ids(Answer list) {
        List<String> ids = new ArrayList<>();
        list.list("Resources").forEach(user -> ids.add(user.required("id").stringValue()));
        return ids;
    }

    private static void expectError(Answer answer, int status, String scimType) {
        answer.expect(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/scim+json"));
        assertThat(answer.json().at("/schemas/0").stringValue())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(answer.text("status")).isEqualTo(String.valueOf(status));
        assertThat(answer.json().path("scimType").asString(null)).isEqualTo(scimType);
        assertThat(answer.text("detail")).isNotBlank();
    }

    private static String newMail() {
        return "dave-" + newId() + "@example.org";
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }
}
