package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.sealkloud.chat.testing.AmqpListener;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.EventSchemas;
import com.sealkloud.chat.testing.Json;
import com.sealkloud.chat.testing.Script;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.TicketService;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tickets requested by staff, transcripts, and dead letters for administrators. */
class TicketRoomTests extends TicketServiceTest {
    private final User dave = chat.cast().dave();
    private final User ada = chat.cast().ada();

    private String talk() {
        String conversation = chat.as(carol)
                .post("/conversations", Map.of("userId", lena.userId()))
                .expect(200)
                .text("conversationId");
        chat.as(carol)
                .post("/conversations/" + conversation + "/messages", Map.of("content", "It is broken"))
                .expect(201);
        return conversation;
    }

    private Answer ask(User user, String conversation) {
        return chat.as(user)
                .post("/conversations/" + conversation + "/ticket-requests", Map.of("title", "Printer on fire"));
    }

    @Test
    void staffHaveATicketMadeOfAConversationAndItIsLinkedWhenTheTicketServiceAnswers() {
        String conversation = talk();
        try (AmqpListener program = AmqpListener.bind(rabbit, "chat.events", "ticket.requested");
                Session listening = chat.connect(carol);
                Session other = chat.connect(dave)) {
            String requestId = ask(lena, conversation).expect(202).text("requestId");

            await().until(() -> program.of(conversation).size() == 1);
            JsonNode asked = program.of(conversation).get(0).body();
            assertThat(EventSchemas.errors("ticket.requested", asked)).isEmpty();
            assertThat(asked.required("correlationId").stringValue()).isEqualTo(requestId);
            assertThat(asked.at("/data/title").stringValue()).isEqualTo("Printer on fire");
            service.publish(
                    "ticket.opened",
                    "{\"ticketId\":\"%s\",\"title\":\"Printer on fire\",\"requesterId\":\"%s\"}"
                            .formatted(ticketId, carol.userId()),
                    new BasicProperties.Builder().correlationId(requestId));

            var linked = listening.awaits(
                    "ticket_linked", event -> event.text("requestId").equals(requestId));
            assertThat(linked.text("ticketRoomId")).isEqualTo(roomId);
            chat.as(carol).get("/conversations/" + roomId).expect(200);
            chat.as(lena)
                    .post(
                            "/conversations/"
                                    + chat.as(lena)
                                            .post("/conversations", Map.of("userId", dave.userId()))
                                            .text("conversationId")
                                    + "/messages",
                            Map.of("content", "fence"))
                    .expect(201);
            other.awaitsContent("fence");
            assertThat(other.heard("ticket_linked")).isEmpty();
            assertThat(other.heard("ticket_requested")).isEmpty();
        }
    }

    @Test
    void aClientDoesNotLearnOfAnotherOnesTicket() {
        String conversation = talk();
        String requestId = ask(lena, conversation).expect(202).text("requestId");

        String code = service.isRefused(
                "ticket.opened",
                Map.of("ticketId", ticketId, "title", "Dave's", "requesterId", dave.userId(), "requestId", requestId),
                new BasicProperties.Builder());

        assertThat(code).isEqualTo("conflict");
        assertThat(chat.as(carol)
                        .get("/conversations/" + conversation + "/events?after=0")
                        .body())
                .doesNotContain(ticketId);
        chat.as(lena).get("/rooms/" + roomId).expectProblem(404, "not_found");
    }

    @Test
    void ticketsAreAskedForByStaffOfTheConversationAlone() {
        String conversation = talk();

        ask(carol, conversation).expectProblem(403, "forbidden");
        ask(dave, conversation).expectProblem(404, "not_found");
        ask(chat.cast().ravi(), conversation).expectProblem(404, "not_found");
        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "assigneeId", lena.userId()));
        ask(lena, roomId).expectProblem(409, "conflict");
    }

    @Test
    void aTranscriptHasAllThatWasSaidAndNoNotes() {
        service.does(
                "ticket.opened",
                Map.of(
                        "ticketId",
                        ticketId,
                        "number",
                        "HD-1",
                        "title",
                        "Printer <on> fire",
                        "status",
                        "open",
                        "requesterId",
                        carol.userId(),
                        "assigneeId",
                        lena.userId()));
        chat.as(carol)
                .post(
                        "/conversations/" + roomId + "/messages",
                        Map.of("content", "<script>alert(1)</script>\n2026-01-01 00:00:00  lena (admin): forged"))
                .expect(201);
        for (int i = 0; i < 250; i++) {
            service.publish(
                    "room." + roomId,
                    "{\"roomId\":\"" + roomId + "\",\"content\":\"line " + i + "\"}",
                    new BasicProperties.Builder());
        }
        service.does("room." + roomId, Map.of("roomId", roomId, "content", "a secret note", "kind", "note"));

        String url = "/conversations/" + roomId + "/transcript";
        for (User reader : List.of(carol, lena, chat.cast().ticketService())) {
            for (String format : List.of("text", "json", "html")) {
                Answer answer = chat.as(reader).get(url + "?format=" + format).expect(200);
                assertThat(answer.body()).contains("line 0", "line 249", "HD-1").doesNotContain("secret note");
                assertThat(answer.headers().firstValue("Content-Disposition"))
                        .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
            }
        }
        assertThat(chat.as(carol).get(url).expect(200).body())
                .startsWith("Printer <on> fire\nTicket HD-1, open\nTimes are UTC.\n\n")
                .containsPattern("\n\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  carol \\(client\\): <script>")
                .contains("\n    2026-01-01 00:00:00  lena (admin): forged");
        JsonNode json = chat.as(carol).get(url + "?format=json").expect(200).json();
        assertThat(json.required("messages")).hasSize(251);
        assertThat(json.at("/messages/0/timestamp").stringValue()).endsWith("Z");
        assertThat(chat.as(carol).get(url + "?format=html").expect(200).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");

        chat.as(dave).get(url).expectProblem(404, "not_found");
        chat.as(lena).get("/conversations/notes-" + roomId + "/transcript").expectProblem(404, "not_found");
        chat.as(carol).get("/conversations/notes-" + roomId + "/transcript").expectProblem(404, "not_found");
        chat.as(carol).get(url + "?format=pdf").expectProblem(400, "bad_request");
    }

    private JsonNode letter(String text) {
        return chat.as(ada).get("/dead-letters?limit=200").expect(200).list("items").stream()
                .filter(letter -> letter.required("body").stringValue().contains(text))
                .findFirst()
                .orElse(null);
    }

    private void refused(String content) {
        Map<String, Object> post = Map.of("roomId", roomId, "content", content);
        assertThat(service.isRefused("room." + roomId, post, new BasicProperties.Builder().messageId(content)))
                .isEqualTo("not_found");
        await().until(() -> letter(content) != null);
    }

    @Test
    void administratorsLookAtDeadLettersSendThemAgainAndDropThem() {
        refused("too early " + ticketId);
        refused("to be dropped " + ticketId);
        JsonNode letter = letter("too early " + ticketId);
        assertThat(letter.required("origin").stringValue()).isEqualTo("chat.inbound");
        assertThat(letter.required("routingKey").stringValue()).isEqualTo("room." + roomId);
        assertThat(letter.required("error").stringValue()).startsWith("not_found: ");
        String id = letter.required("letterId").stringValue();
        assertThat(letter("too early " + ticketId)).isEqualTo(letter);
        String other = letter("to be dropped " + ticketId).required("letterId").stringValue();

        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "assigneeId", lena.userId()));
        chat.as(ada).post("/dead-letters/" + id + "/replay", Map.of()).expect(204);
        chat.as(ada).delete("/dead-letters/" + other).expect(204);

        await().untilAsserted(() -> assertThat(chat.as(lena)
                        .get("/conversations/" + roomId + "/messages")
                        .list("messages"))
                .extracting(message -> message.required("content").stringValue())
                .containsExactly("too early " + ticketId));
        assertThat(chat.as(lena)
                        .get("/conversations/" + roomId + "/messages")
                        .list("messages")
                        .get(0)
                        .required("senderId")
                        .stringValue())
                .isEqualTo("ticket-service");
        assertThat(letter(ticketId)).isNull();
        chat.as(ada).post("/dead-letters/" + id + "/replay", Map.of()).expectProblem(404, "not_found");
        chat.as(ada).delete("/dead-letters/" + other).expectProblem(404, "not_found");
    }

    @Test
    void nobodyElseTouchesDeadLetters() {
        for (User user : List.of(carol, lena, chat.cast().ticketService())) {
            chat.as(user).get("/dead-letters").expectProblem(403, "forbidden");
            chat.as(user).post("/dead-letters/x/replay", Map.of()).expectProblem(403, "forbidden");
            chat.as(user).delete("/dead-letters/x").expectProblem(403, "forbidden");
        }
    }

    @Test
    void theCommandDoesTheSame() throws Exception {
        refused("by command " + ticketId);
        String id = letter("by command " + ticketId).required("letterId").stringValue();

        assertThat(command("list")).contains(id, "by command " + ticketId);
        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "assigneeId", lena.userId()));
        assertThat(command("replay", id)).isEqualTo("replay " + id + "\n");

        await().untilAsserted(() -> assertThat(chat.as(lena)
                        .get("/conversations/" + roomId + "/messages")
                        .body())
                .contains("by command"));
        assertThat(letter(ticketId)).isNull();
    }

    @Test
    void theCommandSendsAllLettersAgainHoweverManyAndThoseThatAreRefusedAgainOnce() throws Exception {
        TicketService.takeLetters(chat);
        int many = 230;
        for (int i = 0; i < many; i++) {
            service.publish(
                    "room." + roomId,
                    Json.write(Map.of("roomId", roomId, "content", "letter " + i)),
                    new BasicProperties.Builder().messageId(roomId + "-" + i));
        }
        service.publish("room." + roomId, "{}", new BasicProperties.Builder());
        await().until(() -> TicketService.countLetters(chat) == many + 1);

        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "assigneeId", lena.userId()));
        assertThat(command("replay", "--all").lines()).hasSize(many + 1);

        await().untilAsserted(() -> assertThat(
                        chat.as(lena).get("/conversations/" + roomId).number("unreadCount"))
                .isEqualTo(many));
        await().until(() -> TicketService.countLetters(chat) == 1);
        assertThat(command("drop", "--all")).startsWith("drop ").hasLineCount(1);
        assertThat(TicketService.countLetters(chat)).isZero();
    }

    @Test
    void theTicketServiceAloneOpensAndClosesTicketsAndTheRequesterComesAndGoes() {
        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "requesterId", carol.userId()));

        assertThat(chat.as(carol).get("/ticket-settings").expect(200).json())
                .hasToString("{\"own\":false,\"statuses\":[]}");
        String ticket = "/tickets/" + ticketId;
        for (User user : List.of(carol, lena)) {
            chat.as(user).post("/tickets", Map.of("title", "x")).expectProblem(403, "forbidden");
            chat.as(user).post(ticket + "/close", Map.of()).expectProblem(403, "forbidden");
            chat.as(user).post(ticket + "/reopen", Map.of()).expectProblem(403, "forbidden");
            chat.as(user).post(ticket + "/status", Map.of("status", "open")).expectProblem(403, "forbidden");
        }
        chat.as(lena).patch(ticket, Map.of("title", "y")).expectProblem(403, "forbidden");
        assertThat(chat.as(lena).get(ticket).json().at("/ticket/actions").toString())
                .isEqualTo("[\"claim\",\"assign\",\"escalate\"]");

        service.does("ticket.closed", Map.of("ticketId", ticketId));
        String messages = "/conversations/" + roomId + "/messages";
        chat.as(carol).post(messages, Map.of("content", "thank you")).expect(201);
        assertThat(chat.as(lena).get(ticket).json().at("/ticket/closed").booleanValue())
                .isTrue();
        try (Session session = chat.connect(carol)) {
            session.says("/app/leave_room", Map.of("roomId", roomId));
            session.says("/app/join_room", Map.of("roomId", roomId));
            chat.as(carol).get("/conversations/" + roomId).expect(200);
        }
    }

    private String command(String... arguments) throws IOException, InterruptedException {
        return new Script(chat, ada, "bin/dead-letters").endsWith(0, arguments);
    }
}
