package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import com.sealkloud.chat.testing.AmqpListener;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ticket services of {@code src/examples} do what their page says. */
class ExampleTests extends TicketServiceTest {
    private static final Path EXAMPLES = Path.of("src/examples").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder = Servers.newFolder();
    private final Path output = folder.resolve("output");
    private final List<Process> processes = new ArrayList<>();

    /** What others have left behind would be worked off first. */
    @BeforeEach
    void begin() throws IOException {
        try (Connection connection = rabbit.connect("ticket-service")) {
            connection.createChannel().queuePurge(AmqpListener.TICKET_EVENTS);
        }
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "AMQP_URL",
                        rabbit.url("ticket-service"),
                        "CHAT_URL",
                        chat.url(),
                        "CHAT_TOKEN",
                        chat.cast().ticketService().token()));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void theOneInNodeMakesAndClosesTicketsAndKeepsTheirTranscripts() throws Exception {
        for (String file : List.of("package.json", "package-lock.json", "ticket-service.mjs")) {
            Files.copy(EXAMPLES.resolve("node").resolve(file), folder.resolve(file));
        }
        Process install = run(List.of("npm", "ci", "--no-audit", "--no-fund"));
        assertThat(install.waitFor()).as(output()).isZero();
        run(List.of("node", "ticket-service.mjs"));
        servesTickets();
    }

    @Test
    void theOneInJavaDoesTheSame() throws Exception {
        String libraries = System.getProperty("java.class.path");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        run(List.of(
                java,
                "-cp",
                libraries,
                EXAMPLES.resolve("java/TicketService.java").toString()));
        servesTickets();
    }

    private void servesTickets() {
        await("the service").atMost(PATIENCE).until(() -> output().contains("listening"));
        String conversation = chat.as(lena)
                .post("/conversations", Map.of("userId", carol.userId()))
                .expect(200)
                .text("conversationId");
        String requestId = chat.as(lena)
                .post("/conversations/" + conversation + "/ticket-requests", Map.of("title", "Printer on fire"))
                .expect(202)
                .text("requestId");
        String room = "ticket-" + requestId;
        await().atMost(PATIENCE)
                .until(() -> chat.as(carol).get("/conversations/" + room).status() == 200);
        says(carol, room, "#solved");
        chat.as(lena).post("/tickets/" + requestId + "/claim", Map.of()).expect(200);
        says(lena, room, "Put it out");
        says(lena, room, "#solved");

        Path transcript = folder.resolve("transcripts").resolve(requestId + ".txt");
        await(output()).atMost(PATIENCE).until(() -> Files.exists(transcript) && Files.size(transcript) > 0);
        assertThat(transcript).content().contains("Printer on fire", "closed", "(employee_l1): Put it out");
    }

    @Test
    void theOneWithCurlOpensATicketAndWaitsForAnAnswer() throws Exception {
        Process service = run(List.of(
                EXAMPLES.resolve("curl/ticket-service").toString(), ticketId, "Printer \"on\" fire", carol.userId()));
        await(output())
                .atMost(PATIENCE)
                .until(() -> chat.as(carol)
                        .get("/conversations/" + roomId + "/messages")
                        .body()
                        .contains("What happened?"));
        says(carol, roomId, "Smoke");

        assertThat(service.waitFor()).as(output()).isZero();
        assertThat(output()).contains("Printer \"on\" fire", "(service): What happened?", "(client): Smoke");
    }

    private void says(User user, String room, String content) {
        chat.as(user)
                .post("/conversations/" + room + "/messages", Map.of("content", content))
                .expect(201);
    }
}
