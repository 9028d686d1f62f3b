package com.sealkloud.chat.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.account.SecondFactorPolicy;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Authenticator;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code chat.accounts.second-factor}. */
@ExtendWith(Servers.class)
class SecondFactorPolicyTests {

    private static final Map<String, String> LENA = Map.of("username", "lena", "password", "chat-demo");

    @Test
    void isForStaffOrForAllButNeverForPrograms() {
        assertThat(whoNeedsOneWith(SecondFactorPolicy.OFF)).isEmpty();
        assertThat(whoNeedsOneWith(SecondFactorPolicy.STAFF)).containsExactlyInAnyOrderElementsOf(Role.STAFF);
        assertThat(whoNeedsOneWith(SecondFactorPolicy.ALL))
                .containsExactlyInAnyOrder(
                        Role.CLIENT, Role.EMPLOYEE_L1, Role.EMPLOYEE_L2, Role.EMPLOYEE_L3, Role.ADMIN);
    }

    private static List<Role> whoNeedsOneWith(SecondFactorPolicy policy) {
        return Arrays.stream(Role.values())
                .filter(role -> policy.requires(new Person("new-person", "New Person", role)))
                .toList();
    }

    @Test
    void staffSetOneUpAtTheNextLogInAndClientsAndProgramsNeedNone() {
        try (Chat chat = Servers.start(Mode.EMBEDDED_H2, "--chat.accounts.second-factor=staff")) {
            chat.logIn("carol", "chat-demo");
            chat.logIn("ticket-service", "chat-demo");
            assertThat(chat.asNobody()
                            .post("/session", LENA)
                            .expectProblem(401, "authentication_required")
                            .text("reason"))
                    .isEqualTo("second_factor_setup");
            chat.asNobody()
                    .post("/session/second-factor", Map.of("username", "lena", "password", "wrong"))
                    .expectProblem(401, "authentication_required");
            Answer shared = chat.asNobody().post("/session/second-factor", LENA).expect(200);
            Authenticator app = new Authenticator(shared.text("secret"));

            Answer session = chat.asNobody()
                    .post("/session", Map.of("username", "lena", "password", "chat-demo", "code", app.code()))
                    .expect(200);

            assertThat(session.list("recoveryCodes")).hasSize(10);
            chat.asNobody().post("/session/second-factor", LENA).expectProblem(409, "conflict");
            Answer token = chat.asNobody()
                    .post("/tokens", Map.of("username", "lena", "password", "chat-demo", "code", app.nextCode()))
                    .expect(200);
            User lena = new User("lena", "lena", "employee_l1", token.text("token"));
            chat.as(lena)
                    .post("/me/second-factor/removal", Map.of("current", "chat-demo"))
                    .expectProblem(409, "conflict");
        }
    }
}
