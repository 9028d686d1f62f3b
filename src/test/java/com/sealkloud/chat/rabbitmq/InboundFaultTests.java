package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.TicketService;
import com.sealkloud.chat.testing.TicketService.Letter;
import com.sealkloud.chat.testing.User;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** {@code chat.inbound} during outages of the database or of RabbitMQ. */
@ExtendWith({Servers.class, OutputCaptureExtension.class})
class InboundFaultTests {
    private static final String OUTAGES = "com.sealkloud.chat.lifecycle";

    private final Chat chat = Servers.chat(Mode.RABBITMQ_POSTGRESQL);
    private final Rabbit rabbit = Servers.rabbit();
    private final String ticketId = "T-" + UUID.randomUUID();
    private final String roomId = "ticket-" + ticketId;

    @BeforeEach
    void noLettersOfOthers() {
        TicketService.takeLetters(chat);
    }

    private void say(TicketService service, int i) {
        String content = i % 10 == 3 ? "7" : "\"number " + i + "\"";
        service.publish(
                "room." + roomId,
                "{\"roomId\":\"" + roomId + "\",\"content\":" + content + "}",
                new BasicProperties.Builder().messageId(ticketId + i));
    }

    private static List<String> numbers(int end) {
        return IntStream.range(0, end)
                .filter(i -> i % 10 != 3)
                .mapToObj(i -> "number " + i)
                .toList();
    }

    private List<String> contents(User reader) {
        return chat.as(reader).get("/conversations/" + roomId + "/messages?limit=200").list("messages").stream()
                .map(message -> message.required("content").stringValue())
                .toList();
    }

    @Test
    void whatComesWhileTheDatabaseIsAwayIsStoredWhenItIsBack(CapturedOutput output) {
        User lena = chat.cast().lena();
        List<Letter> letters = new ArrayList<>();
        try (TicketService service = new TicketService(rabbit)) {
            service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "assigneeId", lena.userId()));
            setDatabaseThere(false);
            try {
                IntStream.range(0, 100).forEach(i -> say(service, i));
                service.confirmed();
                // They are in the hands of the node, which goes on trying.
                await().until(() -> rabbit.management("/queues/%2F/chat.inbound")
                                .path("messages_unacknowledged")
                                .asInt(0)
                        == 100);
                // A quick machine has the database back before the first is tried.
                await("the outage").until(() -> !outages(output).isEmpty());
            } finally {
                setDatabaseThere(true);
            }
            service.does("ticket.closed", Map.of("ticketId", ticketId));
        }

        assertThat(contents(lena)).isEqualTo(numbers(100));
        assertThat(outages(output)).hasSize(1);
        assertThat(lines(output, "\tat ")).isEmpty();
        await("the letters").until(() -> {
            letters.addAll(TicketService.takeLetters(chat));
            return letters.size() >= 10;
        });
        assertThat(letters).hasSize(10).allMatch(letter -> letter.error().startsWith("bad_request"));
    }

    @Test
    void howeverManyCallsFailTheOutageIsALineAndItsEndAnother(CapturedOutput output) {
        User lena = chat.cast().lena();
        User ravi = chat.cast().ravi();
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "n", "kind", "team", "memberIds", List.of(ravi.userId())))
                .text("roomId");
        String messages = "/conversations/" + room + "/messages";
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel(OUTAGES, LogLevel.INFO);
        try (Session session = chat.connect(ravi)) {
            setDatabaseThere(false);
            try {
                for (int i = 0; i < 15; i++) {
                    chat.as(lena).get(messages).expectProblem(503, "unavailable");
                    chat.as(lena).get("/conversations").expectProblem(503, "unavailable");
                    chat.as(lena).post(messages, Map.of("content", "lost")).expectProblem(503, "unavailable");
                    session.isRefused("/app/room_message", Map.of("roomId", room, "content", "lost"), "unavailable");
                }
            } finally {
                setDatabaseThere(true);
            }
            await("the database").until(() -> chat.as(lena).get(messages).status() == 200);
            session.says("/app/room_message", Map.of("roomId", room, "content", "back"));
        } finally {
            LoggingSystem.get(getClass().getClassLoader()).setLogLevel(OUTAGES, null);
        }

        assertThat(outages(output)).hasSize(1);
        assertThat(lines(output, "The database is back")).hasSize(1);
        assertThat(lines(output, "\tat ")).isEmpty();
        assertThat(lines(output, " WARN ", " ERROR ")).hasSizeLessThan(10);
    }

    private static List<String> outages(CapturedOutput output) {
        return lines(output, "The database is unavailable");
    }

    private static List<String> lines(CapturedOutput output, String... parts) {
        return output.getAll()
                .lines()
                .filter(line -> Arrays.stream(parts).anyMatch(line::contains))
                .toList();
    }

    @Test
    void aBrokerThatDiesAndEverythingTwiceMakeNoDifference() {
        User lena = chat.cast().lena();
        try (TicketService service = new TicketService(rabbit)) {
            service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "assigneeId", lena.userId()));
            IntStream.range(0, 60).forEach(i -> say(service, i));
            service.confirmed();
        }
        rabbit.kill();
        rabbit.restart();
        await("the broker").atMost(Duration.ofMinutes(1)).until(chat::hasBroker);
        try (TicketService service = new TicketService(rabbit)) {
            IntStream.range(0, 100).forEach(i -> say(service, i));
            service.confirmed();
            IntStream.range(0, 100).forEach(i -> say(service, i));
            service.confirmed();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> contents(lena).size() >= numbers(100).size());
            service.does("ticket.closed", Map.of("ticketId", ticketId));
        }

        assertThat(contents(lena)).isEqualTo(numbers(100));
    }

    private void setDatabaseThere(boolean isThere) {
        String databaseUrl = chat.setting("spring.datasource.url");
        String name = databaseUrl.replaceAll(".*/([^?]+).*", "$1");
        String server = databaseUrl.replace("/" + name, "/postgres");
        try (Connection connection = DriverManager.getConnection(server, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + name + " allow_connections " + isThere);
            if (!isThere) {
                // One that was just being opened would go on.
                await("no connection").until(() -> isWithoutConnection(statement, name));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isWithoutConnection(Statement server, String name) throws SQLException {
        try (ResultSet ended = server.executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where backend_type = 'client backend' and (datname = '" + name + "' or datname is null)")) {
            return ended.next() && ended.getInt(1) == 0;
        }
    }
}
