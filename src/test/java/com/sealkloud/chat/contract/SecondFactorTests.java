package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Authenticator;
import com.sealkloud.chat.testing.User;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A second factor that somebody has set up by choice. */
class SecondFactorTests extends EitherBroker {

    @Test
    void aLogInTakesPasswordAndCodeOnceItIsConfirmed() {
        User lena = withPassword("lena", "employee_l1");
        Authenticator app = begin(lena);
        chat.logIn(lena.userId(), PASSWORD);

        Answer confirmed =
                as(lena).put("/me/second-factor", Map.of("code", app.code())).expect(200);

        assertThat(confirmed.list("recoveryCodes")).hasSize(10);
        assertRefused(logIn(lena, null), "second_factor_required");
        assertRefused(logIn(lena, "000000"), "second_factor_wrong");
        // The present code has confirmed it, and counts no more.
        assertRefused(logIn(lena, app.code()), "second_factor_wrong");
        logIn(lena, app.nextCode()).expect(200);
        assertRefused(logIn(lena, app.nextCode()), "second_factor_wrong");
        Answer mine = as(lena).get("/me/second-factor").expect(200);
        assertThat(mine.json().required("enabled").booleanValue()).isTrue();
        assertThat(mine.body()).doesNotContain(app.secret());
        assertThat(audited(lena)).contains("second_factor.enabled");
    }

    @Test
    void aWrongPasswordDoesNotTellThatThereIsOne() {
        User lena = confirmed();

        Answer wrong = chat.asNobody()
                .post("/tokens", Map.of("username", lena.userId(), "password", "wrong", "code", "000000"))
                .expectProblem(401, "authentication_required");

        assertThat(wrong.fields()).doesNotContain("reason");
    }

    @Test
    void aRecoveryCodeWorksOnce() {
        User lena = withPassword("lena", "employee_l1");
        Authenticator app = begin(lena);
        List<JsonNode> codes =
                as(lena).put("/me/second-factor", Map.of("code", app.code())).list("recoveryCodes");
        String code = codes.get(0).stringValue();
        assertThat(code).matches("([a-z2-7]{4}-){3}[a-z2-7]{4}");

        logIn(lena, code.toUpperCase(Locale.ROOT).replace("-", "")).expect(200);

        assertRefused(logIn(lena, code), "second_factor_wrong");
        assertThat(as(lena).get("/me/second-factor").number("recoveryCodesLeft"))
                .isEqualTo(9);
        as(lena).post("/me/second-factor/recovery-codes", Map.of("current", PASSWORD))
                .expect(200);
        assertRefused(logIn(lena, codes.get(1).stringValue()), "second_factor_wrong");
        assertThat(audited(lena)).contains("second_factor.recovery_code_used", "second_factor.recovery_codes_renewed");
    }

    @Test
    void oneCodeLetsOneInHoweverManyTryIt() {
        User lena = withPassword("lena", "employee_l1");
        Authenticator app = begin(lena);
        as(lena).put("/me/second-factor", Map.of("code", app.code())).expect(200);
        String code = app.nextCode();

        List<Integer> statuses = Stream.of(1, 2, 3)
                .map(number ->
                        CompletableFuture.supplyAsync(() -> logIn(lena, code).status(), THREADS))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsExactlyInAnyOrder(200, 401, 401);
    }

    @Test
    void guessedCodesAreThrottledLikePasswords() {
        User lena = confirmed();
        Answer answer = null;
        for (int i = 0; i < 15 && (answer == null || answer.status() == 401); i++) {
            answer = logIn(lena, "00000" + i % 10);
        }

        answer.expectProblem(429, "rate_limited");
    }

    @Test
    void wrongFirstCodesAreThrottledToo() {
        User lena = withPassword("lena", "employee_l1");
        begin(lena);
        Answer answer = null;
        for (int i = 0; i < 15 && (answer == null || answer.status() == 403); i++) {
            answer = as(lena).put("/me/second-factor", Map.of("code", "00000" + i % 10));
        }

        answer.expectProblem(429, "rate_limited");
    }

    @Test
    void changesOfItTakeThePassword() {
        User lena = confirmed();

        for (String path : List.of("", "/recovery-codes", "/removal")) {
            as(lena).post("/me/second-factor" + path, Map.of("current", "a guess"))
                    .expectProblem(403, "forbidden");
        }
        as(lena).post("/me/second-factor", Map.of("current", PASSWORD)).expectProblem(409, "conflict");
        as(lena).put("/me/second-factor", Map.of("code", "000000")).expectProblem(409, "conflict");
        as(lena).post("/me/second-factor/removal", Map.of("current", PASSWORD)).expect(204);

        logIn(lena, null).expect(200);
        assertThat(audited(lena)).contains("second_factor.removed");
    }

    @Test
    void anAdministratorRemovesThatOfALostDevice() {
        User lena = confirmed();
        User ada = cast.ada();
        assertThat(as(ada).get("/users/" + lena.userId() + "/account")
                        .json()
                        .required("hasSecondFactor")
                        .booleanValue())
                .isTrue();

        as(ada).delete("/users/" + lena.userId() + "/second-factor").expect(204);

        logIn(lena, null).expect(200);
        assertThat(chat.database()
                        .queryForList(
                                "select actor from audit_entry where action = 'second_factor.removed' and target = ?",
                                String.class,
                                "user:" + lena.userId()))
                .containsExactly(ada.userId());
    }

    private User confirmed() {
        User lena = withPassword("lena", "employee_l1");
        as(lena).put("/me/second-factor", Map.of("code", begin(lena).code())).expect(200);
        return lena;
    }

    private Authenticator begin(User user) {
        Answer shared =
                as(user).post("/me/second-factor", Map.of("current", PASSWORD)).expect(200);
        assertThat(shared.text("uri")).startsWith("otpauth://totp/").contains(shared.text("secret"), user.userId());
        return new Authenticator(shared.text("secret"));
    }

    private Answer logIn(User user, String code) {
        Map<String, String> credentials = new HashMap<>(Map.of("username", user.userId(), "password", PASSWORD));
        if (code != null) {
            credentials.put("code", code);
        }
        return chat.asNobody().post("/tokens", credentials);
    }

    private static void assertRefused(Answer answer, String reason) {
        answer.expectProblem(401, "authentication_required");
        assertThat(answer.text("reason")).isEqualTo(reason);
    }

    private List<String> audited(User user) {
        return chat.database()
                .queryForList("select action from audit_entry where target = ?", String.class, "user:" + user.userId());
    }
}
