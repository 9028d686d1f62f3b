package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.sealkloud.chat.testing.AmqpListener;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.TicketService;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * The life of a ticket, from its opening by the ticket service to the transcript that it downloads.
 */
@ExtendWith(Servers.class)
class TicketDayTests {
    private static final String NOTE = "her third printer this week";

    private static Rabbit rabbit;
    private static Chat chat;

    @BeforeAll
    static void start() {
        rabbit = new Rabbit(Servers.newFolder());
        List<String> arguments = new ArrayList<>(Servers.arguments(Mode.EMBEDDED_POSTGRESQL));
        arguments.addAll(rabbit.arguments());
        // Nobody is there until the day after tomorrow.
        String day = LocalDate.now()
                .plusDays(3)
                .getDayOfWeek()
                .name()
                .substring(0, 3)
                .toLowerCase(Locale.ROOT);
        chat = Chat.start(
                arguments,
                "--chat.automation.hours=" + day + " 10:00-10:01",
                "--chat.automation.sweep-interval=100ms",
                "--chat.tickets=external",
                "--chat.automation.rules[0].rule-id=night",
                "--chat.automation.rules[0].trigger=outside_hours",
                "--chat.automation.rules[0].content=Nobody is there, {requester}. {number} is kept.",
                "--chat.automation.rules[1].rule-id=progress",
                "--chat.automation.rules[1].trigger=status",
                "--chat.automation.rules[1].status=in progress",
                "--chat.automation.rules[1].content={assignee} works on {title}.");
        chat.as(chat.cast().ada())
                .post(
                        "/automation-rules",
                        Map.of("trigger", "status", "status", "closed", "content", "{number} is closed."))
                .expect(201);
    }

    @AfterAll
    static void stop() {
        chat.close();
        rabbit.close();
    }

    /** One day; {@code isRough} has everything said twice, and RabbitMQ die at noon. */
    private static final class Day {
        private final boolean isRough;
        private final String ticketId = "T-" + UUID.randomUUID();
        private final String room = "ticket-" + ticketId;
        private final User carol = chat.cast().carol();
        private final User lena = chat.cast().lena();
        private final User ravi = chat.cast().ravi();
        private final String queue = "event-reader." + ticketId;
        private TicketService service = new TicketService(rabbit);

        Day(boolean isRough) {
            this.isRough = isRough;
        }

        List<String> play() throws IOException {
            bind();
            asks(
                    "ticket.opened",
                    Map.of(
                            "ticketId",
                            ticketId,
                            "number",
                            "HD-1",
                            "title",
                            "Fire",
                            "status",
                            "open",
                            "requesterId",
                            carol.userId()));
            try (Session client = chat.connect(carol).hearsRoom(room);
                    Session first = chat.connect(lena);
                    Session second = chat.connect(ravi)) {
                says(client, "My printer burns", false);
                client.awaitsContent("Nobody is there, carol. HD-1 is kept.");
                step(lena, "claim", Map.of());
                says(first, NOTE, true);
                says(first, "Have you tried water?", false);
                client.awaitsContent("Have you tried water?");
                if (isRough) {
                    noon();
                }
                step(lena, "escalate", Map.of("tier", "l2", "note", "beyond me"));
                step(ravi, "claim", Map.of());
                asks("ticket.status_changed", Map.of("ticketId", ticketId, "status", "in progress"));
                client.awaitsContent("ravi works on Fire.");
                asks("room." + room, Map.of("roomId", room, "content", "A fuse is on its way"));
                says(second, "Put in this fuse", false);
                says(client, "It works", false);
                asks("ticket.closed", Map.of("ticketId", ticketId));
                client.awaitsContent("HD-1 is closed.");
                assertThat(client.heard())
                        .noneMatch(event -> event.json().toString().contains(NOTE));
            }
            return transcript();
        }

        private void bind() throws IOException {
            try (Connection connection = rabbit.connect(Rabbit.LISTENER)) {
                var channel = connection.createChannel();
                channel.queueDeclare(queue, true, false, false, null);
                channel.queueBind(queue, "chat.events", "ticket.#");
            }
        }

        private void asks(String key, Map<String, Object> body) {
            for (int i = 0; i < (isRough ? 2 : 1); i++) {
                JsonNode answer = service.asks(key, body, new BasicProperties.Builder().messageId(ticketId + key));
                assertThat(answer.path("status").stringValue())
                        .as(answer.toString())
                        .isEqualTo("stored");
            }
        }

        private void says(Session session, String content, boolean isNote) {
            Map<String, Object> body = Map.of(
                    "roomId",
                    room,
                    "content",
                    content,
                    "note",
                    isNote,
                    "clientMessageId",
                    UUID.randomUUID().toString());
            for (int i = 0; i < (isRough ? 2 : 1); i++) {
                session.says("/app/room_message", body);
            }
        }

        private void step(User user, String step, Map<String, Object> body) {
            for (int i = 0; i < (isRough ? 2 : 1); i++) {
                chat.as(user).post("/tickets/" + ticketId + "/" + step, body).expect(200);
            }
        }

        private void noon() {
            service.close();
            rabbit.kill();
            rabbit.restart();
            await("the broker").atMost(Duration.ofMinutes(1)).until(chat::hasBroker);
            service = new TicketService(rabbit);
        }

        /**
         * What a ticket service does: it hears that the ticket is closed, and fetches what was
         * said.
         */
        private List<String> transcript() {
            try (AmqpListener program = AmqpListener.consume(rabbit, queue)) {
                await().until(() -> told(program).contains("ticket.changed closed"));
                assertThat(told(program))
                        .containsExactly(
                                "ticket.changed opened",
                                "ticket.claimed claimed",
                                "ticket.escalated escalated",
                                "ticket.claimed claimed",
                                "ticket.changed status_changed",
                                "ticket.changed closed");
            } finally {
                service.close();
            }
            String url = "/conversations/" + room + "/transcript?format=json";
            var answer = chat.as(chat.cast().ticketService()).get(url).expect(200);
            assertThat(answer.body()).doesNotContain(NOTE, "beyond me");
            return answer.list("messages").stream()
                    .map(message -> message.path("senderName").stringValue() + ": "
                            + message.path("content").stringValue())
                    .toList();
        }

        /** What the program has heard of the room; what it has heard already is left out. */
        private List<String> told(AmqpListener program) {
            Set<String> known = new HashSet<>();
            return program.of(room).stream()
                    .filter(event -> known.add(event.body().required("eventId").stringValue()))
                    .map(event -> event.routingKey() + " "
                            + event.body().at("/data/change").stringValue())
                    .toList();
        }

        private Stream<JsonNode> log(String conversation, User reader) {
            return chat
                    .as(reader)
                    .get("/conversations/" + conversation + "/events?limit=200")
                    .expect(200)
                    .list("items")
                    .stream();
        }

        /** What happened in the room, and beside it, without ids and times. */
        private List<String> story() {
            return Stream.concat(log(room, carol), log("notes-" + room, ravi))
                    .map(event -> String.join(
                            " ",
                            event.path("seq").toString(),
                            event.path("type").stringValue(),
                            event.path("change").asString(""),
                            event.path("tier").asString(""),
                            event.path("userName").asString(""),
                            event.path("kind").asString(""),
                            event.path("content").asString("")))
                    .toList();
        }
    }

    @Test
    void aRoughDayEndsAsAQuietOne() throws IOException {
        Day quiet = new Day(false);
        List<String> transcript = quiet.play();
        assertThat(transcript)
                .containsExactly(
                        "carol: My printer burns",
                        "Automatic reply: Nobody is there, carol. HD-1 is kept.",
                        "lena: Have you tried water?",
                        "Automatic reply: ravi works on Fire.",
                        "ticket-service: A fuse is on its way",
                        "ravi: Put in this fuse",
                        "carol: It works",
                        "Automatic reply: HD-1 is closed.");
        assertThat(quiet.story())
                .anyMatch(line -> line.contains("note " + NOTE))
                .anyMatch(line -> line.contains("beyond me"));

        Day rough = new Day(true);

        assertThat(rough.play()).isEqualTo(transcript);
        assertThat(rough.story()).isEqualTo(quiet.story());
    }
}
