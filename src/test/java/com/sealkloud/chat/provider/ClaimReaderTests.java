package com.sealkloud.chat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.account.TestSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class ClaimReaderTests {

    @Test
    void rolesAreFoundInWhateverFormTheyCome() {
        for (Object claim : List.of(
                "employee_l2",
                "EMPLOYEE_L2",
                List.of("offline_access", "Employee_L2"),
                "offline_access,employee_l2",
                "openid employee_l2 profile",
                List.of("client", "employee_l1", "employee_l2"))) {
            assertThat(role(Map.of(), Map.of("role", claim))).as("%s", claim).isEqualTo(Role.EMPLOYEE_L2);
        }
    }

    @Test
    void claimsMayBeNestedOrHaveDotsInTheirNames() {
        Map<String, Object> nested = Map.of("chat.identity-provider.role-claim", "realm_access.roles");
        assertThat(role(nested, Map.of("realm_access", Map.of("roles", List.of("admin")))))
                .isEqualTo(Role.ADMIN);

        String namespaced = "https://helpdesk.example/roles";
        assertThat(role(Map.of("chat.identity-provider.role-claim", namespaced), Map.of(namespaced, List.of("client"))))
                .isEqualTo(Role.CLIENT);
    }

    @Test
    void rolesOfTheProviderAreMapped() {
        Map<String, Object> settings =
                Map.of("chat.identity-provider.roles", "Helpdesk Agent=employee_l1,it-admin=admin,admin=client");

        assertThat(role(settings, Map.of("role", "helpdesk agent"))).isEqualTo(Role.EMPLOYEE_L1);
        assertThat(role(settings, Map.of("role", List.of("x", "IT-Admin")))).isEqualTo(Role.ADMIN);
        assertThat(role(settings, Map.of("role", "admin"))).as("mapped away").isEqualTo(Role.CLIENT);
        assertThat(role(settings, Map.of("role", "employee_l3"))).isEqualTo(Role.EMPLOYEE_L3);
    }

    @Test
    void whoHasNoRoleGetsTheDefaultOrIsRefusedWithTheReason() {
        assertThat(role(Map.of("chat.identity-provider.default-role", "client"), Map.of()))
                .isEqualTo(Role.CLIENT);
        assertThatThrownBy(() -> role(Map.of(), Map.of("role", "boss")))
                .isInstanceOf(NotAdmittedException.class)
                .hasMessageContaining("'role' has no role that is known here")
                .hasMessageNotContaining("boss");
        assertThatThrownBy(() -> role(Map.of(), Map.of("role", 7))).hasMessageContaining("'role' is missing");
    }

    @Test
    void aMappingToARoleThatDoesNotExistStopsTheStart() {
        assertThatThrownBy(() -> reader(Map.of("chat.identity-provider.roles", "agent=employee")))
                .hasMessageContaining("no role 'employee'")
                .hasMessageContaining("employee_l1");
    }

    @Test
    void subjectsAndIssuersAreTakenAsTheyAre() {
        for (String subject : List.of("auth0|1", "anna@x", "anna.schmidt", "Ünal 7")) {
            Claims claims = reader(Map.of()).read(token(Map.of("sub", subject, "role", "client", "iss", "helpdesk")));

            assertThat(claims.subject()).isEqualTo(subject);
            assertThat(claims.issuer()).isEqualTo("helpdesk");
            assertThat(claims.name()).isEqualTo(subject);
        }
        for (String subject : List.of("", "x".repeat(256), "a\0b", "half \ud83d")) {
            assertThatThrownBy(() -> reader(Map.of()).read(token(Map.of("sub", subject, "role", "client"))))
                    .isInstanceOf(NotAdmittedException.class)
                    .hasMessageContaining("'sub'");
        }
    }

    @Test
    void idsAreReadableAndTellApart() {
        assertThat(AccountIds.derivedFrom("https://id.example/", "auth0|1")).matches("auth0-1-[0-9a-f]{12}");
        assertThat(AccountIds.derivedFrom("", "***")).matches("person-[0-9a-f]{12}");
        assertThat(AccountIds.derivedFrom("", "x".repeat(255))).matches(AccountIds.PATTERN);
        assertThat(AccountIds.derivedFrom("a", "anna@x")).isNotEqualTo(AccountIds.derivedFrom("b", "anna@x"));
        assertThat(AccountIds.derivedFrom("", "anna@x")).isNotEqualTo(AccountIds.derivedFrom("", "anna.x"));
    }

    private static Role role(Map<String, Object> settings, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("sub", "lena");
        return reader(settings).read(token(all)).role();
    }

    private static ClaimReader reader(Map<String, Object> settings) {
        AccountProperties properties = TestSettings.bound(settings);
        return new ClaimReader(properties, new ProviderRoles(properties));
    }

    private static Jwt token(Map<String, Object> claims) {
        return Jwt.withTokenValue("x")
                .header("alg", "none")
                .claims(all -> all.putAll(claims))
                .build();
    }
}
