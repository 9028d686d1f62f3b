package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.MailReceiver;
import com.sealkloud.chat.testing.MailReceiver.Mail;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Invitations and forgotten passwords, by mail. No broker has a part in them. */
class PasswordLinkTests extends EitherBroker {

    private static final Pattern LINK =
            Pattern.compile("https://chat\\.example\\.org/#/(invitation|reset)/([A-Za-z0-9_-]{43})\\s");

    private final MailReceiver receiver = Servers.mailReceiver();

    @Test
    void anInvitedPersonSetsTheirPasswordByALinkThatWorksOnce() {
        String userId = account(null, "de");
        Answer sent = as(cast.ada())
                .post("/users/" + userId + "/password-links", Map.of())
                .expect(202);
        assertThat(sent.text("purpose")).isEqualTo("invitation");

        Mail mail = receiver.awaitsMail(userId + "@example.org");
        assertThat(mail.from()).isEqualTo("Helpdesk <help@example.org>");
        assertThat(mail.subject()).isEqualTo("Dein Konto im Helpdesk-Chat");
        assertThat(mail.language()).isEqualTo("de");
        assertThat(mail.text()).contains("Hallo New <b>", userId, "7 Tage");
        assertThat(mail.html()).contains("Hallo New &lt;b&gt;", "lang=\"de\"");
        String token = token(mail);
        assertThat(chat.database().queryForList("select token_hash from account_link", String.class))
                .doesNotContain(token);
        Answer link = check(token).expect(200);
        assertThat(link.text("userId")).isEqualTo(userId);
        assertThat(link.text("purpose")).isEqualTo("invitation");

        use(token, PASSWORD).expect(204);

        assertThat(chat.logIn(userId, PASSWORD).userId()).isEqualTo(userId);
        assertRefused(check(token), "used");
        assertRefused(use(token, "another password"), "used");
        assertThat(audited(userId)).contains("account.created", "password.link_sent", "invitation.accepted");
    }

    @Test
    void aForgottenPasswordIsReplacedAndEndsTheOtherLogIns() {
        String userId = account("the first password", null);
        User user = chat.logIn(userId, "the first password");
        Session session = connect(user);

        request(userId).expect(202);
        Mail mail = receiver.awaitsMail(userId + "@example.org");
        assertThat(mail.subject()).isEqualTo("A new password for the helpdesk chat");
        assertThat(mail.text()).contains("60 minutes");
        use(token(mail), PASSWORD).expect(204);

        await().until(() -> session.socket().isClosed());
        as(user).get("/me").expectProblem(401, "authentication_required");
        chat.asNobody()
                .post("/tokens", Map.of("username", userId, "password", "the first password"))
                .expectProblem(401, "authentication_required");
        chat.logIn(userId, PASSWORD);
        await("the entries")
                .untilAsserted(() -> assertThat(audited(userId)).contains("password.link_requested", "password.reset"));
    }

    @Test
    void oneIsFoundByTheMailAddressInEitherCase() {
        String userId = account(PASSWORD, null);

        request(userId.toUpperCase(Locale.ROOT) + "@EXAMPLE.org").expect(202);

        assertThat(receiver.awaitsMail(userId + "@example.org").text()).contains(userId);
    }

    @Test
    void theAnswerDoesNotTellWhoHasAnAccount() {
        String withoutMail = cast.lena().userId();

        Answer unknown = request("nobody-" + newId()).expect(202);
        Answer known = request(withoutMail).expect(202);
        Answer strange = request("drop table; \u00e4@").expect(202);

        assertThat(known.body()).isEqualTo(unknown.body()).isEqualTo(strange.body());
    }

    /** An entry is written for each account, but of made-up names only for the first hundred. */
    @Test
    void theAnswerDoesNotWaitForAnEntryOfTheAuditLog() {
        String userId = account(PASSWORD, null);

        chat.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            chat.database().queryForList("select * from audit_chain for update");
            request(userId).expect(202);
            request("nobody-" + newId()).expect(202);
        });

        await("the entry").untilAsserted(() -> assertThat(audited(userId)).contains("password.link_requested"));
    }

    @Test
    void fewLinksAreSentToOnePersonHoweverOftenTheyAreAskedFor() {
        String userId = account(PASSWORD, null);
        Answer answer = request(userId).expect(202);
        receiver.awaitsMail(userId + "@example.org");
        for (int i = 0; i < 15 && answer.status() == 202; i++) {
            answer = request(userId);
        }

        answer.expectProblem(429, "rate_limited");
        assertThat(receiver.mailsTo(userId + "@example.org")).hasSizeLessThanOrEqualTo(5);
        chat.logIn(userId, PASSWORD);
    }

    @Test
    void forgedAndExpiredInvitationsAreRefusedWithTheReason() {
        String userId = account(null, null);
        String invitation = link(userId, 0);
        String forged = invitation.substring(0, 42) + (invitation.endsWith("A") ? "E" : "A");
        assertRefused(check(forged), "unknown");
        assertRefused(use(forged, PASSWORD), "unknown");
        check(invitation).expect(200);

        expireLinksOf(userId);
        assertRefused(check(invitation), "expired");
        assertRefused(use(invitation, PASSWORD), "expired");
        chat.asNobody()
                .post("/tokens", Map.of("username", userId, "password", PASSWORD))
                .expectProblem(401, "authentication_required");
        use(link(userId, 1), PASSWORD).expect(204);
        chat.logIn(userId, PASSWORD);
    }

    private void expireLinksOf(String userId) {
        chat.database()
                .update("update account_link set expires_at = created_at where user_id = ? and not ended", userId);
    }

    @Test
    void forgedExpiredAndReplacedLinksAreRefusedWithTheReason() {
        String userId = account(PASSWORD, null);
        assertRefused(check("A".repeat(43)), "unknown");
        assertRefused(use("A".repeat(43), PASSWORD), "unknown");
        check("too short").expectProblem(400, "bad_request");

        String expired = link(userId, 0);
        expireLinksOf(userId);
        assertRefused(check(expired), "expired");
        assertRefused(use(expired, "another password"), "expired");

        String replaced = link(userId, 1);
        as(cast.ada())
                .patch("/users/" + userId, Map.of("password", "of the administrator"))
                .expect(200);
        assertRefused(use(replaced, "another password"), "used");
        chat.logIn(userId, "of the administrator");

        receiver.awaitsMail(userId + "@example.org", 2);
        String ofDisabled = link(userId, 3);
        as(cast.ada()).patch("/users/" + userId, Map.of("enabled", false)).expect(200);
        assertRefused(use(ofDisabled, "another password"), "used");
    }

    /** Otherwise an invitation that went to the wrong address stays an invitation. */
    @Test
    void aLinkThatWentToAnAddressThatWasCorrectedSinceDoesNotWork() {
        String userId = account(PASSWORD, null);
        String token = link(userId, 0);
        as(cast.ada()).patch("/users/" + userId, Map.of("language", "de")).expect(200);
        check(token).expect(200);

        as(cast.ada())
                .patch("/users/" + userId, Map.of("mail", "other-" + userId + "@example.org"))
                .expect(200);

        assertRefused(check(token), "used");
        assertRefused(use(token, "another password"), "used");
    }

    @Test
    void aLinkIsUsedOnceHoweverManyUseItAtOnce() {
        String userId = account(PASSWORD, null);
        String token = link(userId, 0);

        List<Integer> statuses = Stream.of("first of them", "second of them", "third of them")
                .map(password ->
                        CompletableFuture.supplyAsync(() -> use(token, password).status(), THREADS))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsExactlyInAnyOrder(204, 404, 404);
    }

    @Test
    void aCommonPasswordIsRefusedWhereverOneIsSet() {
        String userId = account(PASSWORD, null);
        String token = link(userId, 0);
        for (Answer answer : List.of(
                use(token, "Password1"),
                as(cast.ada()).patch("/users/" + userId, Map.of("password", "iloveyou")),
                as(cast.ada())
                        .post(
                                "/users",
                                Map.of(
                                        "userId", newId(),
                                        "userName", "New Person",
                                        "userRole", "client",
                                        "password", "12345678")))) {
            answer.expectProblem(400, "bad_request");
            assertThat(answer.text("reason")).isEqualTo("common_password");
        }
        use(token, "short").expectProblem(400, "bad_request");

        use(token, "neither long nor common").expect(204);
    }

    @Test
    void whoeverHasSetANewPasswordItsUserIsToldByMail() {
        String userId = account(PASSWORD, "de");
        String address = userId + "@example.org";
        as(cast.ada())
                .patch("/users/" + userId, Map.of("password", "of the administrator"))
                .expect(200);
        Mail first = receiver.awaitsMail(address);
        assertThat(first.subject()).isEqualTo("Dein Passwort für den Helpdesk-Chat wurde geändert");
        assertThat(first.text())
                .contains(userId, "https://chat.example.org/#/forgotten")
                .doesNotContain("of the administrator");

        as(chat.logIn(userId, "of the administrator"))
                .put("/me/password", Map.of("current", "of the administrator", "new", PASSWORD))
                .expect(204);
        assertThat(receiver.awaitsMail(address, 1).subject()).isEqualTo(first.subject());

        use(link(userId, 2), "of a link this time").expect(204);
        assertThat(receiver.awaitsMail(address, 3).subject()).isEqualTo(first.subject());
        as(cast.ada()).patch("/users/" + userId, Map.of("language", "en")).expect(200);

        String invited = account(null, null);
        use(link(invited, 0), PASSWORD).expect(204);
        use(link(invited, 1), "another password").expect(204);
        assertThat(receiver.awaitsMail(invited + "@example.org", 2).subject())
                .isEqualTo("Your password for the helpdesk chat was changed");
        assertThat(receiver.mailsTo(address)).hasSize(4);
    }

    @Test
    void manyAreInvitedAtOnceExceptThoseWhomNoInvitationConcerns() {
        String newPerson = account(null, null);
        String secondPerson = account(null, null);
        String withPassword = account(PASSWORD, null);
        String ofTheProvider = cast.lena().userId();
        String disabled = account(null, null);
        as(cast.ada()).patch("/users/" + disabled, Map.of("enabled", false)).expect(200);
        List<String> all = List.of(newPerson, withPassword, ofTheProvider, disabled, "nobody-" + newId(), secondPerson);

        List<String> invited =
                as(cast.ada()).post("/users/invitations", Map.of("userIds", all)).expect(202).list("invited").stream()
                        .map(JsonNode::stringValue)
                        .toList();

        assertThat(invited).containsExactly(newPerson, secondPerson);
        use(token(receiver.awaitsMail(newPerson + "@example.org")), PASSWORD).expect(204);
        use(token(receiver.awaitsMail(secondPerson + "@example.org")), PASSWORD).expect(204);
        assertThat(receiver.mailsTo(withPassword + "@example.org")).isEmpty();
        as(cast.ada())
                .post("/users/invitations", Map.of("userIds", Collections.nCopies(501, newPerson)))
                .expectProblem(400, "bad_request");
    }

    @Test
    void anAdministratorIsToldThatTooManyMailsWait() {
        String newPerson = account(null, null);
        List<Object[]> mails = IntStream.range(0, 10_000)
                .mapToObj(number -> new Object[] {"waiting-" + number})
                .toList();
        chat.database()
                .batchUpdate(
                        "insert into outgoing_mail (mail_id, kind, about, attempts, due_at, created_at)"
                                + " values (?, 'invitation', '', 0, '2999-01-01', '2999-01-01')",
                        mails);
        try {
            as(cast.ada())
                    .post("/users/invitations", Map.of("userIds", List.of(newPerson)))
                    .expectProblem(503, "unavailable");
        } finally {
            chat.database().update("delete from outgoing_mail where mail_id like 'waiting-%'");
        }
    }

    @Test
    void administratorsAreToldWhyNoLinkCanBeSent() {
        User ada = cast.ada();
        String lena = "/users/" + cast.lena().userId();

        assertThat(as(ada).post(lena + "/password-links", Map.of())
                        .expectProblem(409, "conflict")
                        .text("detail"))
                .contains("no mail address");
        as(ada).patch(lena, Map.of("mail", "lena@example.org", "enabled", false))
                .expect(200);
        assertThat(as(ada).post(lena + "/password-links", Map.of())
                        .expectProblem(409, "conflict")
                        .text("detail"))
                .contains("disabled");
        as(ada).post("/users/" + newId() + "/password-links", Map.of()).expectProblem(404, "not_found");
    }

    /** They all come when it is back, and the links in them hold. */
    @Test
    void duringAnOutageOfTheMailServerFewLinksWaitForOnePerson() {
        String userId = account(PASSWORD, null);
        String other = account(PASSWORD, null);
        chat.database()
                .batchUpdate(
                        "insert into outgoing_mail (mail_id, kind, about, attempts, due_at, created_at)"
                                + " values (?, 'reset', ?, 1, '2999-01-01', '2999-01-01')",
                        IntStream.range(0, 5)
                                .mapToObj(number -> new Object[] {userId + number, userId})
                                .toList());

        request(userId).expect(202);
        request(other).expect(202);

        receiver.awaitsMail(other + "@example.org");
        assertThat(receiver.mailsTo(userId + "@example.org")).isEmpty();
        assertThat(chat.database()
                        .queryForObject("select count(*) from outgoing_mail where about = ?", Long.class, userId))
                .isEqualTo(5);
        chat.database().update("delete from outgoing_mail where about = ?", userId);
    }

    /** A mail server that is away is the worker's trouble, and nobody else's. */
    @Test
    void mailsWaitForTheMailServer() {
        String userId = account(PASSWORD, null);
        receiver.goAway();
        try {
            request(userId).expect(202);
            await("an attempt")
                    .until(() -> chat
                            .database()
                            .queryForList("select attempts from outgoing_mail where about = ?", Integer.class, userId)
                            .stream()
                            .anyMatch(attempts -> attempts > 0));
            assertThat(chat.get("/actuator/health/readiness").status()).isEqualTo(200);
        } finally {
            receiver.comeBack();
        }

        use(token(receiver.awaitsMail(userId + "@example.org")), "another password")
                .expect(204);
    }

    @Test
    void ofAMailThatIsSentAgainOneLinkWorksAndItCountsAsOne() {
        String userId = account(PASSWORD, null);
        receiver.goAway();
        try {
            request(userId).expect(202);
            await("several attempts").until(() -> links(userId, "") > 2);
            assertThat(links(userId, "and not ended")).isEqualTo(1);
        } finally {
            receiver.comeBack();
        }
        String first = token(receiver.awaitsMail(userId + "@example.org"));
        for (int attempt = 0; attempt < 10; attempt++) {
            chat.database()
                    .update(
                            "insert into account_link (token_hash, mail_id, user_id, purpose, expires_at, ended,"
                                    + " created_at) values (?, 'tried often', ?, 'RESET', ?, true, ?)",
                            newId(),
                            userId,
                            Timestamp.from(Instant.now()),
                            Timestamp.from(Instant.now()));
        }

        request(userId).expect(202);

        use(token(receiver.awaitsMail(userId + "@example.org", 1)), "another password")
                .expect(204);
        assertRefused(check(first), "used");
    }

    @Test
    void whoeverHasAPasswordByThenIsNotInvited() {
        String userId = account(null, null);
        receiver.goAway();
        try {
            as(cast.ada())
                    .post("/users/" + userId + "/password-links", Map.of())
                    .expect(202);
            await("an attempt").until(() -> links(userId, "") > 0);
            as(cast.ada())
                    .patch("/users/" + userId, Map.of("password", PASSWORD))
                    .expect(200);
        } finally {
            receiver.comeBack();
        }

        await("what waits")
                .until(() -> chat.database()
                        .queryForList("select kind from outgoing_mail where about = ?", String.class, userId)
                        .isEmpty());
        assertThat(links(userId, "and not ended")).isZero();
        assertThat(receiver.mailsTo(userId + "@example.org")).isEmpty();
    }

    private long links(String userId, String condition) {
        return chat.database()
                .queryForObject("select count(*) from account_link where user_id = ? " + condition, Long.class, userId);
    }

    @Test
    void theLogInPageKnowsWhetherTheyCanBeAskedFor() {
        assertThat(chat.asNobody()
                        .with("Cookie", "chat_session=expired")
                        .get("/log-in-options")
                        .expect(200)
                        .json()
                        .required("passwordLinks")
                        .booleanValue())
                .isTrue();
    }

    private String account(String password, String language) {
        String userId = "new-person-" + newId();
        Map<String, Object> account = new HashMap<>(
                Map.of("userId", userId, "userName", "New <b>", "userRole", "client", "mail", userId + "@example.org"));
        if (password != null) {
            account.put("password", password);
        }
        if (language != null) {
            account.put("language", language);
        }
        as(cast.ada()).post("/users", account).expect(201);
        return userId;
    }

    /** An invitation for whoever has no password yet, and one to a new password for others. */
    private String link(String userId, int mailsBefore) {
        as(cast.ada()).post("/users/" + userId + "/password-links", Map.of()).expect(202);
        return token(receiver.awaitsMail(userId + "@example.org", mailsBefore));
    }

    private static String token(Mail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        assertThat(mail.html()).contains(link.group(2));
        return link.group(2);
    }

    private Answer request(String username) {
        return chat.asNobody().post("/password-links", Map.of("username", username));
    }

    private Answer check(String token) {
        return chat.asNobody().post("/password-links/check", Map.of("token", token));
    }

    private Answer use(String token, String password) {
        return chat.asNobody().post("/password-links/use", Map.of("token", token, "password", password));
    }

    private static void assertRefused(Answer answer, String reason) {
        answer.expectProblem(404, "not_found");
        assertThat(answer.text("reason")).isEqualTo(reason);
    }

    private List<String> audited(String userId) {
        return chat.database()
                .queryForList("select action from audit_entry where target = ?", String.class, "user:" + userId);
    }
}
