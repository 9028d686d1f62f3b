package com.sealkloud.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Processes;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.context.SmartLifecycle;

/**
 * A process is killed between the receipt of a message and its notification, and restarted: the
 * user is notified once. Only the killed node sends notifications; clients are connected to the
 * other one.
 */
@Tag("fault")
@Tag("fault-quick")
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationFaultTests {
    private final Path folder = Servers.newFolder();
    private final int port = Processes.freePort();
    private Rabbit rabbit;
    private List<String> arguments;
    private Chat chat;
    private Process notifying;

    @BeforeAll
    void start() {
        rabbit = new Rabbit(folder.resolve("broker"));
        arguments = new ArrayList<>(Servers.arguments(Mode.EMBEDDED_POSTGRESQL));
        arguments.addAll(rabbit.arguments());
        arguments.removeIf(argument -> argument.startsWith("--chat.notification.delay"));
        arguments.add("--chat.notification.delay=3s");
        chat = Chat.start(arguments);
        chat.bean(RabbitListenerEndpointRegistry.class).stop();
        chat.bean("notificationSender", SmartLifecycle.class).stop();
        startNotifying();
    }

    @AfterAll
    void stop() {
        chat.close();
        rabbit.close();
        Processes.kill(notifying);
    }

    private void startNotifying() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(FastJar.optionsFor(Machines.THIS));
        command.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + port, "--logging.level.root=WARN"));
        command.addAll(arguments);
        notifying = Processes.start(folder.resolve("notifying.log"), command);
        await("the notifying node").atMost(Duration.ofMinutes(2)).until(this::isReady);
    }

    private boolean isReady() throws InterruptedException {
        try {
            return LoadClient.HTTP
                            .send(
                                    HttpRequest.newBuilder(URI.create(
                                                    "http://127.0.0.1:" + port + "/actuator/health/readiness"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void beforeAnythingWasDecided() throws SQLException {
        Session carol = chat.connect(chat.cast().carol());
        User lena = chat.cast().lena();
        try (Connection connection = chat.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Whoever decides waits here, with the event received and not acknowledged.
            statement.execute("lock table handled_event in access exclusive mode");
            post(lena, carol.user());
            await("a decision under way").until(() -> waitingForLocks() == 1);
            Processes.kill(notifying);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(carol.heard("notification")).isEmpty();

        startNotifying();

        isNotifiedOnce(carol);
    }

    @Test
    void afterTheDecisionAndBeforeItWasSent() {
        Session carol = chat.connect(chat.cast().carol());
        User lena = chat.cast().lena();
        String conversation = chat.as(lena)
                .post("/conversations", Map.of("userId", carol.userId()))
                .text("conversationId");
        carol.says("/app/presence", Map.of("status", "active", "visible", true, "conversationId", conversation));
        post(lena, carol.user());
        await("a decision").until(() -> notifications(carol, false) == 1);

        Processes.kill(notifying);
        assertThat(carol.heard("notification")).isEmpty();
        startNotifying();

        isNotifiedOnce(carol);
    }

    private void isNotifiedOnce(Session carol) {
        carol.awaits("notification");
        await("the mark").until(() -> notifications(carol, true) == 1);
        // Another message comes behind whatever would be repeated.
        post(chat.cast().ravi(), carol.user());
        await().until(() -> carol.heard("notification").size() >= 2);
        assertThat(carol.heard("notification").stream().map(Event::seq)).containsExactly(1L, 1L);
        assertThat(carol.heard("notification").stream().map(event -> event.text("senderName")))
                .containsExactly("lena", "ravi");
        carol.close();
    }

    private void post(User sender, User receiver) {
        String conversation = chat.as(sender)
                .post("/conversations", Map.of("userId", receiver.userId()))
                .text("conversationId");
        chat.as(sender)
                .post("/conversations/" + conversation + "/messages", Map.of("content", "hello"))
                .expect(201);
    }

    private long waitingForLocks() {
        return chat.database()
                .queryForObject(
                        "select count(*) from pg_locks where not granted and relation = 'handled_event'::regclass",
                        Long.class);
    }

    private long notifications(Session session, boolean shown) {
        return chat.database()
                .queryForObject(
                        "select count(*) from notification where user_id = ? and shown = ?",
                        Long.class,
                        session.user().userId(),
                        shown);
    }
}
