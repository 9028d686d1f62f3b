package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.session.HeartBeats;
import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.Sessions;
import com.sealkloud.chat.socket.BufferedSocket;
import com.sealkloud.chat.socket.NodeShare;
import com.sealkloud.chat.socket.NodeShares;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Frame;
import com.sealkloud.chat.testing.Json;
import com.sealkloud.chat.testing.RawWebSocket;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import tools.jackson.databind.JsonNode;

/** What the STOMP endpoint negotiates, and the order of its answers. */
class StompTests extends EveryRelay {

    /** The first offer is Chromium's. */
    @Test
    void noExtensionIsAgreedWhateverIsOffered() throws Exception {
        for (String offer : List.of(
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate")) {
            try (RawWebSocket socket = RawWebSocket.open(
                    chat,
                    "Pragma: no-cache",
                    "Cache-Control: no-cache",
                    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                            + " Chrome/142.0.0.0 Safari/537.36",
                    "Origin: " + chat.url(),
                    "Accept-Encoding: gzip, deflate, br, zstd",
                    "Accept-Language: en-US,en;q=0.9",
                    "Sec-WebSocket-Extensions: " + offer,
                    "Sec-WebSocket-Protocol: v12.stomp, v11.stomp, v10.stomp")) {
                assertThat(socket.answered("Sec-WebSocket-Extensions")).isEmpty();
                assertThat(socket.answered("Sec-WebSocket-Protocol")).containsExactly("v12.stomp");
                socket.sendText(("CONNECT\naccept-version:1.2\nAuthorization:Bearer "
                                + cast.carol().token() + "\n\n\0")
                        .getBytes(StandardCharsets.UTF_8));
                assertThat(socket.readText()).startsWith("CONNECTED");
            }
        }
    }

    @Test
    void aConnectWithoutAVersionThatIsSpokenHereIsToldAndOpensNoSession() {
        for (List<String> headers : List.of(
                List.<String>of(),
                List.of("accept-version", ""),
                List.of("accept-version", "1.0"),
                List.of("accept-version", "2.0,1.3"))) {
            for (String command : List.of("CONNECT", "STOMP")) {
                User dave = cast.dave();
                List<String> all = new ArrayList<>(headers);
                all.addAll(List.of("Authorization", "Bearer " + dave.token()));
                try (StompSocket socket = StompSocket.open(chat)) {
                    socket.send(command, "", all.toArray(String[]::new));

                    Frame error = socket.awaits("ERROR");
                    assertThat(error.headers())
                            .containsEntry("message", "bad_request")
                            .containsEntry("version", "1.2,1.1");
                    socket.awaitsClose();
                    assertThat(socket.frames("CONNECTED")).isEmpty();
                }
                assertThat(as(cast.lena())
                                .get("/users?query=" + dave.userId())
                                .json()
                                .at("/items/0/status")
                                .asString())
                        .isEqualTo("offline");
            }
        }
    }

    @Test
    void theBestVersionThatBothSpeakIsAgreed() {
        Map<String, String> agreed = Map.of("1.2", "1.2", " 1.2", "1.2", "1.0,1.1", "1.1", "1.0, 1.1 ,1.2", "1.2");
        agreed.forEach((accepted, version) -> {
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.send(
                        "CONNECT",
                        "",
                        "accept-version",
                        accepted,
                        "Authorization",
                        "Bearer " + cast.dave().token());
                assertThat(socket.awaits("CONNECTED").headers()).containsEntry("version", version);
            }
        });
    }

    /** RabbitMQ fails at the large ones, and would send and expect the small ones. */
    @Test
    void heartBeatsAreAgreedWithinBoundsWhateverIsOffered() {
        for (String offer : List.of("99999999999,0", "0,99999999999", "4294968000,4294968000", "1,1", " 0 , 1 ")) {
            try (StompSocket socket = connectWith(offer)) {
                assertThat(socket.awaits("CONNECTED").headers())
                        .as(offer)
                        .containsEntry("heart-beat", "10000,10000")
                        .containsOnlyKeys("version", "heart-beat", "user-name");
                socket.send("SEND", "{}", "destination", "/app/user_join", "receipt", "joined", "heart-beat", "a,b");
                socket.awaits("RECEIPT", "receipt-id", "joined");
            }
        }
    }

    /** Its ticks are made here, so that nobody waits for them; its own come besides. */
    @Test
    void aSilentServerBeatsWithinTheIntervalThatItHasPromised() throws Exception {
        HeartBeats heartBeats = chat.bean(HeartBeats.class);
        long ticksWithin10s = 10_000 / heartBeats.tick().toMillis();
        User carol = cast.carol();
        try (RawWebSocket socket = RawWebSocket.open(chat)) {
            socket.sendText(("CONNECT\naccept-version:1.2\nheart-beat:0,10000\nAuthorization:Bearer " + carol.token()
                            + "\n\n\0")
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(socket.readText()).startsWith("CONNECTED").contains("heart-beat:10000,");
            BufferedSocket served = (BufferedSocket)
                    chat.bean(Sessions.class).of(carol.userId()).get(0).socket();
            for (int interval = 0; interval < 3; interval++) {
                await().until(served::wasQuiet);

                for (int ticks = 0; ticks < ticksWithin10s; ticks++) {
                    heartBeats.tend();
                }

                socket.sendText(
                        "SEND\ndestination:/app/user_join\nreceipt:fence\n\n{}\0".getBytes(StandardCharsets.UTF_8));
                assertThat(socket.readText()).isEqualTo("\n");
                while (!socket.readText().startsWith("RECEIPT")) {
                    // Another beat.
                }
            }
        }
    }

    @Test
    void heartBeatsThatAreNotTwoNumbersAreRefused() {
        for (String offer : List.of("", "5", "1,2,3", "a,b", "-1,0", "99999999999999999999,0")) {
            try (StompSocket socket = connectWith(offer)) {
                assertThat(socket.awaits("ERROR").headers()).as(offer).containsEntry("message", "bad_request");
                socket.awaitsClose();
                assertThat(socket.frames("CONNECTED")).isEmpty();
            }
        }
    }

    @Test
    void whoeverDisconnectsIsToldSoAndNothingElse() {
        for (boolean wantsReceipt : List.of(true, false)) {
            try (StompSocket socket = connectWith("0,0")) {
                socket.awaits("CONNECTED");
                socket.send("DISCONNECT", "", wantsReceipt ? new String[] {"receipt", "bye"} : new String[0]);

                assertThat(socket.awaitsClose()).isEqualTo(1000);
                assertThat(socket.frames("ERROR")).isEmpty();
                assertThat(socket.frames("RECEIPT")).hasSize(wantsReceipt ? 1 : 0);
            }
        }
    }

    private StompSocket connectWith(String heartBeats) {
        StompSocket socket = StompSocket.open(chat);
        String token = cast.dave().token();
        socket.send(
                "CONNECT", "", "accept-version", "1.2", "heart-beat", heartBeats, "Authorization", "Bearer " + token);
        return socket;
    }

    @Test
    void subprotocolsOfVersionsThatAreNotSpokenAreNotAgreed() throws Exception {
        try (RawWebSocket socket = RawWebSocket.open(chat, "Sec-WebSocket-Protocol: v10.stomp, v11.stomp")) {
            assertThat(socket.answered("Sec-WebSocket-Protocol")).containsExactly("v11.stomp");
        }
    }

    /**
     * Bursts as long as the limits allow, from several sessions at once, until a mistake would have
     * been seen.
     */
    /** A session of which everything is kept that it gets. */
    private record Sender(StompSocket socket, List<Frame> heard) {

        static Sender connect(Chat chat, User user) {
            List<Frame> heard = new CopyOnWriteArrayList<>();
            StompSocket socket = StompSocket.open(chat, heard::add);
            socket.connect(user.token());
            socket.awaits("CONNECTED");
            for (String destination : List.of(Session.MESSAGES, "/user/queue/errors")) {
                String receipt = "hears" + destination.replace('/', '-');
                socket.send("SUBSCRIBE", "", "id", destination, "destination", destination, "receipt", receipt);
                socket.awaits("RECEIPT", "receipt-id", receipt);
            }
            return new Sender(socket, heard);
        }
    }

    @Test
    void aSessionIsAnsweredInTheOrderOfItsFrames() {
        User lena = cast.lena();
        String room = teamRoom(lena);
        Sender member = Sender.connect(chat, lena);
        List<Sender> senders = List.of(Sender.connect(chat, cast.carol()), Sender.connect(chat, cast.dave()), member);
        Map<Sender, List<String>> expected = new IdentityHashMap<>();
        for (int burst = 0; burst < 3; burst++) {
            for (Sender sender : senders) {
                List<String> answers = expected.computeIfAbsent(sender, missing -> new ArrayList<>());
                for (int frame = 0; frame < 18; frame++) {
                    answers.addAll(send(sender.socket(), frame % 6, "b" + burst + "-" + frame, room, sender == member));
                }
            }
        }
        expected.forEach((sender, answers) -> {
            sender.socket().awaits("RECEIPT", "receipt-id", "b2-17");
            assertThat(answersTo(sender)).containsExactlyElementsOf(answers);
            sender.socket().close();
        });
    }

    /** @return how it is to be answered */
    private List<String> send(StompSocket socket, int kind, String id, String room, boolean isMember) {
        String receipt = "RECEIPT " + id;
        switch (kind) {
            case 0 -> {
                socket.send("SUBSCRIBE", "", "id", id, "destination", "/topic/presence.employees", "receipt", id);
                return List.of(receipt);
            }
            case 1 -> {
                socket.send("UNSUBSCRIBE", "", "id", id.replaceFirst("\\d+$", "") + before(id), "receipt", id);
                return List.of(receipt);
            }
            case 2 -> {
                String body = "{\"receiverId\":\"" + cast.mona().userId() + "\",\"content\":\"" + id + "\"}";
                socket.send("SEND", body, "destination", "/app/message", "receipt", id);
                return List.of(receipt);
            }
            case 3 -> {
                socket.send("SEND", "{\"roomId\":\"" + room + "\"}", "destination", "/app/join_room", "receipt", id);
                return isMember ? List.of("room_joined", receipt) : List.of("error join_room");
            }
            case 4 -> {
                socket.send("SEND", "{}", "destination", "/app/message");
                return List.of("error message");
            }
            default -> {
                socket.send("SEND", "{}", "destination", "/app/user_join", "receipt", id);
                return List.of("user_joined", receipt);
            }
        }
    }

    private static int before(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1)) - 1;
    }

    /** What a session has got since the first receipt of a burst, but for messages. */
    private static List<String> answersTo(Sender sender) {
        return sender.heard().stream()
                .map(StompTests::described)
                .dropWhile(answer -> !answer.startsWith("RECEIPT b"))
                .filter(answer -> !answer.isEmpty())
                .toList();
    }

    private static String described(Frame frame) {
        if (frame.command().equals("RECEIPT")) {
            return "RECEIPT " + frame.headers().get("receipt-id");
        }
        JsonNode event = Json.read(frame.body());
        String type = event.path("type").asString();
        return switch (type) {
            case "error" -> "error " + event.path("event").asString();
            case "room_joined", "user_joined" -> type;
            default -> "";
        };
    }

    @Test
    void headersThatAreKeptHaveALimitAndAreNotRepeatedToTheirSender() {
        Session carol = connect(cast.carol());
        String tooLong = "x".repeat(201);
        carol.socket().send("SUBSCRIBE", "", "id", tooLong, "destination", Session.MESSAGES);
        carol.socket().send("SUBSCRIBE", "", "id", "a", "destination", "/topic/" + tooLong);
        carol.socket().send("SEND", "{}", "destination", "/app/user_join", "receipt", tooLong);
        carol.socket().send("SEND", "{}", "destination", "/app/" + tooLong);

        await().until(() -> carol.heard("error").size() == 4);
        assertThat(carol.heard("error"))
                .allSatisfy(error -> assertThat(error.text("code")).isEqualTo("bad_request"))
                .allSatisfy(error -> assertThat(error.json().toString()).hasSizeLessThan(300));
        carol.socket().send("SUBSCRIBE", "", "id", "x".repeat(200), "destination", Session.MESSAGES, "receipt", "last");
        carol.socket().awaits("RECEIPT", "receipt-id", "last");
    }

    /** It costs as much as all who are online. */
    @Test
    void theFirstPageIsAskedForAsOftenAsOneConnects() {
        Session carol = connect(cast.carol());
        for (int i = 0; i < 150; i++) {
            carol.socket().send("SEND", "{}", "destination", "/app/user_join");
        }

        Event refused = carol.awaits("error");
        assertThat(refused.text("code")).isEqualTo("rate_limited");
        assertThat(refused.text("event")).isEqualTo("user_join");
        carol.hears("/topic/presence.employees");
    }

    @Test
    void oneDestinationIsHeardAFewTimesBySession() {
        Session carol = connect(cast.carol());
        for (int i = 0; i < 8; i++) {
            carol.socket().send("SUBSCRIBE", "", "id", "s" + i, "destination", "/topic/presence.employees");
        }
        carol.socket().send("SUBSCRIBE", "", "id", "s8", "destination", "/topic/presence.employees");

        assertThat(carol.awaits("error").text("code")).isEqualTo("rate_limited");
    }

    @Test
    void oneSessionHasSoManySubscriptionsAndNoMore() {
        Session lena = connect(cast.lena());
        LiveSession session = chat.bean(Sessions.class).of(lena.userId()).get(0);
        // On the wire, so many would meet the rate limit first.
        for (int i = session.subscriptionCount(); i < 999; i++) {
            session.subscribe("filler-" + i, "/topic/room.nowhere");
        }
        lena.hears("/topic/presence.employees");

        lena.subscribe("/topic/presence.clients");

        Event refused = lena.awaits("error");
        assertThat(refused.text("code")).isEqualTo("rate_limited");
        assertThat(refused.text("message")).startsWith("This session has too many subscriptions");
        connect(lena.user()).hears("/topic/presence.clients");
        lena.says("/app/message", Map.of("receiverId", cast.carol().userId(), "content", "still heard"));
        lena.awaitsContent("still heard");
        unsubscribe(lena, "/topic/presence.employees");
        lena.hears("/topic/presence.clients");
    }

    @Test
    void allSessionsOfAPersonHaveSoManySubscriptionsAndNoMore() {
        Session lena = connect(cast.lena());
        Session another = connect(lena.user());
        NodeShare share = chat.bean(NodeShares.class).of(lena.userId());
        int heard = chat.bean(Sessions.class).of(lena.userId()).stream()
                .mapToInt(LiveSession::subscriptionCount)
                .sum();
        for (int i = heard; i < 4_999; i++) {
            share.addSubscription();
        }
        lena.hears("/topic/presence.employees");

        another.subscribe("/topic/presence.employees");

        Event refused = another.awaits("error");
        assertThat(refused.text("code")).isEqualTo("rate_limited");
        assertThat(refused.text("message")).startsWith("All your sessions together");
        connect(cast.ravi()).hears("/topic/presence.employees");
        another.says("/app/message", Map.of("receiverId", cast.carol().userId(), "content", "still heard"));
        lena.awaitsContent("still heard");
        another.awaitsContent("still heard");
        unsubscribe(lena, "/topic/presence.employees");
        another.hears("/topic/presence.employees");
    }

    /** A thread that beats for everybody would wait for the frame that says so. */
    @Test
    void theClosingFrameOfWhoIsCutOffIsNotWaitedFor() {
        Session carol = connect(cast.carol());
        BufferedSocket socket = (BufferedSocket)
                chat.bean(Sessions.class).of(carol.userId()).get(0).socket();
        jakarta.websocket.Session tomcats = ((NativeWebSocketSession) WebSocketSessionDecorator.unwrap(socket))
                .getNativeSession(jakarta.websocket.Session.class);
        String timeout = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
        Map<String, Object> properties = tomcats.getUserProperties();
        assertThat(properties).containsEntry(timeout, 5_000L);

        socket.cutOff(CloseStatus.POLICY_VIOLATION);

        assertThat(properties).containsEntry(timeout, 1L);
        assertThat(carol.socket().awaitsClose()).isEqualTo(1008);
    }

    /** All who listen get it: twenty at once, and then about 80 KB a second. */
    @Test
    void aLongMessageCountsAsSeveral() {
        Session carol = connect(cast.carol());
        String receiver = cast.lena().userId();
        for (int i = 0; i < 20; i++) {
            carol.sends("/app/message", Map.of("receiverId", receiver, "content", "\ud83d\udc4d".repeat(9_000)));
        }

        Event refused = carol.awaits("error");
        assertThat(refused.text("code")).isEqualTo("rate_limited");
        assertThat(refused.number("retryAfterMs")).isPositive();
    }

    @Test
    void whoHasSentAsMuchTextAsADayAllowsSendsNoMore() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "the last one for now"));
        String conversationId = lena.awaitsContent("the last one for now").text("conversationId");
        // On the wire, so much would meet the rate limit first.
        Principal sender = carol::userId;
        chat.bean(RateLimits.class).count(sender, RateLimits.Action.TEXT, 20_000_000);
        chat.bean(RateLimits.class).count(sender, RateLimits.Action.TEXT, 20_000_000);

        Map<String, String> tooMuch = Map.of("receiverId", lena.userId(), "content", "too much");
        assertThat(carol.isRefused("/app/message", tooMuch, "rate_limited").number("retryAfterMs"))
                .isPositive();
        Map<String, String> alsoTooMuch = Map.of("content", "too much by REST");
        assertThat(as(carol.user())
                        .post("/conversations/" + conversationId + "/messages", alsoTooMuch)
                        .status())
                .isEqualTo(429);
        assertThat(as(carol.user()).get("/me").status()).isEqualTo(200);
        lena.says("/app/message", Map.of("receiverId", carol.userId(), "content", "others may"));
        carol.awaitsContent("others may");
        assertThat(lena.heard("message", event -> event.text("content").startsWith("too much")))
                .isEmpty();
    }

    private static void unsubscribe(Session session, String destination) {
        session.socket().send("UNSUBSCRIBE", "", "id", destination, "receipt", "no-more");
        session.socket().awaits("RECEIPT", "receipt-id", "no-more");
    }

    @Test
    void heartBeatsWithoutEndEndTheSession() {
        Session carol = connect(cast.carol());
        for (int sent = 0; sent < 20_000 && !carol.socket().isClosed(); sent++) {
            carol.socket().sendTextIfOpen("\n");
        }
        // RFC 6455, 7.4.1: against the rules of this endpoint.
        assertThat(carol.socket().awaitsClose()).isEqualTo(1008);
    }

    @Test
    void oneOctetAtATimeIsUnderstood() {
        Session carol = connect(cast.carol());
        for (String octet : "SEND\ndestination:/app/user_join\nreceipt:octets\n\n{}\0".split("")) {
            carol.socket().sendText(octet);
        }
        carol.socket().awaits("RECEIPT", "receipt-id", "octets");
    }

    @Test
    void onePersonHasSoManySessionsAndNoMore() {
        User dave = cast.dave();
        List<StompSocket> sockets = new ArrayList<>();
        try {
            String refused = "";
            while (!refused.startsWith("Too many connections are open")) {
                assertThat(sockets).hasSizeLessThan(80);
                StompSocket socket = StompSocket.open(chat);
                sockets.add(socket);
                socket.connect(dave.token());
                await().until(() -> !socket.frames().isEmpty());
                refused = socket.frames("ERROR").stream()
                        .map(Frame::body)
                        .findFirst()
                        .orElse("");
            }
            assertThat(sockets.stream()
                            .filter(socket -> !socket.frames("CONNECTED").isEmpty()))
                    .hasSize(50);
            assertThat(sockets.get(sockets.size() - 1).frames("ERROR").get(0).headers())
                    .containsEntry("message", "rate_limited")
                    .containsKey("retryAfterMs");
            sockets.get(0).close();
            sockets.get(0).awaitsClose();
            await().ignoreExceptions().until(() -> {
                StompSocket again = StompSocket.open(chat);
                sockets.add(again);
                again.connect(dave.token());
                await().until(() -> !again.frames().isEmpty());
                return !again.frames("CONNECTED").isEmpty();
            });
        } finally {
            sockets.forEach(StompSocket::close);
        }
    }

    @Test
    void refusalsAreCountedByCodeAndByWhatWasAskedFor() {
        Session carol = connect(cast.carol());
        MeterRegistry meters = chat.bean(MeterRegistry.class);
        Map<String, String> before = refused(meters);

        carol.isRefused("/app/nowhere", Map.of(), "forbidden");
        carol.isRefused("/app/message", Map.of("receiverId", "nobody", "content", "x"), "not_found");
        carol.subscribe("/topic/nowhere");
        await().until(() -> carol.heard("error").size() == 3);
        try (StompSocket nobody = StompSocket.open(chat)) {
            nobody.connect("wrong");
            nobody.awaitsClose();
        }
        try (StompSocket broken = StompSocket.open(chat)) {
            broken.sendText("NONSENSE\n\n\0");
            broken.awaitsClose();
        }

        Map<String, String> after = refused(meters);
        assertThat(after.keySet())
                .contains(
                        "forbidden/send",
                        "not_found/message",
                        "forbidden/subscribe",
                        "authentication_required/connect",
                        "bad_request/malformed");
        assertThat(List.of("forbidden/send", "not_found/message", "bad_request/malformed"))
                .allSatisfy(key -> assertThat(after.get(key)).isNotEqualTo(before.get(key)));
    }

    private static Map<String, String> refused(MeterRegistry meters) {
        Map<String, String> counts = new HashMap<>();
        meters.find("chat.refused")
                .counters()
                .forEach(counter -> counts.put(
                        counter.getId().getTag("code") + "/" + counter.getId().getTag("cause"),
                        String.valueOf(counter.count())));
        return counts;
    }
}
