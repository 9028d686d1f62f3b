package com.sealkloud.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of roles in JSON on its way to clients. */
class HiddenRolesTests {

    @ParameterizedTest
    @EnumSource(Role.class)
    void everybodyWhoWorksForTheHelpdeskIsOfTheSameRole(Role role) {
        String shown = role.isStaff() ? "employee_l1" : role.wireName();
        assertThat(HiddenRoles.in("{\"userRole\":\"%s\",\"senderRole\":\"%<s\"}".formatted(role.wireName())))
                .isEqualTo("{\"userRole\":\"%s\",\"senderRole\":\"%<s\"}".formatted(shown));
    }

    @Test
    void whateverElseSaysTheSameStays() {
        String json = "{\"userName\":\"admin\",\"content\":\"\\\"userRole\\\":\\\"employee_l2\\\"\",\"a\":null,"
                + "\"userRole\":\"employee_l2 and more\",\"senderRole\":\"\",\"title\":\"RRole\"}";
        assertThat(HiddenRoles.in(json)).isEqualTo(json);
        byte[] octets = json.getBytes(StandardCharsets.UTF_8);
        assertThat(HiddenRoles.in(octets)).isSameAs(octets);
    }

    @Test
    void itDoesNotMatterHowItIsWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream hiding = HiddenRoles.in(out)) {
            for (byte octet : "[{\"userRole\":\"admin\"},{\"userRole\":\"employee_l3\"}]é\"Role\":\"emp"
                    .getBytes(StandardCharsets.UTF_8)) {
                hiding.write(octet);
            }
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("[{\"userRole\":\"employee_l1\"},{\"userRole\":\"employee_l1\"}]é\"Role\":\"emp");
    }

    @Test
    void clientsAskForTheRolesThatTheyKnow() {
        Person client = new Person("carol", "carol", Role.CLIENT);
        assertThat(HiddenRoles.meantBy(client, Role.EMPLOYEE_L1)).isEqualTo(Role.STAFF);
        assertThat(HiddenRoles.meantBy(client, Role.EMPLOYEE_L3)).isEmpty();
        assertThat(HiddenRoles.meantBy(client, Role.CLIENT)).containsExactly(Role.CLIENT);
        assertThat(HiddenRoles.meantBy(new Person("lena", "lena", Role.EMPLOYEE_L1), Role.EMPLOYEE_L1))
                .containsExactly(Role.EMPLOYEE_L1);
    }
}
