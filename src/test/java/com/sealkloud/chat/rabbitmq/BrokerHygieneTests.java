package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients connect, disconnect and subscribe to anything: nothing of it remains at RabbitMQ. */
@ExtendWith(Servers.class)
class BrokerHygieneTests {
    private static final int SESSIONS = 200;
    private static final int AT_ONCE = 16;

    private final Rabbit rabbit = Servers.rabbit();

    private record State(List<String> queues, List<String> bindings, List<String> connections) {
        static State of(Rabbit rabbit) {
            return new State(rabbit.queues(), rabbit.bindings(), rabbit.connections());
        }
    }

    @Test
    void leavesNothingAfterManySessions() {
        try (Chat chat = Servers.start(
                Mode.RABBITMQ_POSTGRESQL,
                "--chat.limits.connects.burst=2000",
                "--chat.limits.other.burst=10000",
                "--chat.realtime.sockets-per-person=2000")) {
            User lena = chat.cast().lena();
            String roomId = roomOf(chat, lena);
            comeAndGo(chat, lena, roomId, 0);
            State before = settled();
            ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
            try {
                IntStream.range(0, SESSIONS)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> comeAndGo(chat, lena, roomId, i), clients))
                        .toList()
                        .forEach(CompletableFuture::join);
            } finally {
                clients.shutdownNow();
            }

            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(State.of(rabbit)).isEqualTo(before));
        }
    }

    @Test
    void leavesNothingOfHeadersThatTheBrokerWouldObey() {
        Chat chat = Servers.chat(Mode.RABBITMQ_POSTGRESQL);
        User lena = chat.cast().lena();
        // With its first event a server opens the connection on which it publishes.
        comeAndGo(chat, lena, roomOf(chat, lena), 0);
        State before = settled();
        try (Session session = chat.connect(lena)) {
            session.socket()
                    .send(
                            "SUBSCRIBE", "",
                            "id", "presence",
                            "destination", "/topic/presence.employees",
                            "receipt", "p",
                            "x-queue-name", "own-queue",
                            "durable", "true",
                            "auto-delete", "false",
                            "exclusive", "false",
                            "x-expires", "600000",
                            "reply-to", "/temp-queue/x",
                            "persistent", "true");
            session.socket().awaits("RECEIPT", "receipt-id", "p");
            for (String destination : List.of("/queue/own-queue", "/exchange/amq.topic/#", "/temp-queue/x")) {
                session.subscribe(destination);
                session.sends(destination, Map.of("x", "y"));
            }
            await().until(() -> session.heard("error").size() == 6);

            assertThat(rabbit.queues())
                    .doesNotContain("own-queue")
                    .allMatch(queue ->
                            queue.matches("(chat\\.|stomp-subscription-|ticket-service\\.|event-reader\\.).*"));
            // Every queue of a client is transient, its own and gone with it.
            rabbit.management("/queues/%2F?columns=name,durable,exclusive,auto_delete")
                    .valueStream()
                    .filter(queue -> queue.required("name").stringValue().startsWith("stomp-subscription-"))
                    .forEach(queue -> assertThat(queue.path("durable").asBoolean(true)
                                    || !queue.path("exclusive").asBoolean(false))
                            .as(queue.toString())
                            .isFalse());
        }

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(State.of(rabbit)).isEqualTo(before));
    }

    /**
     * The state once the sessions of earlier tests are gone, and the broker lists the connections
     * of a server that has just started.
     */
    private State settled() {
        State[] last = {null};
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    State now = State.of(rabbit);
                    boolean isQuiet = now.equals(last[0])
                            && !now.connections().isEmpty()
                            && now.queues().stream().noneMatch(queue -> queue.startsWith("stomp-subscription-"));
                    last[0] = now;
                    return isQuiet;
                });
        return last[0];
    }

    private static String roomOf(Chat chat, User opener) {
        return chat.as(opener)
                .post("/rooms", Map.of("name", "n", "kind", "team"))
                .text("roomId");
    }

    private static void comeAndGo(Chat chat, User user, String roomId, int i) {
        Session session =
                Session.connectOnly(chat, user).hears(Session.MESSAGES).hearsRoom(roomId);
        StompSocket socket = session.socket();
        switch (i % 3) {
            case 0 -> {
                socket.send("DISCONNECT", "", "receipt", "bye");
                socket.awaits("RECEIPT", "receipt-id", "bye");
                socket.close();
            }
            case 1 -> socket.close();
            default -> socket.abort();
        }
    }
}
