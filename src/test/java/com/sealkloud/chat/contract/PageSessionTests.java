package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.StompSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The session of the bundled page: cookies, CSRF protection, and which pages may connect. */
class PageSessionTests extends EitherBroker {
    private static final String PAGE_OF_CLIENT_URL = "http://localhost:5173";
    private static final String PAGE_OF_SOMEBODY_ELSE = "http://evil.example";

    private record Cookies(String session, String csrf) {
        String header() {
            return "chat_session=" + session + "; XSRF-TOKEN=" + csrf;
        }
    }

    @Test
    void logInSetsACookieThatScriptsCannotRead() {
        Answer answer = logIn();

        assertThat(answer.fields()).containsExactlyInAnyOrder("userId", "userName", "userRole", "expiresAt");
        String session = setCookie(answer, "chat_session");
        assertThat(session).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
        assertThat(setCookie(answer, "XSRF-TOKEN")).doesNotContain("HttpOnly");
        assertThat(answer.body()).doesNotContain(cookies(answer).session());
    }

    @Test
    void cookieIsEnoughToReadAndNotToWrite() {
        Cookies cookies = cookies(logIn());
        Rest page = chat.asNobody().with("Cookie", cookies.header());

        assertThat(page.get("/me").expect(200).text("userId")).isEqualTo("lena");
        page.post("/rooms", Map.of("name", "x", "kind", "team")).expectProblem(403, "forbidden");
        page.with("X-XSRF-TOKEN", "wrong")
                .post("/rooms", Map.of("name", "x", "kind", "team"))
                .expectProblem(403, "forbidden");
        page.with("X-XSRF-TOKEN", cookies.csrf())
                .post("/rooms", Map.of("name", "x", "kind", "team"))
                .expect(201);
    }

    /** Another tab has logged in as somebody else, and the browser has one cookie. */
    @Test
    void callOfAPageThatShowsSomebodyElseIsRefused() {
        Cookies cookies = cookies(logIn());
        Rest page = chat.asNobody().with("Cookie", cookies.header()).with("X-XSRF-TOKEN", cookies.csrf());
        Rest formerPage = page.with("X-Chat-User", "ada");

        formerPage.get("/conversations").expectProblem(403, "identity_mismatch");
        formerPage.post("/rooms", Map.of("name", "x", "kind", "team")).expectProblem(403, "identity_mismatch");
        formerPage.delete("/session").expectProblem(403, "identity_mismatch");

        page.with("X-Chat-User", "lena").get("/me").expect(200);
        assertThat(formerPage
                        .post("/session", Map.of("username", "lena", "password", "chat-demo"))
                        .expect(200)
                        .text("userId"))
                .isEqualTo("lena");
    }

    @Test
    void csrfTokenThatSomebodyHasPlantedDoesNotSurviveTheLogIn() {
        Answer answer = chat.asNobody()
                .with("Cookie", "XSRF-TOKEN=planted")
                .post("/session", Map.of("username", "lena", "password", "chat-demo"))
                .expect(200);

        assertThat(cookies(answer).csrf()).isNotEqualTo("planted").hasSizeGreaterThan(20);
    }

    @Test
    void pageMayConnectToItsOwnOriginAlone() {
        String policy = chat.get("/actuator/health")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy.split("; "))
                .contains("connect-src 'self' " + chat.url().replace("http://", "ws://"), "default-src 'self'");
    }

    /** A worker has the policy of its own file. */
    @Test
    void onlyTheDecoderOfPhotosMayCompileWebAssembly() {
        assertThat(policyOf("/assets/heic-1a2b.js"))
                .isEqualTo("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';"
                        + " frame-ancestors 'none'");
        assertThat(List.of("/", "/assets/index-1a2b.js", "/api/v1/me/assets/heic-1a2b.js"))
                .allSatisfy(path -> assertThat(policyOf(path)).contains("script-src 'self';"));
    }

    private String policyOf(String path) {
        return chat.get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    @Test
    void theAddressThatAdministratorsTypeLeadsToTheirPages() {
        assertThat(chat.get("/admin").headers().firstValue("Location").orElseThrow())
                .endsWith("/#/admin");
    }

    /** What the recipes for proxies in operations.md have them tell. */
    @Test
    void pageBehindHttpsOnAnotherPortLogsInAndConnects() {
        String[] forwarded = {
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Port",
            "8443",
            "X-Forwarded-For",
            "192.0.2.1",
            "Origin",
            chat.url().replaceFirst("http(://[^:]+):\\d+", "https$1:8443")
        };
        Rest proxy = chat.asNobody();
        for (int i = 0; i < forwarded.length; i += 2) {
            proxy = proxy.with(forwarded[i], forwarded[i + 1]);
        }

        Answer answer = proxy.post("/session", Map.of("username", "lena", "password", "chat-demo"))
                .expect(200);

        String ofHost = setCookie(answer, "__Host-chat_session");
        assertThat(ofHost)
                .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/;")
                .doesNotContain("Domain");
        String sent = "chat_session=planted; __Host-chat_session=" + value(ofHost);
        assertThat(proxy.with("Cookie", sent).get("/me").expect(200).text("userId"))
                .isEqualTo("lena");
        assertThat(setCookie(answer, "chat_session")).as("for nodes of 0.9").contains("Secure");
        Answer loggedOut = proxy.with("Cookie", sent + "; XSRF-TOKEN=x")
                .with("X-XSRF-TOKEN", "x")
                .delete("/session")
                .expect(204);
        assertThat(setCookie(loggedOut, "__Host-chat_session")).contains("Max-Age=0", "Secure");
        assertThat(setCookie(loggedOut, "chat_session")).contains("Max-Age=0");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("connect-src 'self' wss://" + forwarded[7].substring("https://".length()) + ";");
        StompSocket.open(chat, forwarded).close();
        forwarded[3] = "443";
        assertThatThrownBy(() -> StompSocket.open(chat, forwarded))
                .hasStackTraceContaining("WebSocketHandshakeException");
    }

    @Test
    void logOutEndsTheTokenBehindTheCookie() {
        Cookies cookies = cookies(logIn());
        Rest page = chat.asNobody().with("Cookie", cookies.header()).with("X-XSRF-TOKEN", cookies.csrf());
        try (StompSocket socket = StompSocket.open(chat, "Cookie", cookies.header())) {
            socket.send("CONNECT", "", "accept-version", "1.2", "X-XSRF-TOKEN", cookies.csrf());
            socket.awaits("CONNECTED");

            Answer answer = page.delete("/session").expect(204);

            assertThat(setCookie(answer, "chat_session")).contains("Max-Age=0");
            page.get("/me").expectProblem(401, "authentication_required");
            socket.awaitsClose();
        }
    }

    @Test
    void wrongPasswordSetsNoSession() {
        Answer answer = chat.asNobody()
                .post("/session", Map.of("username", "lena", "password", "wrong"))
                .expectProblem(401, "authentication_required");

        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("chat_session"));
    }

    @Test
    void connectByCookieNeedsTheCsrfToken() {
        Cookies cookies = cookies(logIn());
        for (String[] headers : new String[][] {
            {"accept-version", "1.2"},
            {"accept-version", "1.2", "X-XSRF-TOKEN", "wrong"},
            {"accept-version", "1.2", "X-XSRF-TOKEN", ""}
        }) {
            try (StompSocket socket = StompSocket.open(chat, "Cookie", cookies.header())) {
                socket.send("CONNECT", "", headers);
                assertThat(socket.awaits("ERROR").headers()).containsEntry("message", "authentication_required");
                socket.awaitsClose();
            }
        }
        try (StompSocket socket = StompSocket.open(chat, "Cookie", cookies.header())) {
            socket.send("CONNECT", "", "accept-version", "1.2", "X-XSRF-TOKEN", cookies.csrf());
            socket.awaits("CONNECTED");
        }
        String ofHost = "chat_session=planted; __Host-" + cookies.header();
        try (StompSocket socket = StompSocket.open(chat, "Cookie", ofHost)) {
            socket.send("CONNECT", "", "accept-version", "1.2", "X-XSRF-TOKEN", cookies.csrf());
            socket.awaits("CONNECTED");
        }
    }

    @Test
    void pagesOfOtherOriginsCannotConnect() {
        for (String origin :
                List.of(PAGE_OF_SOMEBODY_ELSE, "null", "http://localhost:5174", "https://localhost:5173")) {
            assertThatThrownBy(() -> StompSocket.open(chat, "Origin", origin))
                    .as(origin)
                    .hasStackTraceContaining("WebSocketHandshakeException");
        }
        for (String origin : List.of(PAGE_OF_CLIENT_URL, chat.url())) {
            StompSocket.open(chat, "Origin", origin).close();
        }
    }

    @Test
    void pagesOfOtherOriginsCannotReadAnswers() {
        Rest rest = as(cast.demo("lena"));

        assertThat(rest.with("Origin", PAGE_OF_CLIENT_URL)
                        .get("/me")
                        .expect(200)
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains(PAGE_OF_CLIENT_URL);
        assertThat(rest.with("Origin", PAGE_OF_CLIENT_URL)
                        .get("/me")
                        .headers()
                        .firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        Answer refused = rest.with("Origin", PAGE_OF_SOMEBODY_ELSE).get("/me");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private Answer logIn() {
        return chat.asNobody()
                .post("/session", Map.of("username", "lena", "password", "chat-demo"))
                .expect(200);
    }

    private static Cookies cookies(Answer answer) {
        return new Cookies(value(setCookie(answer, "chat_session")), value(setCookie(answer, "XSRF-TOKEN")));
    }

    private static String setCookie(Answer answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }

    private static String value(String cookie) {
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }
}
