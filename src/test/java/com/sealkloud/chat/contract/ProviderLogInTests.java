package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Browser;
import com.sealkloud.chat.testing.IdentityProvider;
import com.sealkloud.chat.testing.OpenIdProvider;
import com.sealkloud.chat.testing.Servers;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** The page's login through an identity provider, by a browser and a provider of the test's own. */
@ExtendWith(OutputCaptureExtension.class)
class ProviderLogInTests extends EitherBroker {

    private final OpenIdProvider provider = Servers.openIdProvider();
    private final Browser browser = new Browser();

    @Test
    void opensTheSameSessionAsAPassword() {
        String sub = "lena-" + newId();
        browser.set("chat_session", "somebody-elses", "/");

        Answer end = browser.get(provider.approve(begin(browser), sub, "Lena of the company", "employee_l1"));

        assertThat(location(end)).isEqualTo("/#/");
        assertThat(end.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("chat_session="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict"));
        assertThat(browser.cookie("chat_session")).isNotEqualTo("somebody-elses");
        Answer me = browser.get(api("/me")).expect(200);
        assertThat(me.text("userId")).isEqualTo(sub);
        assertThat(me.text("userName")).isEqualTo("Lena of the company");
        assertThat(me.text("userRole")).isEqualTo("employee_l1");
        assertThat(me.json().required("hasPassword").booleanValue()).isFalse();
        assertThat(browser.get(api("/me/sessions")).expect(200).list("items")).hasSize(1);

        String token = browser.cookie("chat_session");
        browser.call("DELETE", api("/session")).expect(204);
        assertThat(browser.cookie("chat_session")).isNull();
        chat.asNobody().with("Authorization", "Bearer " + token).get("/me").expect(401);
    }

    @Test
    void isTheAccountOfTheProvidersTokensAndFollowsItsClaims() {
        String sub = "auth0|" + newId();
        String bearer = IdentityProvider.token(new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .subject(sub)
                .claim("role", "client")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build());
        String userId = chat.asNobody()
                .with("Authorization", "Bearer " + bearer)
                .get("/me")
                .expect(200)
                .text("userId");

        browser.get(provider.approve(begin(browser), sub, "Ravi", "employee_l2"));

        Answer me = browser.get(api("/me")).expect(200);
        assertThat(me.text("userId")).isEqualTo(userId);
        assertThat(me.text("userRole")).isEqualTo("employee_l2");
    }

    @Test
    void beginsWithAStateANonceAndAChallengeThatAreNewEachTime() {
        Map<String, String> one =
                OpenIdProvider.fields(URI.create(begin(browser)).getRawQuery());
        Map<String, String> other =
                OpenIdProvider.fields(URI.create(begin(new Browser())).getRawQuery());

        assertThat(one).containsEntry("response_type", "code").containsEntry("code_challenge_method", "S256");
        assertThat(one.get("redirect_uri")).isEqualTo(chat.url() + "/login/oauth2/code/company");
        assertThat(one.get("scope").split(" ")).contains("openid");
        for (String secret : List.of("state", "nonce", "code_challenge")) {
            assertThat(one.get(secret)).hasSizeGreaterThan(40).isNotEqualTo(other.get(secret));
        }
        Answer begun = new Browser().get(chat.url() + "/oauth2/authorization/company");
        assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/login/oauth2/code/company");
        Answer behindHttps = chat.asNobody()
                .below("")
                .with("X-Forwarded-Proto", "https")
                .call("GET", "/oauth2/authorization/company", null);
        assertThat(behindHttps.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-chat_log_in=")
                        .contains("Path=/;", "Secure", "HttpOnly", "SameSite=Lax"));
    }

    @Test
    void theAnswerIsWorthlessInAnotherBrowserAndASecondTime() {
        String answer = provider.approve(begin(browser), "lena-" + newId(), "lena", "client");
        Browser other = new Browser();
        begin(other);

        assertRefused(new Browser(), answer, "expired");
        assertRefused(other, answer, "expired");
        assertThat(location(browser.get(answer))).isEqualTo("/#/");
        String opened = browser.cookie("chat_session");
        assertThat(location(browser.get(answer))).isEqualTo("/#/refused/expired");
        assertThat(browser.cookie("chat_session")).isEqualTo(opened);
    }

    @Test
    void theCodeOfAnotherLogInIsRefused() {
        String stolen = provider.approve(begin(new Browser()), "lena-" + newId(), "lena", "client");
        String own = provider.approve(begin(browser), "dave-" + newId(), "dave", "client");

        String mixed = own.replaceFirst("code=[^&]+", "code=" + code(stolen));

        assertRefused(browser, mixed, "failed");
    }

    @Test
    void anIdTokenThatIsNotForThisLogInIsRefused(CapturedOutput output) {
        String sub = "lena-" + newId();
        List<UnaryOperator<JWTClaimsSet.Builder>> faults = List.of(
                claims -> claims.claim("nonce", "of-another-login"),
                claims -> claims.claim("nonce", null),
                claims -> claims.audience("another-application"),
                claims -> claims.issuer("http://127.0.0.1:1"),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(300))));
        for (UnaryOperator<JWTClaimsSet.Builder> fault : faults) {
            Browser anew = new Browser();
            String answer = provider.approve(
                    begin(anew), claims -> fault.apply(claims.subject(sub).claim("role", "admin")));
            assertRefused(anew, answer, "failed");
        }
        assertThat(as(cast.ravi()).get("/users?query=" + sub).list("items")).isEmpty();
        assertThat(output)
                .contains("A login through the identity provider was refused: the provider's answer: invalid_nonce");
    }

    @Test
    void whoMayNotLogInIsTold(CapturedOutput output) {
        String sub = "lena-" + newId();
        assertRefused(browser, provider.approve(begin(browser), sub, "lena", "boss"), "not-admitted");
        assertThat(output).contains("was refused: the claim 'role' has no role that is known here");

        browser.get(provider.approve(begin(browser), sub, "lena", "client"));
        String token = browser.cookie("chat_session");
        as(cast.ada()).patch("/users/" + sub, Map.of("enabled", false)).expect(200);
        chat.asNobody().with("Authorization", "Bearer " + token).get("/me").expect(401);
        Browser anew = new Browser();
        assertRefused(anew, provider.approve(begin(anew), sub, "lena", "client"), "not-admitted");

        as(cast.ada()).patch("/users/" + sub, Map.of("enabled", true)).expect(200);
        assertThat(location(anew.get(provider.approve(begin(anew), sub, "lena", "client"))))
                .isEqualTo("/#/");
        List<String> actions = as(cast.ada()).get("/audit?target=user:" + sub).expect(200).list("items").stream()
                .map(entry -> entry.required("action").stringValue())
                .toList();
        assertThat(actions).contains("login.succeeded");
    }

    @Test
    void whoCancelsIsTold() {
        assertRefused(browser, provider.deny(begin(browser)), "denied");
    }

    @Test
    void aProviderThatDoesNotAnswerIsNamedAsTheReason() {
        String answer = provider.approve(begin(browser), "lena-" + newId(), "lena", "client");
        provider.setAway(true);
        try {
            assertRefused(browser, answer, "unavailable");
        } finally {
            provider.setAway(false);
        }
    }

    @Test
    void leadsNowhereElse() {
        String elsewhere = "https%3A%2F%2Fevil.example%2F";
        String begun = location(browser.get(
                chat.url() + "/oauth2/authorization/company?redirect_uri=" + elsewhere + "&continue=" + elsewhere));
        assertThat(begun).startsWith(provider.issuer() + "/authorize?").doesNotContain("evil");

        String answer = provider.approve(begun, "lena-" + newId(), "lena", "client");
        assertThat(location(browser.get(answer + "&continue=" + elsewhere + "&redirect_uri=" + elsewhere)))
                .isEqualTo("/#/");
        assertThat(location(browser.get(chat.url() + "/oauth2/authorization/nobody")))
                .isEqualTo("/#/refused/failed");
        assertThat(location(browser.get(chat.url() + "/login/oauth2/code/nobody?code=a&state=b")))
                .isEqualTo("/#/refused/failed");
    }

    @Test
    void isOfferedByTheLogInPage() {
        List<JsonNode> providers =
                chat.asNobody().get("/log-in-options").expect(200).list("providers");

        assertThat(providers).singleElement().satisfies(offered -> {
            assertThat(offered.required("id").stringValue()).isEqualTo("company");
            assertThat(offered.required("name").stringValue()).isEqualTo("Company account");
        });
    }

    private String begin(Browser anybody) {
        return location(anybody.get(chat.url() + "/oauth2/authorization/company"));
    }

    private void assertRefused(Browser anybody, String answer, String reason) {
        assertThat(location(anybody.get(answer))).isEqualTo("/#/refused/" + reason);
        assertThat(anybody.cookie("chat_session")).isNull();
    }

    private static String location(Answer answer) {
        return answer.expect(302).headers().firstValue("Location").orElseThrow();
    }

    private static String code(String address) {
        return OpenIdProvider.fields(URI.create(address).getRawQuery()).get("code");
    }

    private String api(String path) {
        return chat.url() + "/api/v1" + path;
    }
}
