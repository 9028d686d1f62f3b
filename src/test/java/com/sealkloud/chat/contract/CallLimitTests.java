package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.realtime.ListSearches;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.RawHttp;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Limits of a REST call before authentication. */
@ExtendWith({Servers.class, OutputCaptureExtension.class})
class CallLimitTests {
    private static final String LOG_IN = "POST /api/v1/tokens HTTP/1.1\nHost: x\nContent-Type: application/json\n";

    private Chat chat;

    @BeforeEach
    void useServer() {
        chat = Servers.chat(Mode.EMBEDDED_H2);
    }

    @Test
    void bodyThatIsTooLargeIsRefusedBeforeItComes() {
        try (RawHttp call = RawHttp.open(chat)) {
            String answer = call.sends(LOG_IN + "Content-Length: 19000000\n\n").readsToTheEnd();

            assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"too_large\"");
        }
    }

    @Test
    void chunkedBodyIsCountedWhileItComes() {
        try (RawHttp call = RawHttp.open(chat)) {
            String answer = call.sends(LOG_IN + "Transfer-Encoding: chunked\n\n1001\n" + " ".repeat(0x1001) + "\n")
                    .readsToTheEnd();

            assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"too_large\"");
        }
    }

    @Test
    void bodyThatComesInPartsIsTakenAsAWhole() {
        byte[] body = "{\"username\":\"carol\",\"password\":\"wrong\"}".getBytes(StandardCharsets.US_ASCII);
        try (RawHttp call = RawHttp.open(chat)) {
            call.sends(LOG_IN + "Connection: close\nTransfer-Encoding: chunked\n\n");
            for (byte octet : body) {
                call.sends("1\n" + (char) octet + "\n");
            }

            assertThat(call.sends("0\n\n").readsToTheEnd())
                    .startsWith("HTTP/1.1 401")
                    .contains("User name or password is wrong.");
        }
    }

    @Test
    void largestBodyOfACallIsLargerThanThatOfALogIn() {
        Answer fits = chat.as(chat.cast().carol()).post("/conversations", "{}" + " ".repeat(100_000));
        Answer fitsNot = chat.as(chat.cast().carol()).post("/conversations", "{}" + " ".repeat(200_000));

        assertThat(fits.status()).isEqualTo(400);
        assertThat(fitsNot.expect(413).text("code")).isEqualTo("too_large");
    }

    @Test
    void compressedBodyIsNotUnpacked() {
        Answer answer = chat.asNobody().with("Content-Encoding", "gzip").post("/tokens", "{}");

        assertThat(answer.expect(415).text("code")).isEqualTo("bad_request");
    }

    @Test
    void jsonThatNestsDeepIsRefused() {
        Answer answer = chat.as(chat.cast().carol())
                .post("/conversations", "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");

        assertThat(answer.expect(400).text("detail")).isEqualTo("The body is not valid JSON.");
    }

    @Test
    void formsAndFilesAreNotRead() {
        for (String type : new String[] {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
            assertThat(chat.asNobody()
                            .with("Content-Type", type)
                            .post("/tokens", "username=carol")
                            .status())
                    .isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me", "/actuator/health", "/", "/ws"})
    void queryThatIsNoUtf8IsABadRequestAndNotLogged(String path, CapturedOutput output) {
        for (String query : new String[] {"x=%ff", "x=%zz", "x=%", "a&".repeat(60)}) {
            try (RawHttp call = RawHttp.open(chat)) {
                assertThat(call.sends("GET " + path + "?" + query + " HTTP/1.1\nHost: x\n\n")
                                .readsToTheEnd())
                        .startsWith("HTTP/1.1 400")
                        .contains("\"code\":\"bad_request\"");
            }
        }
        assertThat(output).doesNotContain("\tat ");
    }

    /** Its octets are those of a UTF-8 letter, which HTTP reads as a letter and a control. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "User-Agent"})
    void headerWithControlsIsABadRequest(String header) {
        String body = "{\"username\":\"nobody\",\"password\":\"wrong\"}";
        String type = header.equals("Content-Type") ? "" : "Content-Type: application/json\n";
        try (RawHttp call = RawHttp.open(chat)) {
            assertThat(call.sends("POST /api/v1/tokens HTTP/1.1\nHost: x\nConnection: close\n" + type + header
                                    + ": x\u00c3\u009f\nContent-Length: " + body.length() + "\n\n" + body)
                            .readsToTheEnd())
                    .startsWith("HTTP/1.1 400")
                    .contains("\"code\":\"bad_request\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://\u00ff\u00fe", "http://[::1", "a b", "::::", "http://x:port", "http://x/path", ""})
    void originThatIsNoneIsForbiddenAndNotLogged(String origin, CapturedOutput output) {
        for (String head : new String[] {
            "GET /api/v1/me HTTP/1.1\nHost: x\n",
            "GET /ws HTTP/1.1\nHost: x\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"
        }) {
            try (RawHttp call = RawHttp.open(chat)) {
                assertThat(call.sends(head + "Origin: " + origin + "\n\n").readsToTheEnd())
                        .startsWith("HTTP/1.1 403")
                        .contains("\"code\":\"forbidden\"");
            }
        }
        assertThat(output).doesNotContain("\tat ");
    }

    /**
     * Browsers keep an answer without the CORS headers from the page that asked, status and all.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/tokens HTTP/1.1\nContent-Length: 19000000\n",
                "POST /api/v1/tokens HTTP/1.1\nContent-Length: 20\nContent-Encoding: gzip\n",
                "GET /api/v1/users?query=%ff HTTP/1.1\n",
                "GET /api/v1/me HTTP/1.1\n",
                "GET /api/v1/nothing HTTP/1.1\n",
            })
    void pageOfAnAllowedOriginCanReadWhyItsCallWasRefused(String head) {
        try (RawHttp call = RawHttp.open(chat)) {
            String answer = call.sends(head + "Host: x\nConnection: close\nOrigin: http://localhost:5173\n\n")
                    .readsToTheEnd();

            assertThat(answer)
                    .startsWith("HTTP/1.1 4")
                    .containsOnlyOnce("Access-Control-Allow-Origin: http://localhost:5173");
        }
    }

    /** A user has two places, and waits a second for one of them. */
    @Test
    void whoseSearchesOfListsTakeLongReadsOn() {
        User lena = chat.cast().lena();
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<Void>> held =
                Stream.generate(() -> searchUntil(end, lena)).limit(2).toList();

        List<String> searches = List.of(
                "/tickets?queue=closed&q=lamp",
                "/rooms?q=lamp",
                "/users?query=lamp",
                "/users?query=lamp&sort=presence",
                "/users?query=lamp&enabled=false");
        assertThat(searches.parallelStream().map(search -> chat.as(lena).get(search)))
                .allSatisfy(answer -> answer.expectProblem(429, "rate_limited"));
        for (String list : List.of("/tickets?queue=closed&q=%20", "/rooms", "/users", "/users?sort=presence")) {
            assertThat(chat.as(lena).get(list).status()).as(list).isEqualTo(200);
        }
        chat.as(chat.cast().ravi()).get("/users?query=lamp").expect(200);

        end.countDown();
        held.forEach(CompletableFuture::join);
        chat.as(lena).get("/rooms?q=lamp").expect(200);
    }

    private CompletableFuture<Void> searchUntil(CountDownLatch end, User user) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> search = CompletableFuture.runAsync(
                () -> chat.bean(ListSearches.class).one(user::userId, () -> {
                    begun.countDown();
                    return awaitLatch(end);
                }),
                task -> new Thread(task).start());
        awaitLatch(begun);
        return search;
    }

    private static boolean awaitLatch(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void queryInEveryScriptIsFine() {
        assertThat(chat.as(chat.cast().lena())
                        .get("/users?query=%C3%BC%E4%B8%AD")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void timesOutsideOfAnyCalendarAreRefused() {
        User lena = chat.cast().lena();

        for (String field : new String[] {"until", "hoursPausedUntil"}) {
            for (String time : new String[] {"-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"}) {
                chat.as(lena)
                        .put(
                                "/me/notification-settings",
                                Map.of(
                                        "desktop",
                                        true,
                                        "sound",
                                        true,
                                        "soundName",
                                        "chime",
                                        "previews",
                                        true,
                                        "doNotDisturb",
                                        Map.of("timeZone", "UTC", "hours", List.of(), field, time)))
                        .expectProblem(400, "bad_request");
            }
        }
    }

    @Test
    void whatACallerHasMadeUpIsNotSentBackInFull() {
        User lena = chat.cast().lena();

        String answer = chat.as(lena)
                .post("/conversations", Map.of("userId", "x".repeat(100_000)))
                .expectProblem(404, "not_found")
                .body();

        assertThat(answer).hasSizeLessThan(1_000);
    }

    /** It would be counted, and an alarm be rung. */
    @Test
    void nobodyMakesTheServerFailByAskingForItsErrorPage() {
        assertThat(chat.get("/error").status()).isEqualTo(401);
    }
}
