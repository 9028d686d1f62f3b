package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.sealkloud.chat.testing.AmqpListener;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.TicketService;
import com.sealkloud.chat.testing.User;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** The broker crashes and recovers while users chat. */
@ExtendWith({Servers.class, OutputCaptureExtension.class})
class BrokerOutageTests {
    private final Chat chat = Servers.chat(Mode.RABBITMQ_POSTGRESQL);
    private final Rabbit rabbit = Servers.rabbit();

    /** The end of an outage is told below WARN. */
    @BeforeEach
    void logEnds() {
        setLevel(LogLevel.INFO);
    }

    @AfterEach
    void logAsBefore() {
        setLevel(null);
    }

    private static void setLevel(LogLevel level) {
        LoggingSystem logging = LoggingSystem.get(BrokerOutageTests.class.getClassLoader());
        logging.setLogLevel("com.sealkloud.chat.rabbit", level);
        logging.setLogLevel("com.sealkloud.chat.relay", level);
    }

    @Test
    void losesNothingThatWasAcceptedWhileTheBrokerWasDown(CapturedOutput output) throws Exception {
        User lena = chat.cast().lena();
        User ravi = chat.cast().ravi();
        String roomId = chat.as(lena)
                .post("/rooms", Map.of("name", "n", "kind", "team", "memberIds", List.of(ravi.userId())))
                .text("roomId");
        // Durable, so that it survives the crash and shows what was published after it.
        declareQueue("event-reader.outage");
        // One relay session for all: nobody is cut off by the outage.
        Session open = chat.connect(ravi).hearsRoom(roomId);
        rabbit.kill();
        try {
            await().until(() -> !chat.hasBroker());
            assertThat(chat.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(chat.get("/actuator/health/liveness").status()).isEqualTo(200);

            Answer posted = chat.as(lena)
                    .post("/conversations/" + roomId + "/messages", Map.of("content", "while it was down"))
                    .expect(201);
            assertThat(chat.as(ravi)
                            .get("/conversations/" + roomId + "/messages")
                            .list("messages"))
                    .containsExactly(posted.json());
        } finally {
            rabbit.restart();
        }

        await().atMost(Duration.ofMinutes(1)).until(chat::hasBroker);
        try (AmqpListener program = AmqpListener.consume(rabbit, "event-reader.outage")) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> program.of(roomId).stream()
                            .anyMatch(delivery -> content(delivery.body()).equals("while it was down")));
        }
        // Who stayed connected is told to compare, once more when others had time to publish, and
        // hears again.
        await().until(() -> open.heard(
                                "sync",
                                sync -> sync.json()
                                        .required("conversations")
                                        .valueStream()
                                        .anyMatch(head -> head.required("conversationId")
                                                        .stringValue()
                                                        .equals(roomId)
                                                && head.required("lastSeq").longValue() >= 4))
                        .size()
                >= 2);
        chat.as(lena)
                .post("/conversations/" + roomId + "/messages", Map.of("content", "again"))
                .expect(201);
        open.awaitsContent("again");
        open.close();
        try (Session session = chat.connect(ravi).hearsRoom(roomId)) {
            chat.as(lena)
                    .post("/conversations/" + roomId + "/messages", Map.of("content", "after it"))
                    .expect(201);
            session.awaitsContent("after it");
        }
        assertThat(lines(output, "RabbitMQ accepts no events over AMQP")).hasSize(1);
        assertThat(lines(output, "RabbitMQ accepts events over AMQP again")).hasSize(1);
        assertThat(lines(output, "No session at RabbitMQ over STOMP")).hasSize(1);
        assertThat(lines(output, "This node has a session at RabbitMQ over STOMP"))
                .hasSize(1);
        assertThat(lines(output, "\tat ")).isEmpty();
        assertThat(lines(output, " WARN ", " ERROR ")).hasSizeLessThan(10);
    }

    /** Sockets, consumers and the broker's sessions end; that is no reason to complain. */
    @Test
    void anOrderlyStopIsToldInAFewLines(CapturedOutput output) {
        Chat node = Servers.start(Mode.RABBITMQ_PER_CLIENT);
        User lena = node.cast().lena();
        for (int i = 0; i < 10; i++) {
            node.connect(lena);
        }
        int before = output.getAll().length();

        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        root.setLevel(Level.INFO);
        try {
            node.close();
        } finally {
            root.setLevel(level);
        }

        String stop = output.getAll().substring(before);
        assertThat(stop).contains("Draining: 10 sockets").doesNotContain(" WARN ", " ERROR ", "\tat ");
        assertThat(stop.lines()).hasSizeLessThan(20);
    }

    private static List<String> lines(CapturedOutput output, String... parts) {
        return output.getAll()
                .lines()
                .filter(line -> Arrays.stream(parts).anyMatch(line::contains))
                .toList();
    }

    @Test
    void programsHearTheEventsOfARoomInTheirOrderAllTheSame() throws Exception {
        User lena = chat.cast().lena();
        String roomId = chat.as(lena)
                .post("/rooms", Map.of("name", "n", "kind", "team"))
                .text("roomId");
        declareQueue("event-reader.order");
        List<Long> posted = new ArrayList<>(post(5, lena, roomId));
        rabbit.kill();
        try {
            posted.addAll(post(3, lena, roomId));
            await().until(() -> !chat.hasBroker());
            posted.addAll(post(3, lena, roomId));
        } finally {
            rabbit.restart();
        }
        posted.addAll(post(3, lena, roomId));
        await().atMost(Duration.ofMinutes(1)).until(chat::hasBroker);
        posted.addAll(post(3, lena, roomId));

        try (AmqpListener program = AmqpListener.consume(rabbit, "event-reader.order")) {
            await().until(() -> heard(program, roomId).size() == posted.size());
            assertThat(heard(program, roomId)).isEqualTo(posted);
        }
    }

    /** As when it is rotated: what is right again later was refused in between. */
    @Test
    void aPasswordThatIsRefusedForAWhileStopsNothingForGood() {
        List<String> accounts = List.of("chat-service", "chat-relay");
        long refused = rabbit.refusedLogIns("chat-service");
        accounts.forEach(rabbit::changePassword);
        try {
            rabbit.closeConnections();
            // Once for all listeners, and again for those who come later.
            await().atMost(Duration.ofMinutes(1)).until(() -> rabbit.refusedLogIns("chat-service") >= refused + 4);
            JsonNode broker = chat.get("/actuator/health").json().at("/components/broker");
            assertThat(broker.at("/components/queues/status").stringValue()).isEqualTo("DOWN");
            assertThat(broker.at("/components/relay/status").stringValue()).isEqualTo("DOWN");
            assertThat(chat.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(consumers("chat.inbound")).isZero();
        } finally {
            accounts.forEach(rabbit::restorePassword);
        }

        await().atMost(Duration.ofMinutes(1)).until(chat::hasBroker);
        for (String queue : List.of("chat.inbound", "chat.notifications", "chat.dead-letter")) {
            assertThat(consumers(queue)).as(queue).isEqualTo(1);
        }
        String ticketId = UUID.randomUUID().toString();
        try (TicketService service = new TicketService(rabbit);
                AmqpListener program = AmqpListener.bind(rabbit, "chat.events", "ticket.#")) {
            service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x"));
            await().until(() -> !program.of("ticket-" + ticketId).isEmpty());
        }
    }

    private double consumers(String queue) {
        return chat.bean(MeterRegistry.class)
                .get("chat.broker.consumers")
                .tag("queue", queue)
                .gauge()
                .value();
    }

    private List<Long> post(int count, User sender, String roomId) {
        return IntStream.range(0, count)
                .mapToObj(i -> chat.as(sender)
                        .post("/conversations/" + roomId + "/messages", Map.of("content", "message " + i))
                        .expect(201)
                        .json()
                        .required("seq")
                        .longValue())
                .toList();
    }

    /** In the order in which they came first; events can come again. */
    private static List<Long> heard(AmqpListener program, String roomId) {
        return program.of(roomId).stream()
                .map(delivery -> delivery.body().required("seq").longValue())
                .distinct()
                .toList();
    }

    private static String content(JsonNode envelope) {
        return envelope.at("/data/content").asString("");
    }

    private void declareQueue(String name) throws Exception {
        try (Connection connection = rabbit.connect(Rabbit.LISTENER);
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(name, true, false, false, null);
            channel.queueBind(name, "chat.events", "message.created");
        }
        rabbit.writeDeclarations();
    }
}
