package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import com.sealkloud.chat.testing.WebhookReceiver;
import com.sealkloud.chat.testing.WebhookReceiver.Call;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Webhooks: called once per event, signed, and retried until they answer. Only administrators
 * manage them.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(
        value = Mode.class,
        names = {"EMBEDDED_H2", "RABBITMQ_POSTGRESQL"})
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTests {
    @Parameter
    Mode mode;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final WebhookReceiver other = new WebhookReceiver();
    private Chat chat;
    private Rest admin;
    private User carol;
    private User lena;

    @BeforeEach
    void start() {
        if (chat == null) {
            chat = Servers.start(
                    mode,
                    "--chat.webhook.hosts=" + receiver.origin() + "," + other.origin(),
                    "--chat.webhook.retry-after=100ms",
                    "--chat.webhook.sweep-interval=100ms",
                    "--chat.webhook.give-up-after=6s",
                    "--chat.webhook.stop-after=2s",
                    "--chat.webhook.most=3",
                    "--chat.limits.messages.burst=200");
        }
        admin = chat.as(chat.cast().ada());
        carol = chat.cast().carol();
        lena = chat.cast().lena();
    }

    @AfterEach
    void removeAll() {
        admin.get("/webhooks")
                .list("items")
                .forEach(webhook -> admin.delete(
                                "/webhooks/" + webhook.required("webhookId").stringValue())
                        .expect(204));
        receiver.answers(204);
        receiver.letGo();
    }

    @AfterAll
    void end() {
        chat.close();
        receiver.close();
        other.close();
    }

    private JsonNode add(String url, String... events) {
        return admin.post("/webhooks", Map.of("url", url, "events", List.of(events)))
                .expect(201)
                .json();
    }

    private String idOf(JsonNode added) {
        return added.required("webhookId").stringValue();
    }

    /** @return the id of the message */
    private String say(String content) {
        return chat.as(carol)
                .post("/conversations", Map.of("userId", lena.userId()))
                .json()
                .path("conversationId")
                .asString("")
                .transform(conversation -> chat.as(carol)
                        .post("/conversations/" + conversation + "/messages", Map.of("content", content))
                        .expect(201)
                        .text("messageId"));
    }

    private List<Call> callsOf(WebhookReceiver where, String messageId) {
        return where.calls().stream()
                .filter(call ->
                        call.json().path("data").path("messageId").asString("").equals(messageId))
                .toList();
    }

    private JsonNode deliveryOf(String webhookId, String eventId) {
        return admin.get("/webhooks/" + webhookId + "/deliveries?limit=200").list("items").stream()
                .filter(delivery -> delivery.required("eventId").stringValue().equals(eventId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void areCalledOnceWithTheEnvelopeAndASignature() {
        String secret = add(receiver.origin() + "/hook", "message.created")
                .required("secret")
                .stringValue();

        String messageId = say("Is somebody there?");

        await().until(() -> !callsOf(receiver, messageId).isEmpty());
        Call call = callsOf(receiver, messageId).get(0);
        assertThat(call.isSignedWith(secret)).isTrue();
        assertThat(call.json().required("type").stringValue()).isEqualTo("message.created");
        assertThat(call.json().required("eventId").stringValue()).isEqualTo(call.id());
        assertThat(call.json().required("data").required("content").stringValue())
                .isEqualTo("Is somebody there?");
        String later = say("Once more");
        await().until(() -> !callsOf(receiver, later).isEmpty());
        assertThat(callsOf(receiver, messageId)).hasSize(1);
    }

    @Test
    void areNotToldWhatWasDeletedBeforeTheyHaveTakenIt() {
        String webhookId = idOf(add(receiver.origin() + "/hook", "message.*"));
        receiver.answers(503);
        String messageId = say("Ambrosia");
        await().until(() -> !callsOf(receiver, messageId).isEmpty());
        JsonNode message = callsOf(receiver, messageId).get(0).json();

        chat.as(carol)
                .delete("/conversations/" + message.required("conversationId").stringValue() + "/messages/"
                        + message.required("seq").longValue())
                .expect(204);

        assertThat(chat.database()
                        .queryForObject(
                                "select count(*) from webhook_delivery where webhook_id = ? and payload like '%Ambrosia%'",
                                Long.class, webhookId))
                .isZero();
        receiver.answers(204);
        await().until(() -> callsOf(receiver, messageId).stream()
                .anyMatch(call -> call.json().required("type").stringValue().equals("message.deleted")));
        assertThat(callsOf(receiver, messageId))
                .noneMatch(call -> call.answer() == 204 && call.body().contains("Ambrosia"));
    }

    private List<String> audited(String webhookId) {
        return admin.get("/audit?target=webhook:" + webhookId).expect(200).list("items").stream()
                .map(entry -> entry.get("action").asString())
                .toList();
    }

    @Test
    void aTestCallIsMadeWhateverTheWebhookWants() {
        JsonNode webhook = add(receiver.origin() + "/hook", "ticket.closed");
        String webhookId = webhook.required("webhookId").stringValue();

        String eventId = admin.post("/webhooks/" + webhookId + "/test", Map.of())
                .expect(202)
                .text("eventId");

        assertThat(audited(webhookId)).containsExactly("webhook.tested", "webhook.added");
        await().until(() -> receiver.calls().stream().anyMatch(made -> made.id().equals(eventId)));
        Call call = receiver.calls().stream()
                .filter(made -> made.id().equals(eventId))
                .findFirst()
                .orElseThrow();
        assertThat(call.isSignedWith(webhook.required("secret").stringValue())).isTrue();
        assertThat(call.json().required("type").stringValue()).isEqualTo("webhook.test");
        await().until(() ->
                deliveryOf(webhookId, eventId).required("state").stringValue().equals("delivered"));
    }

    @Test
    void areCalledOnlyForWhatTheyWant() {
        add(receiver.origin() + "/hook", "room.*");
        add(other.origin() + "/hook", "*");

        String messageId = say("Not for rooms");
        chat.as(lena)
                .post("/rooms", Map.of("name", "for webhooks", "kind", "team"))
                .expect(201);

        await().until(() -> receiver.calls().stream()
                .anyMatch(call -> call.json().required("type").stringValue().equals("room.created")));
        await().until(() -> !callsOf(other, messageId).isEmpty());
        assertThat(callsOf(receiver, messageId)).isEmpty();
    }

    @Test
    void areCalledAgainUntilTheyAnswer() {
        String webhookId = idOf(add(receiver.origin() + "/hook", "message.created"));
        receiver.answersNext(500, 302, 429);

        String messageId = say("Try again");

        await().until(() -> callsOf(receiver, messageId).stream().anyMatch(call -> call.answer() == 204));
        List<Call> calls = callsOf(receiver, messageId);
        // A redirect is not followed: it would lead past the list of hosts.
        assertThat(calls).extracting(Call::answer).containsExactly(500, 302, 429, 204);
        assertThat(calls).extracting(Call::id).containsOnly(calls.get(0).id());
        await().until(() -> deliveryOf(webhookId, calls.get(0).id())
                .required("state")
                .stringValue()
                .equals("delivered"));
        assertThat(deliveryOf(webhookId, calls.get(0).id()).required("attempts").intValue())
                .isEqualTo(4);
        assertThat(admin.get("/webhooks/" + webhookId).json().has("failingSince"))
                .isFalse();
    }

    @Test
    void areStoppedWhenNothingSucceedsForLongAndGoOnWhenTheyAreSavedAgain() {
        String webhookId = idOf(add(receiver.origin() + "/hook", "message.created"));
        receiver.answers(503);

        say("Into the void");
        await().until(() -> admin.get("/webhooks/" + webhookId).json().has("stoppedReason"));
        receiver.answers(204);
        String messageId = say("For later");
        assertThat(callsOf(receiver, messageId)).isEmpty();
        admin.put(
                        "/webhooks/" + webhookId,
                        Map.of("url", receiver.origin() + "/hook", "events", List.of("message.created")))
                .expect(200);

        await().until(() -> !callsOf(receiver, messageId).isEmpty());
        assertThat(admin.get("/webhooks/" + webhookId).json().has("stoppedReason"))
                .isFalse();
    }

    @Test
    void areStoppedByHandAndKeepTheirEvents() {
        String webhookId = idOf(add(receiver.origin() + "/hook", "message.created"));

        admin.post("/webhooks/" + webhookId + "/stop", null).expect(200);
        String messageId = say("Not now");
        await().until(() -> admin.get("/webhooks/" + webhookId + "/deliveries")
                        .list("items")
                        .size()
                == 1);
        assertThat(callsOf(receiver, messageId)).isEmpty();
        admin.put(
                        "/webhooks/" + webhookId,
                        Map.of("url", receiver.origin() + "/hook", "events", List.of("message.created")))
                .expect(200);

        await().until(() -> !callsOf(receiver, messageId).isEmpty());
        assertThat(audited(webhookId)).containsExactly("webhook.changed", "webhook.stopped", "webhook.added");
    }

    @Test
    void areStoppedAtOnceWhenTheyAreGone() {
        String webhookId = idOf(add(receiver.origin() + "/hook", "message.created"));
        receiver.answersNext(410);

        say("Still there?");

        await().until(() -> admin.get("/webhooks/" + webhookId).json().has("stoppedReason"));
    }

    @Test
    void areCalledOnceMoreWhenAnAdministratorWantsIt() {
        String webhookId = idOf(add(receiver.origin() + "/hook", "message.created"));
        String messageId = say("Twice");
        await().until(() -> !callsOf(receiver, messageId).isEmpty());
        String eventId = callsOf(receiver, messageId).get(0).id();

        admin.post("/webhooks/" + webhookId + "/deliveries/" + eventId + "/repeat", null)
                .expect(204);

        await().until(() -> callsOf(receiver, messageId).size() == 2);
        assertThat(audited(webhookId)).containsExactly("webhook.call_repeated", "webhook.added");
    }

    @Test
    void areCalledOnceMoreEvenWhenTheFirstCallHasNotEnded() {
        String webhookId = idOf(add(receiver.origin() + "/hook", "message.created"));
        receiver.hold();
        String messageId = say("Twice, and quickly");
        await().until(() -> !callsOf(receiver, messageId).isEmpty());
        String eventId = callsOf(receiver, messageId).get(0).id();

        admin.post("/webhooks/" + webhookId + "/deliveries/" + eventId + "/repeat", null)
                .expect(204);
        receiver.letGo();

        await().until(() -> callsOf(receiver, messageId).size() == 2);
    }

    @Test
    void receiverThatDoesNotAnswerHoldsUpNoOther() {
        add(receiver.origin() + "/hook", "message.created");
        add(other.origin() + "/hook", "message.created");
        receiver.hold();

        List<String> messageIds =
                Stream.generate(() -> say("Who is slow?")).limit(60).toList();

        // Several times as many as are under way to one receiver, and sooner than a call is given
        // up.
        await().atMost(Duration.ofSeconds(14))
                .until(() ->
                        messageIds.stream().noneMatch(id -> callsOf(other, id).isEmpty()));
        assertThat(messageIds.stream().filter(id -> !callsOf(receiver, id).isEmpty()))
                .hasSizeLessThan(20);
    }

    @Test
    void bothSecretsSignWhileASecretIsChanged() {
        JsonNode added = add(receiver.origin() + "/hook", "message.created");
        String former = added.required("secret").stringValue();
        String secret = admin.post("/webhooks/" + idOf(added) + "/secret", null)
                .expect(200)
                .text("secret");

        String messageId = say("Who signs?");

        await().until(() -> !callsOf(receiver, messageId).isEmpty());
        Call call = callsOf(receiver, messageId).get(0);
        assertThat(secret).isNotEqualTo(former);
        assertThat(call.isSignedWith(secret)).isTrue();
        assertThat(call.isSignedWith(former)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "https://example.org/",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "nonsense",
                ""
            })
    void otherServersAreNotCalled(String url) {
        admin.post("/webhooks", Map.of("url", url, "events", List.of("*"))).expectProblem(400, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"\"]", "[\"message created\"]", "[\"**\"]", "[null]", "\"*\""})
    void eventsHaveNames(String events) {
        admin.post("/webhooks", "{\"url\":\"" + receiver.origin() + "/\",\"events\":" + events + "}")
                .expectProblem(400, "bad_request");
    }

    @Test
    void thereIsAMost() {
        for (int i = 0; i < 3; i++) {
            add(receiver.origin() + "/" + i, "*");
        }

        admin.post("/webhooks", Map.of("url", receiver.origin() + "/4", "events", List.of("*")))
                .expectProblem(400, "bad_request");
    }

    @Test
    void changesHaveEntriesInTheAuditLogWithoutWhatMayBeSecret() {
        JsonNode added = add(receiver.origin() + "/hook?key=hidden", "*");
        String webhookId = idOf(added);
        admin.put(
                        "/webhooks/" + webhookId,
                        Map.of("url", other.origin() + "/hidden", "events", List.of("message.created")))
                .expect(200);
        String secret = admin.post("/webhooks/" + webhookId + "/secret", null)
                .expect(200)
                .text("secret");
        admin.delete("/webhooks/" + webhookId).expect(204);

        Answer audit = admin.get("/audit?target=webhook:" + webhookId).expect(200);

        assertThat(audited(webhookId))
                .containsExactly("webhook.removed", "webhook.secret_changed", "webhook.changed", "webhook.added");
        assertThat(audit.body())
                .contains(URI.create(other.origin()).getAuthority())
                .doesNotContain("hidden")
                .doesNotContain(secret)
                .doesNotContain(added.required("secret").stringValue());
    }

    @Test
    void nobodyElseSeesOrArrangesThem() {
        String webhookId = idOf(add(receiver.origin() + "/hook", "*"));
        for (Rest caller :
                List.of(chat.as(carol), chat.as(lena), chat.as(chat.cast().mona()))) {
            caller.get("/webhooks").expectProblem(403, "forbidden");
            caller.post("/webhooks", Map.of("url", receiver.origin(), "events", List.of("*")))
                    .expectProblem(403, "forbidden");
            caller.get("/webhooks/" + webhookId).expectProblem(403, "forbidden");
            caller.post("/webhooks/" + webhookId + "/secret", null).expectProblem(403, "forbidden");
            caller.get("/webhooks/" + webhookId + "/deliveries").expectProblem(403, "forbidden");
            caller.delete("/webhooks/" + webhookId).expectProblem(403, "forbidden");
        }
        assertThat(admin.get("/webhooks").body()).doesNotContain("whsec_").doesNotContain("secret");
        admin.get("/webhooks/unknown").expectProblem(404, "not_found");
        admin.post("/webhooks/" + webhookId + "/deliveries/unknown/repeat", null)
                .expectProblem(404, "not_found");
    }
}
