package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.RawHttp;
import com.sealkloud.chat.testing.RawWebSocket;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * More incomplete requests than the server has threads: they are closed, and others are served
 * meanwhile. It has a second or two for each, so it runs with the fault tests, when nothing else
 * does.
 */
@ExtendWith(Servers.class)
@Tag("fault")
@Tag("fault-quick")
class UnfinishedRequestTests {
    private static final int THREADS = 4;

    /** How many of them a network has that keeps others waiting. */
    private static final int SHARE = 2;

    /** It is not limited because of what clients of other tests have done. */
    private static final String OTHER_NETWORK = "127.0.0.2";

    private static final int POLICY_VIOLATION = 1008;

    private static Chat chat;

    private final List<RawHttp> unfinished = new ArrayList<>();
    private Session carol;
    private Session lena;

    @BeforeAll
    static void start() {
        chat = Chat.start(
                Servers.arguments(Mode.EMBEDDED_H2),
                "--server.forward-headers-strategy=native",
                "--server.tomcat.threads.max=" + THREADS,
                "--server.tomcat.threads.min-spare=1",
                "--chat.http.unfinished=" + 3 * THREADS,
                "--chat.http.bodies-limit=200KB",
                "--chat.http.header-time=1s",
                "--chat.http.body-time=2s",
                "--chat.http.frame-time=1s",
                "--chat.realtime.send-time-limit=1m",
                "--chat.realtime.connect-timeout=1m",
                "--chat.realtime.heartbeat=100ms",
                "--chat.realtime.sockets-without-connect-per-network=" + 3 * THREADS,
                "--chat.limits.messages.burst=1000",
                "--chat.limits.calls.burst=60",
                "--chat.limits.calls.per-second=1");
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @BeforeEach
    void twoWhoChat() {
        // The server notices later than the client that a connection of the last test is closed.
        await("the bodies of the last test").until(() -> held() == 0);
        carol = chat.connect(chat.cast().carol());
        lena = chat.connect(chat.cast().lena());
    }

    @AfterEach
    void leave() {
        unfinished.forEach(RawHttp::close);
        carol.close();
        lena.close();
    }

    /** @return how many bytes of bodies the server holds */
    private static long held() {
        return (long) chat.bean(MeterRegistry.class)
                .get("chat.http.bodies.octets")
                .gauge()
                .value();
    }

    private void othersAreServed() {
        String content = ContractTest.newId();
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", content));
        lena.awaitsContent(content);
        assertThat(chat.as(carol.user()).get("/me").status()).isEqualTo(200);
    }

    private RawHttp begins(String part) {
        return begins(part, "127.0.0.1");
    }

    private RawHttp begins(String part, String clientAddress) {
        RawHttp call = RawHttp.open(chat, clientAddress);
        unfinished.add(call);
        return call.sends(part);
    }

    private static String logIn(String headers) {
        return "POST /api/v1/tokens HTTP/1.1\nHost: x\nContent-Type: application/json\n" + headers + "\n";
    }

    @Test
    void bodies() {
        for (int i = 0; i < THREADS; i++) {
            begins(logIn("Content-Length: 100\n") + "{");
            begins(logIn("Transfer-Encoding: chunked\n") + "1\n{\n");
        }

        othersAreServed();
        assertThat(unfinished).allSatisfy(call -> assertThat(call.readsStatus()).startsWith("HTTP/1.1 408"));
    }

    @Test
    void uploads() {
        List<User> senders = List.of(lena.user(), chat.cast().ravi());
        List<String> uploads =
                senders.stream().map(sender -> upload(sender, "")).toList();
        for (int i = 0; i < THREADS; i++) {
            uploads.forEach(this::begins);
        }

        othersAreServed();
        // Those who hold nobody up are waited for like anybody else.
        await("no more than a quarter of the threads serve them")
                .until(() -> senders.stream()
                                .mapToLong(UnfinishedRequestTests::reserved)
                                .sum()
                        <= SHARE * 1_000_000L);
        unfinished.forEach(RawHttp::close);
        awaitReserved(senders, 0);
    }

    @Test
    void clientsBehindAProxyAreLimitedByTheirOwnNetworks() {
        List<User> senders = List.of(lena.user(), chat.cast().ravi());
        List<String> uploads = senders.stream()
                .map(sender -> upload(sender, "X-Forwarded-For: 203.0.113.7\n"))
                .toList();
        for (int i = 0; i < THREADS; i++) {
            uploads.forEach(part -> begins(part, OTHER_NETWORK));
        }
        // They have taken all threads, so their network is limited from now on.
        unfinished.forEach(UnfinishedRequestTests::ends);

        Rest calls = chat.as(carol.user());
        await("a call of the network that has its share is refused")
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    awaitReserved(senders, 0);
                    List<RawHttp> share = uploads.stream()
                            .map(part -> begins(part, OTHER_NETWORK))
                            .toList();
                    // These two are waited for during another second, unless this machine stops.
                    boolean refused = takeTheirShare(senders)
                            && calls.with("X-Forwarded-For", "203.0.113.7")
                                    .get("/me")
                                    .body()
                                    .contains("\"unavailable\"");
                    share.forEach(RawHttp::close);
                    return refused;
                });

        assertThat(calls.with("X-Forwarded-For", "203.0.113.8").get("/me").status())
                .isEqualTo(200);
    }

    /** One that comes before the thread of an ended one is free is refused itself. */
    private static boolean takeTheirShare(List<User> senders) {
        try {
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> senders.stream().allMatch(sender -> reserved(sender) == 1_000_000));
            return true;
        } catch (ConditionTimeoutException refused) {
            return false;
        }
    }

    /** The last one may hold nobody up, and is waited for then. */
    private static void ends(RawHttp call) {
        try {
            call.readsToTheEnd();
        } catch (UncheckedIOException waitedFor) {
            call.close();
        }
    }

    private static void awaitReserved(List<User> senders, long octets) {
        for (User sender : senders) {
            await("reserved for uploads").until(() -> reserved(sender) == octets);
        }
    }

    /** @param headers lines, or an empty string */
    private static String upload(User sender, String headers) {
        String room = chat.as(sender)
                .post("/rooms", Map.of("name", "team", "kind", "team"))
                .expect(201)
                .text("roomId");
        return "POST /api/v1/conversations/" + room + "/attachments HTTP/1.1\nHost: x\n" + headers
                + "Authorization: Bearer " + sender.token() + "\nContent-Length: 1000000\n\nbeginning";
    }

    /** @return how many bytes are reserved for the uploads of this user */
    private static long reserved(User user) {
        return chat.database()
                .queryForObject(
                        "select coalesce(sum(octets), 0) from attachment_quota where user_id = ?",
                        Long.class,
                        user.userId());
    }

    @Test
    void headers() {
        for (int i = 0; i < 2 * THREADS; i++) {
            begins("GET / HTTP/1.1\nHost: x\nX-Long: ");
        }

        othersAreServed();
        assertThat(unfinished)
                .allSatisfy(call -> assertThat(call.readsToTheEnd()).isEmpty());
    }

    /**
     * Without log-in: the answers fill the connection, and the threads must not wait until it takes
     * more.
     */
    @Test
    void pongsThatNobodyReads() {
        for (int i = 0; i < 2 * THREADS; i++) {
            RawHttp socket = begins(RawWebSocket.handshake("v12.stomp"));
            socket.sends(RawWebSocket.pings(3_000));
        }

        othersAreServed();
    }

    @Test
    void pingIsAnswered() throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(chat)) {
            socket.ping(new byte[] {1, 2, 3});

            assertThat(socket.readPong()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void pingsCountAsWhatIsSent() throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(chat)) {
            socket.sendOctets(RawWebSocket.pings(4_000));

            assertThat(socket.readClose()).isEqualTo(POLICY_VIOLATION);
        }
    }

    @Test
    void oldestSocketWithoutConnectGivesWayToWhoeverComesAfterIt() throws IOException {
        List<RawWebSocket> later = new ArrayList<>();
        try (RawWebSocket oldest = RawWebSocket.open(chat)) {
            // The handshake is answered before the server counts the socket.
            oldest.ping(new byte[1]);
            oldest.readPong();
            for (int i = 0; i < 3 * THREADS; i++) {
                later.add(RawWebSocket.open(chat));
            }

            assertThat(oldest.readClose()).isEqualTo(POLICY_VIOLATION);
            othersAreServed();
        } finally {
            for (RawWebSocket socket : later) {
                socket.close();
            }
        }
    }

    @Test
    void callsThatAreSentAheadEndTheConnectionAfterAFew() {
        RawHttp connection = begins("GET /actuator/info HTTP/1.1\nHost: x\n\n".repeat(20));

        assertThat(connection.readsToTheEnd().split("HTTP/1.1 200", -1)).hasSize(4 + 1);
    }

    @Test
    void aBodyGivesWayToWhoeverComesAfterIt() {
        for (int i = 0; i < 3 * THREADS + 1; i++) {
            begins(logIn("Content-Length: 100\n") + "{", OTHER_NETWORK);
        }

        assertThat(statuses()).satisfiesOnlyOnce(status -> assertThat(status).startsWith("HTTP/1.1 503"));
        othersAreServed();
    }

    @Test
    void largeBodiesGiveWayTogether() {
        String part = " ".repeat(90_000);
        String large = "POST /api/v1/rooms HTTP/1.1\nHost: x\nContent-Length: 100000\n\n" + part;
        for (int i = 0; i < 2; i++) {
            begins(large, OTHER_NETWORK);
            // Two that arrive at the same moment may both find no room.
            long all = (long) part.length() * (i + 1);
            await("what has arrived").until(() -> held() == all);
        }
        begins(large, OTHER_NETWORK);

        assertThat(statuses()).satisfiesOnlyOnce(status -> assertThat(status).startsWith("HTTP/1.1 503"));
        othersAreServed();
    }

    /** In the order of sending; the server may have met them in another. */
    private List<String> statuses() {
        return unfinished.stream().map(RawHttp::readsStatus).toList();
    }

    @Test
    void answersThatNobodyReads() {
        User user = carol.user();
        String conversationId = directConversation();
        for (int i = 0; i < 60; i++) {
            carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "x".repeat(10_000)));
        }
        for (int i = 0; i < THREADS; i++) {
            begins("GET /api/v1/conversations/" + conversationId + "/messages?limit=200 HTTP/1.1\nHost: x\n"
                    + "Authorization: Bearer " + user.token() + "\n\n");
        }

        othersAreServed();
    }

    private String directConversation() {
        return chat.as(carol.user())
                .post("/conversations", Map.of("userId", lena.userId()))
                .text("conversationId");
    }

    private static double cut() {
        Counter counter = chat.bean(MeterRegistry.class)
                .find("chat.http.cut")
                .tag("cause", "answer")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static String fileCall(String attachmentId, User reader) {
        return "GET /api/v1/attachments/" + attachmentId
                + " HTTP/1.1\nHost: x\nConnection: close\nAuthorization: Bearer " + reader.token() + "\n\n";
    }

    /** Most threads are taken by somebody who does not read. */
    @Test
    void whoeverReadsSlowlyGetsTheirFile() {
        byte[] file = new byte[4 << 20];
        String attachmentId = chat.as(carol.user())
                .post("/conversations/" + directConversation() + "/attachments", file)
                .expect(201)
                .text("attachmentId");
        carol.says(
                "/app/message",
                Map.of(
                        "receiverId",
                        lena.userId(),
                        "content",
                        "the file",
                        "clientMessageId",
                        ContractTest.newId(),
                        "attachmentIds",
                        List.of(attachmentId)));
        lena.awaitsContent("the file");
        double before = cut();
        RawHttp slow = begins(fileCall(attachmentId, lena.user()));
        for (int i = 0; i < THREADS; i++) {
            begins(fileCall(attachmentId, carol.user()));
        }

        await("those who do not read are cut off")
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    slow.reads(32 << 10);
                    return cut() >= before + THREADS - 1;
                });

        assertThat(slow.readsToTheEnd()).doesNotEndWith("(broken)").endsWith("\0".repeat(1 << 20));
    }

    /** Whose calls would all be begun before, if threads were given in the order of arrival. */
    @Test
    void whoeverComesAfterManyWhoDoNotReadIsServedBeforeMostOfThem() {
        String attachmentId = chat.as(carol.user())
                .post("/conversations/" + directConversation() + "/attachments", new byte[4 << 20])
                .expect(201)
                .text("attachmentId");
        double before = cut();
        for (int i = 0; i < 10 * THREADS; i++) {
            begins(fileCall(attachmentId, carol.user()));
        }
        await("the first of them is cut off").until(() -> cut() > before);

        assertThat(chat.as(lena.user()).get("/me").status()).isEqualTo(200);

        assertThat(cut()).isLessThan(before + 5 * THREADS);
    }

    @Test
    void refusedUploadsHoldNoThreadForLong() {
        RawHttp refused = begins("POST /api/v1/conversations/" + ContractTest.newId()
                + "/attachments HTTP/1.1\nHost: x\nAuthorization: Bearer "
                + carol.user().token()
                + "\nContent-Length: 1000000\n\nbeginning");

        assertThat(refused.readsToTheEnd()).startsWith("HTTP/1.1 404");
    }

    /**
     * A page of 200 messages is well past what the operating system keeps for a client that does
     * not read.
     */
    private String longConversation() {
        String conversationId = directConversation();
        for (int i = 0; i < 220; i++) {
            carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "x".repeat(5_000)));
        }
        chat.database()
                .update(
                        "update log_entry set payload = '{' where conversation_id = ? and seq ="
                                + " (select last_seq from conversation where conversation_id = ?)",
                        conversationId,
                        conversationId);
        return conversationId;
    }

    private String transcriptOf(String conversationId) {
        return "GET /api/v1/conversations/" + conversationId + "/transcript?format=json HTTP/1.1\nHost: x\n"
                + "Connection: close\nAuthorization: Bearer " + carol.user().token() + "\n\n";
    }

    private double transcripts(String outcome) {
        Counter counter = chat.bean(MeterRegistry.class)
                .find("chat.transcripts")
                .tag("outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void transcripts() {
        String conversationId = longConversation();

        // The last message cannot be read: by then 200 others have been sent.
        String cut = begins(transcriptOf(conversationId)).readsToTheEnd();
        assertThat(cut).startsWith("HTTP/1.1 200").contains("xxxxx").doesNotEndWith("0\r\n\r\n");

        begins(transcriptOf(conversationId)).close();
        await().until(() -> transcripts("abandoned") == 1);

        begins(transcriptOf(conversationId));
        begins(transcriptOf(conversationId));
        await().untilAsserted(() ->
                assertThat(begins(transcriptOf(conversationId)).readsStatus()).startsWith("HTTP/1.1 429"));
        othersAreServed();
        assertThat(transcripts("complete")).isZero();
    }

    @Test
    void callsWithoutEnd() {
        Rest mona = chat.as(chat.cast().mona());

        await().until(() -> mona.get("/me").status() == 429);

        assertThat(mona.get("/me").expectProblem(429, "rate_limited").number("retryAfterMs"))
                .isPositive();
        othersAreServed();
    }

    @Test
    void framesOfWebSockets() throws Exception {
        byte[] connect = ("CONNECT\naccept-version:1.2\nheart-beat:0,0\nAuthorization:Bearer "
                        + carol.user().token() + "\n\n\0")
                .getBytes(StandardCharsets.UTF_8);
        for (byte[] part : List.of(
                // Half the header of a frame; a text that lacks its end; a ping that lacks its end;
                // a fragment.
                new byte[] {(byte) 0x81},
                new byte[] {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'S'},
                new byte[] {(byte) 0x89, (byte) 0x85, 0, 0, 0, 0, 'x'},
                new byte[] {0x01, (byte) 0x81, 0, 0, 0, 0, 0},
                // A whole message that holds half a frame of STOMP.
                new byte[] {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'S', 'E', 'N', 'D', '\n'})) {
            try (RawWebSocket socket = RawWebSocket.open(chat)) {
                socket.sendText(connect);
                assertThat(socket.readText()).startsWith("CONNECTED");

                socket.sendOctets(part);

                assertThat(socket.readClose()).isEqualTo(POLICY_VIOLATION);
            }
        }
        othersAreServed();
    }

    /** As when the database does not answer. */
    @Test
    void heartBeatsComeThoughAllOtherTasksWait() throws Exception {
        ThreadPoolTaskScheduler tasks = chat.bean("taskScheduler", ThreadPoolTaskScheduler.class);
        CountDownLatch released = new CountDownLatch(1);
        byte[] connect = ("CONNECT\naccept-version:1.2\nheart-beat:0,100\nAuthorization:Bearer "
                        + carol.user().token() + "\n\n\0")
                .getBytes(StandardCharsets.UTF_8);
        try (RawWebSocket socket = RawWebSocket.open(chat)) {
            socket.sendText(connect);
            assertThat(socket.readText()).startsWith("CONNECTED");
            for (int i = 0; i < tasks.getScheduledThreadPoolExecutor().getCorePoolSize(); i++) {
                tasks.execute(() -> awaits(released));
            }
            await("all threads wait").until(() -> tasks.getActiveCount() == tasks.getPoolSize());

            for (int beats = 0; beats < 20; beats++) {
                assertThat(socket.readText()).isEqualTo("\n");
            }
        } finally {
            released.countDown();
        }
    }

    private static void awaits(CountDownLatch released) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By this service, which looks at no clock that can be set; Spring's broker would say 1002. */
    @Test
    void clientsWithoutTheirHeartBeats() throws Exception {
        byte[] connect = ("CONNECT\naccept-version:1.2\nheart-beat:100,0\nAuthorization:Bearer "
                        + carol.user().token() + "\n\n\0")
                .getBytes(StandardCharsets.UTF_8);
        try (RawWebSocket socket = RawWebSocket.open(chat)) {
            socket.sendText(connect);
            assertThat(socket.readText()).startsWith("CONNECTED");

            assertThat(socket.readClose()).isEqualTo(POLICY_VIOLATION);
        }
    }
}
