package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.RawWebSocket;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invalid input: each kind gets its documented answer, while carol and lena continue to chat. */
class BadInputTests extends EveryRelay {
    private Session carol;
    private Session lena;
    private Session mallory;

    @BeforeEach
    void twoWhoChat() {
        carol = connect(cast.carol());
        lena = connect(cast.lena());
        mallory = connect(cast.dave());
    }

    @AfterEach
    void stillChat() {
        String content = newId();
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", content));
        lena.awaitsContent(content);
        assertThat(carol.heard("error")).isEmpty();
        assertThat(lena.heard("error")).isEmpty();
    }

    @Test
    void bodiesThatAreNoJsonObject() {
        for (String body :
                List.of("{", "nonsense", "[]", "\"text\"", "1", "null", "{\"receiverId\":}", "{} {}", "<xml/>")) {
            mallory.isRefused("/app/message", body, "bad_request");
        }
    }

    @Test
    void fieldsThatAreMissingOrOfTheWrongType() {
        String to = lena.userId();
        for (Map<?, ?> body : List.<Map<?, ?>>of(
                Map.of(),
                Map.of("receiverId", to),
                Map.of("content", "x"),
                Map.of("receiverId", 1, "content", "x"),
                Map.of("receiverId", to, "content", 1),
                Map.of("receiverId", to, "content", true),
                Map.of("receiverId", to, "content", List.of("x")),
                Map.of("receiverId", to, "content", Map.of("a", "b")),
                Map.of("receiverId", List.of(to), "content", "x"),
                Map.of("receiverId", to, "content", ""),
                Map.of("receiverId", to, "content", " \t\n"),
                Map.of("receiverId", "*", "content", "x"),
                Map.of("receiverId", "a.b", "content", "x"),
                Map.of("receiverId", "x".repeat(65), "content", "x"),
                Map.of("receiverId", to, "content", "x", "clientMessageId", "a b"),
                Map.of("receiverId", to, "content", "x", "clientMessageId", "x".repeat(65)),
                Map.of("receiverId", to, "content", "x", "clientMessageId", 5),
                Map.of("type", "room_message", "receiverId", to, "content", "x"),
                Map.of("type", 1, "receiverId", to, "content", "x"))) {
            mallory.isRefused("/app/message", body, "bad_request");
        }
        // Somebody else: mallory has nearly used up what she may send at once.
        Session another = connect(cast.dave());
        another.isRefused("/app/room_message", Map.of("roomId", "#", "content", "x"), "bad_request");
        another.isRefused("/app/room_message", Map.of("roomId", "x", "content", "x", "note", "yes"), "bad_request");
        mallory.isRefused("/app/join_room", Map.of(), "bad_request");
        mallory.isRefused("/app/join_room", Map.of("roomId", "a/b"), "bad_request");
        mallory.isRefused("/app/leave_room", Map.of("roomId", "*"), "bad_request");
        settle(lena);
        assertThat(lena.heard("message", event -> event.text("senderId").equals(mallory.userId())))
                .isEmpty();
    }

    @Test
    void jsonNullForARequiredField() {
        mallory.isRefused("/app/message", "{\"receiverId\":null,\"content\":\"x\"}", "bad_request");
        mallory.isRefused("/app/message", "{\"receiverId\":\"" + lena.userId() + "\",\"content\":null}", "bad_request");
    }

    @Test
    void numbersThatAreTooLarge() {
        mallory.isRefused("/app/read", "{\"conversationId\":\"x\",\"seq\":100000000000000000000}", "bad_request");
        as(mallory.user())
                .put("/conversations/x/read", "{\"seq\":100000000000000000000}")
                .expectProblem(400, "bad_request");
    }

    @Test
    void fieldsGivenTwice() {
        mallory.isRefused(
                "/app/message",
                "{\"receiverId\":\"" + lena.userId() + "\",\"content\":\"a\",\"content\":\"b\"}",
                "bad_request");
    }

    @Test
    void forgedIdentities() {
        for (String field : List.of("userId", "senderId", "senderName", "userName", "userRole", "senderRole")) {
            Event error = mallory.isRefused(
                    "/app/message",
                    Map.of("receiverId", lena.userId(), "content", "I am lena", "clientMessageId", "f", field, "admin"),
                    "identity_mismatch");
            assertThat(error.text("clientMessageId")).isEqualTo("f");
        }
        mallory.isRefused("/app/user_join", Map.of("userId", lena.userId()), "identity_mismatch");
        mallory.isRefused(
                "/app/read", Map.of("userId", lena.userId(), "conversationId", "x", "seq", 1), "identity_mismatch");
        mallory.isRefused(
                "/app/typing_start",
                Map.of("receiverId", lena.userId(), "senderId", carol.userId()),
                "identity_mismatch");
        mallory.isRefused(
                "/app/message",
                "{\"receiverId\":\"" + lena.userId() + "\",\"content\":\"x\",\"senderId\":null}",
                "identity_mismatch");
        settle(lena);
        assertThat(lena.heardContent("I am lena")).isEmpty();
    }

    @Test
    void contentThatIsTooLong() {
        Event error = mallory.isRefused(
                "/app/message",
                Map.of("receiverId", lena.userId(), "content", "x".repeat(10_001), "clientMessageId", "long"),
                "too_large");
        assertThat(error.text("clientMessageId")).isEqualTo("long");

        String longest = "é".repeat(10_000);
        mallory.says("/app/message", Map.of("receiverId", lena.userId(), "content", longest));
        lena.awaitsContent(longest);
    }

    @Test
    void contentOfEveryPlaneArrivesUnchanged() {
        String content = "<b>ä € 😀 \u202e \u2028 \\ \" \n\r\t : 中</b>";

        mallory.says("/app/message", Map.of("receiverId", lena.userId(), "content", content));

        lena.awaitsContent(content);
    }

    @Test
    void frameThatIsTooLargeEndsTheSession() {
        mallory.sends("/app/message", Map.of("receiverId", lena.userId(), "content", "x".repeat(70_000)));

        mallory.socket().awaitsClose();
        settle(lena);
        assertThat(lena.heard("message", event -> event.text("senderId").equals(mallory.userId())))
                .isEmpty();
    }

    @Test
    void frameThatNeverEndsEndsTheSession() {
        try (StompSocket socket = StompSocket.open(chat)) {
            socket.connect(mallory.user().token());
            socket.awaits("CONNECTED");
            socket.sendText("SEND\ndestination:/app/message\n\n" + "x".repeat(40_000));
            socket.sendText("x".repeat(40_000));

            socket.awaitsClose();
        }
    }

    /**
     * Faster than they are handled: what waits must have an end, whoever is within the limits of a
     * person.
     */
    @Test
    void floodOfLargeFramesEndsTheSession() {
        String frame = "SEND\ndestination:/app/user_join\n\n{}" + " ".repeat(60_000) + "\0";

        for (int sent = 0; sent < 900 && !mallory.socket().isClosed(); sent++) {
            mallory.socket().sendTextIfOpen(frame);
        }

        mallory.socket().awaitsClose();
        assertThat(as(mallory.user()).get("/me").status()).isEqualTo(200);
    }

    @Test
    void halfASurrogatePair() {
        mallory.isRefused(
                "/app/message", "{\"receiverId\":\"" + lena.userId() + "\",\"content\":\"\\ud83d\"}", "bad_request");
    }

    @Test
    void textThatIsNotUtf8EndsTheSession() throws Exception {
        byte[] frame = "SEND\ndestination:/app/message\n\n{\"content\":\"?\"}\0".getBytes(StandardCharsets.US_ASCII);
        frame[frame.length - 4] = (byte) 0xff;
        try (RawWebSocket socket = RawWebSocket.open(chat)) {
            socket.sendText(("CONNECT\naccept-version:1.2\nAuthorization:Bearer "
                            + mallory.user().token() + "\n\n\0")
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(socket.readText()).startsWith("CONNECTED");
            // Tomcat can garble its closing frame while the thread that has sent the frame before
            // is still within the call.
            Gauge pending =
                    chat.bean(MeterRegistry.class).get("chat.frames.pending").gauge();
            await().until(() -> pending.value() == 0);

            socket.sendText(frame);

            // RFC 6455, 7.4.1: 1007 is data that does not fit the type of the message.
            assertThat(socket.readClose()).isEqualTo(1007);
        }
    }

    @Test
    void bytesThatAreNotUtf8InABinaryFrame() {
        byte[] frame = ("SEND\ndestination:/app/message\n\n{\"receiverId\":\"" + lena.userId()
                        + "\",\"content\":\"?\"}\0")
                .getBytes(StandardCharsets.US_ASCII);
        frame[frame.length - 4] = (byte) 0xff;

        mallory.socket().sendBinary(frame);

        assertThat(mallory.awaits("error").text("code")).isEqualTo("bad_request");
        settle(lena);
        assertThat(lena.heard("message", event -> event.text("senderId").equals(mallory.userId())))
                .isEmpty();
    }

    @Test
    void bodyOfAnotherContentType() {
        mallory.socket()
                .send(
                        "SEND",
                        "{\"receiverId\":\"" + lena.userId() + "\",\"content\":\"x\"}",
                        "destination",
                        "/app/message",
                        "content-type",
                        "text/plain");
        assertThat(mallory.awaits("error").text("code")).isEqualTo("bad_request");

        mallory.socket().send("SEND", "{}", "destination", "/app/user_join", "content-type", "not a type");
        mallory.awaits(
                "error",
                event -> mallory.heard("error").size() == 2 || mallory.socket().isClosed());
    }

    @Test
    void destinationsThatNobodyMaySendTo() {
        String roomId = teamRoom(lena.user());
        lena.hearsRoom(roomId);
        for (String destination : List.of(
                "/topic/room." + roomId,
                "/topic/presence.employees",
                "/topic/user." + lena.userId() + ".messages",
                "/queue/chat.inbound",
                "/queue/new",
                "/exchange/chat.events/message.created",
                "/exchange/amq.topic/room." + roomId,
                "/amq/queue/chat.notifications",
                "/temp-queue/x",
                "/reply-queue/x",
                "/user/" + lena.userId() + "/queue/messages",
                "/user/queue/messages",
                "/app",
                "/app/",
                "/app/unknown",
                "/app/message/",
                "/app/message/x",
                "/app/*",
                "/app/Message",
                "/app//message",
                "app/message",
                "message",
                "/",
                " /app/message",
                "/app/../topic/room." + roomId)) {
            Event error = mallory.isRefused(destination, Map.of("content", "spoofed"), "forbidden");
            assertThat(error.fields()).contains("type", "code", "message", "event", "timestamp");
        }
        settle(lena);
        assertThat(lena.heardContent("spoofed")).isEmpty();
    }

    @Test
    void sendWithoutADestination() {
        mallory.socket().send("SEND", "{}");

        // Spring's decoder takes it; the guard must not.
        mallory.awaits("error", event -> event.text("code").equals("forbidden"));
    }

    @Test
    void idsThatAreUnknown() {
        mallory.isRefused("/app/message", Map.of("receiverId", "nobody", "content", "x"), "not_found");
        mallory.isRefused("/app/room_message", Map.of("roomId", "nowhere", "content", "x"), "not_found");
        mallory.isRefused("/app/join_room", Map.of("roomId", "nowhere"), "not_found");
        mallory.isRefused("/app/leave_room", Map.of("roomId", "nowhere"), "not_found");
        mallory.isRefused("/app/read", Map.of("conversationId", "nowhere", "seq", 1), "not_found");
    }

    @Test
    void framesOfTransactionsAndAcknowledgementsAreDenied() {
        int errors = 0;
        for (String command : List.of("ACK", "NACK", "BEGIN", "COMMIT", "ABORT")) {
            mallory.socket().send(command, "", "id", "1", "message-id", "1", "subscription", "1", "transaction", "t");
            int expected = ++errors;
            mallory.awaits("error", event -> mallory.heard("error").size() == expected);
        }
        assertThat(mallory.heard("error"))
                .extracting(event -> event.text("code"))
                .containsOnly("forbidden");
        mallory.says("/app/user_join", Map.of());
    }

    @Test
    void framesOfTheServerAreNotForClients() {
        mallory.socket()
                .send(
                        "MESSAGE",
                        "{\"receiverId\":\"" + lena.userId() + "\",\"content\":\"as a server\"}",
                        "destination",
                        "/app/message",
                        "message-id",
                        "1",
                        "subscription",
                        "1");
        mallory.awaits("error", event -> event.text("code").equals("forbidden"));
        for (String command : List.of("CONNECTED", "RECEIPT", "ERROR")) {
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.send(command, "", "receipt-id", "1", "version", "1.2", "message", "x");
                socket.awaitsClose();
            }
        }
        settle(lena);
        assertThat(lena.heardContent("as a server")).isEmpty();
    }

    @Test
    void secondConnectEndsTheSession() {
        mallory.socket().connect(lena.user().token());

        mallory.socket().awaits("ERROR");
        mallory.socket().awaitsClose();
        assertThat(mallory.socket().frames("CONNECTED")).hasSize(1);
    }

    @Test
    void brokenFramesEndTheSession() {
        for (String broken : List.of(
                "NONSENSE\n\n\0",
                "SEND",
                "SEND\0",
                "SEND\ndestination\n\n\0",
                "SEND\ndestination:/app/user_join\ncontent-length:abc\n\n{}\0",
                "SEND\ndestination:/app/user_join\ncontent-length:-5\n\n{}\0",
                "SEND\ndestination:/app/user_join\ncontent-length:1\n\n{}\0",
                "SEND\ndestination:/app/user\\join\n\n{}\0",
                "\0\0\0")) {
            User user = cast.dave();
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.connect(user.token());
                socket.awaits("CONNECTED");

                socket.sendText(broken);
                // Whatever the decoder waits for, this is not what should follow.
                socket.sendTextIfOpen("x\n\n\0");

                socket.awaitsClose();
            }
        }
    }

    @Test
    void somethingThatIsNoStompAtAll() {
        try (StompSocket socket = StompSocket.open(chat)) {
            socket.sendText("GET / HTTP/1.1\r\nHost: x\r\n\r\n\0");
            socket.awaitsClose();
        }
    }

    @Test
    void headersOfTheBrokerHaveNoEffect() {
        String roomId = ticketRoom(lena.user(), mallory.user());
        mallory.socket()
                .send(
                        "SUBSCRIBE",
                        "",
                        "id",
                        "room",
                        "destination",
                        "/topic/room." + roomId,
                        "receipt",
                        "r",
                        "x-queue-name",
                        "chat.notifications",
                        "durable",
                        "true",
                        "auto-delete",
                        "false",
                        "exclusive",
                        "false",
                        "persistent",
                        "true",
                        "ack",
                        "client",
                        "selector",
                        "headers.x = 1",
                        "prefetch-count",
                        "1",
                        "reply-to",
                        "/temp-queue/x",
                        "x-queue-type",
                        "quorum",
                        "x-dead-letter-exchange",
                        "x",
                        "browser",
                        "true",
                        "login",
                        "guest");
        mallory.socket().awaits("RECEIPT", "receipt-id", "r");

        for (int i = 0; i < 3; i++) {
            lena.says("/app/room_message", Map.of("roomId", roomId, "content", "to all of the room " + i));
        }

        // With ack:client and prefetch-count:1 only the first would come, with the selector none.
        mallory.awaitsContent("to all of the room 2");
        mallory.socket()
                .send(
                        "UNSUBSCRIBE",
                        "",
                        "id",
                        "room",
                        "durable",
                        "true",
                        "x-queue-name",
                        "chat.inbound",
                        "receipt",
                        "u");
        mallory.socket().awaits("RECEIPT", "receipt-id", "u");
        mallory.says("/app/user_join", Map.of());
    }

    @Test
    void errorsAreToldToTheSessionThatErredAlone() {
        Session sameUser = connect(mallory.user());

        mallory.isRefused("/app/message", Map.of(), "bad_request");

        settle(sameUser);
        assertThat(sameUser.heard("error")).isEmpty();
    }
}
