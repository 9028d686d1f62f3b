package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.User;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code /automation-rules}, as two administrators use it. */
class RuleRestTests extends EitherBroker {

    @Test
    void theSlowerOfTwoAdministratorsIsToldThatTheRuleHasChanged() {
        Rest ada = as(cast.ada());
        Rest other = as(cast.ada());
        String rule = "/automation-rules/"
                + ada.post(
                                "/automation-rules",
                                Map.of("trigger", "no_answer", "afterSeconds", 604_800, "content", "One"))
                        .expect(201)
                        .text("ruleId");
        try {
            String seen = tag(ada.get(rule).expect(200));

            String changed =
                    tag(other.with("If-Match", seen).put(rule, saying("Two")).expect(200));

            assertThat(changed).isNotEqualTo(seen).isEqualTo(tag(ada.get(rule)));
            ada.with("If-Match", seen).put(rule, saying("Three")).expectProblem(409, "conflict");
            assertThat(ada.get(rule).text("content")).isEqualTo("Two");
            ada.with("If-Match", seen).delete(rule).expectProblem(409, "conflict");
            ada.put(rule, saying("Whatever it was")).expect(200);
        } finally {
            ada.delete(rule).expect(204);
        }
        ada.get(rule).expectProblem(404, "not_found");
    }

    @Test
    void aPreviewSaysWhatTheRuleWouldSayAndWhenAndDoesNothing() {
        User carol = cast.carol();
        Rest ada = as(cast.ada());
        String roomId = ticketRoom(cast.ada(), carol);
        String room = "/conversations/" + roomId + "/messages";
        as(carol)
                .post(room, Map.of("content", "Help!", "clientMessageId", newId()))
                .expect(201);

        chat.database().update("delete from automation_rule");
        Map<String, String> greeting =
                Map.of("trigger", "first_message", "content", "Hello {requester}, it is about {title}.");

        await("the rules of others have gone")
                .untilAsserted(() -> assertThat(
                                ada.post("/automation-rules/preview", greeting).number("count"))
                        .isPositive());
        Answer preview = ada.post("/automation-rules/preview", greeting).expect(200);

        assertThat(preview.text("content")).isEqualTo("Hello carol, it is about ticket.");
        assertThat(preview.list("fired").get(0).required("ticketId").stringValue())
                .isEqualTo(roomId.replaceFirst("ticket-", ""));
        ada.post("/automation-rules/preview", Map.of("trigger", "status", "content", "x"))
                .expectProblem(400, "bad_request");
        ada.post("/automation-rules/preview", Map.of("trigger", "first_message", "content", "{nobody}"))
                .expectProblem(400, "bad_request");
        assertThat(as(carol).get(room).body()).doesNotContain("it is about");
        assertThat(ada.get("/automation-rules").body()).doesNotContain("it is about");
    }

    @Test
    void aSecondGreetingWouldNeverSpeak() {
        Rest ada = as(cast.ada());
        User carol = cast.carol();
        String room = ticketRoom(cast.ada(), carol);
        as(carol)
                .post("/conversations/" + room + "/messages", Map.of("content", "Help!"))
                .expect(201);
        chat.database().update("delete from automation_rule");
        Map<String, String> greeting = Map.of("trigger", "first_message", "content", "Hello");
        String ruleId = ada.post("/automation-rules", greeting).expect(201).text("ruleId");

        await("the rule")
                .untilAsserted(() -> assertThat(
                                ada.post("/automation-rules/preview", greeting).number("count"))
                        .isZero());

        assertThat(ada.post("/automation-rules/preview?ruleId=" + ruleId, greeting)
                        .number("count"))
                .isPositive();
        ada.post("/automation-rules/preview?ruleId=a%20b", greeting).expectProblem(400, "bad_request");
        ada.delete("/automation-rules/" + ruleId).expect(204);
    }

    private static Map<String, Object> saying(String content) {
        return Map.of("trigger", "no_answer", "afterSeconds", 604_800, "content", content);
    }

    private static String tag(Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
