package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sealkloud.chat.cluster.NodeId;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.util.ReflectionTestUtils;

/** Health, metrics and logs of a running server. */
@ExtendWith(OutputCaptureExtension.class)
class OperationTests extends EitherBroker {

    @Test
    void healthTellsTheStateOfBrokerAndDatabase() {
        await().until(chat::hasBroker);

        Answer health = chat.get("/actuator/health").expect(200);

        assertThat(health.json().at("/components/broker/status").stringValue()).isEqualTo("UP");
        assertThat(health.json().at("/components/db/status").stringValue()).isEqualTo("UP");
        assertThat(chat.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(chat.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    /**
     * Over AMQP a connection has a name; a STOMP connection has none there, but its queues have.
     */
    @Test
    void theBrokersConsoleTellsWhichNodeAConnectionBelongsTo() {
        if (!mode.hasRabbit()) {
            return;
        }
        Rabbit rabbit = Servers.rabbit(mode);
        User lena = cast.lena();
        String name = nodeName();
        assertThat(name).matches("[A-Za-z0-9._-]+-[0-9a-f]{8}");
        connect(lena);

        // The console shows a connection some seconds after it was made.
        await().untilAsserted(() -> assertThat(rabbit.management("/connections?columns=user,client_properties")
                        .valueStream()
                        .filter(connection ->
                                connection.path("user").asString("").equals("chat-service"))
                        .map(connection -> connection
                                .at("/client_properties/connection_name")
                                .asString("")))
                .isNotEmpty()
                .contains("sealkloud-chat " + name));
        await().untilAsserted(() ->
                assertThat(rabbit.queues()).anyMatch(queue -> queue.startsWith("stomp-subscription-" + name + "-")));
        assertThat(rabbit.queues())
                .filteredOn(queue -> queue.startsWith("stomp-subscription-"))
                .allMatch(queue -> queue.startsWith("stomp-subscription-" + name.replaceFirst("-[^-]+$", "-")));
    }

    private String nodeName() {
        return ReflectionTestUtils.invokeMethod(chat.bean(NodeId.class), "name");
    }

    @Test
    void metricsAreForAdministrators() {
        assertThat(chat.get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(prometheus(cast.lena()).status()).isEqualTo(403);
        assertThat(prometheus(cast.ada()).expect(200).body()).contains("chat_sessions");
        assertThat(chat.get("/actuator/env").status()).isIn(401, 404);
        assertThat(chat.get(
                                "/actuator/env",
                                "Authorization",
                                "Bearer " + cast.ada().token())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aMonitorReadsMetricsWithItsTokenAndNothingElse() {
        String token = "Bearer " + Servers.METRICS_TOKEN;

        assertThat(chat.get("/actuator/prometheus", "Authorization", token)
                        .expect(200)
                        .body())
                .contains("chat_sessions");
        assertThat(chat.get("/actuator/prometheus", "Authorization", token + "x")
                        .status())
                .isEqualTo(401);
        assertThat(chat.get("/actuator/prometheus", "Authorization", "Bearer ").status())
                .isEqualTo(401);
        assertThat(chat.get("/actuator", "Authorization", token).status()).isEqualTo(401);
        assertThat(chat.get("/api/v1/me", "Authorization", token).status()).isEqualTo(401);
    }

    @Test
    void metricsCountSessionsDeliveriesReceiptsAndRefusals() {
        Session lena = connect(cast.lena());
        User carol = cast.carol();
        lena.isRefused("/app/message", Map.of("receiverId", "nobody", "content", "x"), "not_found");
        double deliveries = metric("chat_deliveries_total");
        double receipts = metric("chat_receipt_latency_seconds_count");
        lena.isRefused("/app/message", Map.of("receiverId", "nobody", "content", "x"), "not_found");
        double refusals = metric("chat_refused_total", "cause=\"message\",code=\"not_found\"");

        lena.says("/app/message", Map.of("receiverId", carol.userId(), "content", "counted"));
        lena.awaitsContent("counted");
        lena.isRefused("/app/message", Map.of("receiverId", "nobody", "content", "x"), "not_found");

        assertThat(metric("chat_deliveries_total")).isGreaterThan(deliveries);
        assertThat(metric("chat_receipt_latency_seconds_count")).isGreaterThan(receipts);
        assertThat(metric("chat_refused_total", "cause=\"message\",code=\"not_found\""))
                .isEqualTo(refusals + 1);
        assertThat(metric("chat_sessions")).isGreaterThanOrEqualTo(1);
        await().until(() -> metric("chat_events_unpublished") == 0);
    }

    @Test
    void scheduledTasksHaveThreadsOfTheirOwn() {
        String tasks = "name=\"taskScheduler\"";

        assertThat(metric("executor_pool_core_threads", tasks)).isEqualTo(8);
        await().until(() -> metric("executor_completed_tasks_total", tasks) > 20);
    }

    @Test
    void messagesAreHandledByThreadsOfTheirOwn() {
        String handling = "name=\"clientInboundChannelExecutor\"";
        String completed = "executor_completed_tasks_total";
        Session lena = connect(cast.lena());
        User carol = cast.carol();
        double before = metric(completed, handling);

        lena.says("/app/message", Map.of("receiverId", carol.userId(), "content", "handled"));
        lena.awaitsContent("handled");

        assertThat(metric("executor_pool_core_threads", handling)).isEqualTo(64);
        await().until(() -> metric(completed, handling) > before);
    }

    @Test
    void logsHoldNeitherContentNorToken(CapturedOutput output) {
        Logger ours = (Logger) LoggerFactory.getLogger("com.sealkloud.chat");
        Level before = ours.getLevel();
        ours.setLevel(Level.TRACE);
        String secret = "secret-" + newId();
        String shortSecret = newId().substring(0, 8);
        User lena = cast.lena();
        User carol = cast.carol();
        try {
            Session session = connect(lena);
            session.says("/app/message", Map.of("receiverId", carol.userId(), "content", secret));
            session.isRefused("/app/message", "{\"content\":\"" + secret, "bad_request");
            session.isRefused("/app/message", Map.of("receiverId", "nobody", "content", secret), "not_found");
            session.isRefused("/app/" + "unknown", Map.of("content", secret), "forbidden");
            as(lena).post("/conversations/nowhere/messages", Map.of("content", secret))
                    .expect(404);
            as(lena).post("/conversations/nowhere/messages", "{\"content\":\"" + secret)
                    .expect(400);
            chat.asNobody()
                    .post("/tokens", Map.of("username", carol.userId(), "password", secret))
                    .expect(401);
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.connect(secret);
                socket.awaitsClose();
            }
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.connect(lena.token());
                socket.awaits("CONNECTED");
                socket.sendText("NONSENSE\nx:" + secret + "\n\n" + secret + "\0");
                socket.awaitsClose();
            }
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.connect(lena.token());
                socket.awaits("CONNECTED");
                socket.sendText(shortSecret + "\n\n\0");
                socket.awaitsClose();
            }
            // The end of a session is handled while its log-in is over, which is when most is
            // written.
            as(lena).delete("/tokens").expect(204);
            session.socket().awaitsClose();
        } finally {
            ours.setLevel(before);
        }

        assertThat(output.getAll())
                .doesNotContain(secret)
                .doesNotContain(shortSecret)
                .doesNotContain(lena.token());
    }

    @Test
    void listOfWhatIsWatchedIsForAdministratorsAlone() {
        String[] lena = {"Authorization", "Bearer " + cast.lena().token()};
        String[] ada = {"Authorization", "Bearer " + cast.ada().token()};

        chat.get("/actuator").expectProblem(401, "authentication_required");
        chat.get("/actuator", lena).expectProblem(403, "forbidden");
        chat.get("/actuator", ada).expect(200);
    }

    private Answer prometheus(User user) {
        return chat.get("/actuator/prometheus", "Authorization", "Bearer " + user.token());
    }
}
