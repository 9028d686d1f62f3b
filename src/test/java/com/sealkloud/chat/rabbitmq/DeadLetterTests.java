package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.sealkloud.chat.testing.Json;
import com.sealkloud.chat.testing.TicketService;
import com.sealkloud.chat.testing.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Dead letters: their senders and limits. {@link TicketRoomTests} tests what administrators do with
 * them.
 */
class DeadLetterTests extends TicketServiceTest {
    /** As many as are kept of one sender. */
    private static final int MOST = 1_000;

    private final User ada = chat.cast().ada();

    @BeforeEach
    void empty() {
        TicketService.takeLetters(chat);
    }

    private List<JsonNode> letters() {
        return chat.as(ada).get("/dead-letters?limit=200").expect(200).list("items");
    }

    private JsonNode theLetter() {
        await("the letter").until(() -> letters().size() == 1);
        return letters().get(0);
    }

    private String post(String content) {
        return Json.write(Map.of("roomId", roomId, "content", content));
    }

    /** Publishes as this service itself does when it sends a letter of that account again. */
    private void sendAgainFor(String account, String content) throws Exception {
        asChat("chat.inbound", "room." + roomId, account, content);
    }

    private void asChat(String exchange, String key, String account, String content) throws Exception {
        try (Connection connection = rabbit.connect("chat-service")) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            channel.basicPublish(
                    exchange,
                    key,
                    new BasicProperties.Builder()
                            .userId(exchange.equals("chat.inbound") ? "chat-service" : null)
                            .headers(Map.of("x-chat-account", account, "x-chat-error", "not_found: no room"))
                            .build(),
                    post(content).getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    private List<String> senders() {
        return chat.as(lena).get("/conversations/" + roomId + "/messages").list("messages").stream()
                .map(message -> message.required("content").stringValue() + " by "
                        + message.required("senderId").stringValue())
                .toList();
    }

    @Test
    void goWithTheWordsOfTheMessageThatTheyTellOf() {
        String team = chat.as(lena)
                .post("/rooms", Map.of("name", "team", "kind", "team"))
                .expect(201)
                .text("roomId");
        long seq = chat.as(lena)
                .post("/conversations/" + team + "/messages", Map.of("content", "Ambrosia"))
                .expect(201)
                .number("seq");
        for (long of : List.of(seq, seq + 1)) {
            chat.database()
                    .update(
                            """
                            insert into dead_letter
                                (letter_id, origin, sender, routing_key, body, octets, buried_at)
                            values (?, 'chat.notifications', '', 'message.created', ?, 1, now())""",
                            "letter-" + of,
                            Json.write(Map.of("eventId", team + "-" + of)).getBytes(StandardCharsets.UTF_8));
        }

        chat.as(lena).delete("/conversations/" + team + "/messages/" + seq).expect(204);

        assertThat(letters())
                .extracting(letter -> letter.required("letterId").stringValue())
                .containsExactly("letter-" + (seq + 1));
    }

    private List<String> audited(JsonNode letter) {
        return chat
                .as(ada)
                .get("/audit?target=dead_letter:" + letter.required("letterId").stringValue())
                .list("items")
                .stream()
                .map(entry -> entry.required("action").stringValue())
                .toList();
    }

    private void replay(JsonNode letter) {
        chat.as(ada)
                .post("/dead-letters/" + letter.required("letterId").stringValue() + "/replay", Map.of())
                .expect(204);
    }

    @Test
    void whoeverClaimsToBeAnotherServiceIsNotBelievedWhenTheLetterIsSentAgain() throws Exception {
        Map<String, Object> forged =
                Map.of("x-chat-account", "crm-service", "x-chat-origin", "chat.notifications", "x-chat-error", "none");
        service.publish("room." + roomId, post("forged"), new BasicProperties.Builder().headers(forged));
        JsonNode letter = theLetter();
        assertThat(letter.required("origin").stringValue()).isEqualTo("chat.inbound");
        assertThat(letter.required("error").stringValue()).startsWith("not_found: ");
        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "assigneeId", lena.userId()));

        replay(letter);

        await().until(() -> !senders().isEmpty());
        assertThat(senders()).containsExactly("forged by ticket-service");
    }

    @Test
    void whatADisabledServiceAsksForIsRefusedAndKept() throws Exception {
        User former = chat.cast().one("former-service", "service");
        chat.as(ada)
                .patch("/users/" + former.userId(), Map.of("enabled", false))
                .expect(200);
        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "assigneeId", lena.userId()));

        sendAgainFor(former.userId(), "too late");

        JsonNode letter = theLetter();
        assertThat(letter.required("sender").stringValue()).isEqualTo(former.userId());
        assertThat(letter.required("error").stringValue()).startsWith("forbidden: ");
        assertThat(senders()).isEmpty();
    }

    @Test
    void aLetterIsSentAgainInTheNameOfItsSenderHoweverOftenItComesBack() throws Exception {
        sendAgainFor("crm-service", "of another");
        replay(theLetter());
        JsonNode again = theLetter();
        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "x", "assigneeId", lena.userId()));

        replay(again);

        assertThat(audited(again)).containsExactly("dead_letter.replayed", "dead_letter.replayed");
        await().until(() -> !senders().isEmpty());
        assertThat(senders()).containsExactly("of another by crm-service");
    }

    @Test
    void whoFloodsThemPushesOutNobodysButTheirOwn() throws Exception {
        sendAgainFor("crm-service", "of another");
        theLetter();
        for (int i = 0; i < MOST + 200; i++) {
            service.publish("room." + roomId, "{\"n\":" + i + "}", new BasicProperties.Builder());
        }
        service.isRefused("room." + roomId, Map.of("n", "last"), new BasicProperties.Builder());

        assertThat(TicketService.countLetters(chat)).isEqualTo(MOST + 1);
        List<TicketService.Letter> left = TicketService.takeLetters(chat);
        assertThat(left.get(0).body()).contains("of another");
        assertThat(left.get(1).body()).isEqualTo("{\"n\":201}");
        assertThat(left.get(MOST).body()).contains("last");
    }

    @Test
    void allOfASenderAreDroppedAtOnceAndThoseAboutAnErasedPersonGo() throws Exception {
        User dave = chat.cast().dave();
        sendAgainFor("crm-service", "of another");
        service.isRefused("room." + roomId, Map.of("senderId", dave.userId()), new BasicProperties.Builder());
        service.isRefused("room." + roomId, Map.of("n", "second"), new BasicProperties.Builder());
        await().until(() -> letters().size() == 3);

        chat.as(ada)
                .post("/users/" + dave.userId() + "/erasure", Map.of("reason", "asked"))
                .expect(202);

        assertThat(letters()).hasSize(2);
        JsonNode erased = chat.as(ada)
                .get("/audit?action=dead_letters.erased&target=user:" + dave.userId())
                .list("items")
                .get(0);
        assertThat(erased.at("/after/letters").intValue()).isOne();
        long dropped = chat.as(ada)
                .delete("/dead-letters?sender=crm-service&origin=chat.inbound")
                .expect(200)
                .number("dropped");
        assertThat(dropped).isOne();
        assertThat(letters())
                .singleElement()
                .matches(letter -> letter.required("body").stringValue().contains("second"));
        JsonNode entry = chat.as(ada)
                .get("/audit?action=dead_letters.dropped")
                .list("items")
                .get(0);
        assertThat(entry.at("/before/sender").stringValue()).isEqualTo("crm-service");
        assertThat(entry.at("/before/letters").intValue()).isOne();
    }

    /** They stand in RabbitMQ's queue, and name senders who have proven nothing. */
    @Test
    void lettersOfAFormerReleaseAreShownAndNotSentAgain() throws Exception {
        asChat("chat.dead-letter", "room." + roomId, "crm-service", "old");

        JsonNode letter = theLetter();

        assertThat(letter.required("error").stringValue()).isEqualTo("not_found: no room");
        String path = "/dead-letters/" + letter.required("letterId").stringValue();
        chat.as(ada).post(path + "/replay", Map.of()).expectProblem(409, "conflict");
        chat.as(ada).delete(path).expect(204);
        assertThat(letters()).isEmpty();
        assertThat(audited(letter)).as("the refused replay is not there").containsExactly("dead_letter.dropped");
    }
}
