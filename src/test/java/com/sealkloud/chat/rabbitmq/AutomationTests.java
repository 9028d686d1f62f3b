package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Automated replies in ticket rooms. */
@ExtendWith(OutputCaptureExtension.class)
class AutomationTests extends TicketServiceTest {
    private final User ada = chat.cast().ada();
    private final List<String> rules = new ArrayList<>();

    @BeforeEach
    void openTicket() {
        opensOn(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"));
        service.does(
                "ticket.opened",
                Map.of("ticketId", ticketId, "number", "HD-9", "title", "Printer", "requesterId", carol.userId()));
        chat.as(lena).put("/rooms/" + roomId + "/members/" + lena.userId()).expect(204);
    }

    @AfterEach
    void removeRules() {
        rules.forEach(rule -> chat.as(ada).delete("/automation-rules/" + rule).expect(204));
        chat.database().update("delete from opening_hours");
    }

    private void opensOn(List<String> days) {
        List<?> hours = days.isEmpty() ? days : List.of(Map.of("days", days, "from", "00:00", "to", "24:00"));
        chat.as(ada)
                .put("/opening-hours", Map.of("timeZone", "UTC", "hours", hours, "holidays", List.of()))
                .expect(200);
    }

    private void rule(Map<String, Object> rule) {
        rules.add(chat.as(ada).post("/automation-rules", rule).expect(201).text("ruleId"));
    }

    private void says(User user, String content) {
        chat.as(user)
                .post("/conversations/" + roomId + "/messages", Map.of("content", content))
                .expect(201);
    }

    private List<JsonNode> replies() {
        return chat.as(carol).get("/conversations/" + roomId + "/messages?limit=200").list("messages").stream()
                .filter(message -> message.path("kind").stringValue().equals("automated"))
                .toList();
    }

    private void isReplied(String... contents) {
        await().untilAsserted(() -> assertThat(replies())
                .extracting(reply -> reply.path("content").stringValue())
                .containsExactly(contents));
    }

    @Test
    void aStatusIsAnsweredOnceHoweverOftenItComes() {
        String status = "In-" + UUID.randomUUID().toString().substring(0, 20);
        String fence = "done-" + UUID.randomUUID().toString().substring(0, 20);
        rule(Map.of(
                "trigger",
                "status",
                "status",
                status,
                "content",
                "{number} ({title}) is {status}, {requester}. {assignee}"));
        rule(Map.of("trigger", "status", "status", fence, "content", "fence"));

        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", status));
        isReplied("HD-9 (Printer) is " + status + ", carol. ");
        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", "else"));
        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", status.toLowerCase()));
        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", fence));

        isReplied("HD-9 (Printer) is " + status + ", carol. ", "fence");
        JsonNode reply = replies().get(0);
        assertThat(reply.path("senderName").stringValue()).isEqualTo("Automatic reply");
        assertThat(reply.path("senderRole").stringValue()).isEqualTo("service");
    }

    @Test
    void whatGetsTooLongIsCutVisibly(CapturedOutput output) {
        String title = "Printer on the third floor " + "is on fire ".repeat(15);
        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", title.strip()));
        rule(Map.of("trigger", "first_message", "content", "{title}/".repeat(100)));

        says(carol, "Help");

        String whole = (title.strip() + "/").repeat(100);
        isReplied(whole.substring(0, 9_999).stripTrailing() + "…");
        assertThat(output.getAll().lines().filter(line -> line.contains(rules.get(0))))
                .singleElement()
                .asString()
                .contains(" WARN ", " says in " + roomId + " is cut", "longer than 10000 characters");
    }

    /** It may have been stored before its characters were checked. */
    @Test
    void aRuleWhoseContentIsRefusedSaysNothingAndTheLogWhy(CapturedOutput output) {
        String status = "In-" + UUID.randomUUID().toString().substring(0, 20);
        rule(Map.of("trigger", "status", "status", status, "content", "x"));
        chat.database().update("update automation_rule set content = ? where rule_id = ?", "bell\u0007", rules.get(0));

        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", status));

        await("the line")
                .until(() -> output.getAll()
                        .contains("The rule " + rules.get(0) + " says nothing in " + roomId
                                + ": content has the control character U+0007."));
        assertThat(replies()).isEmpty();
    }

    @Test
    void theFirstMessageOfTheRequesterIsAnsweredAndNothingElse() {
        rule(Map.of("trigger", "first_message", "content", "We have it"));
        rule(Map.of("trigger", "first_message", "content", "A second greeting"));
        says(lena, "How can I help?");
        service.does("room." + roomId, Map.of("roomId", roomId, "content", "from the service"));
        assertThat(replies()).isEmpty();

        says(carol, "It is on fire");
        isReplied("We have it");
        says(carol, "Hello?");
        String fence = "fence-" + ticketId.substring(0, 20);
        rule(Map.of("trigger", "status", "status", fence, "content", "fence"));
        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", fence));

        isReplied("We have it", "fence");
    }

    @Test
    void outsideOfTheHoursOneReplySaysSoInPlaceOfTheGreeting() {
        rule(Map.of("trigger", "first_message", "content", "We have it"));
        rule(Map.of("trigger", "outside_hours", "content", "We are closed"));
        rule(Map.of("trigger", "outside_hours", "content", "Nobody is here"));
        rule(Map.of("trigger", "no_answer", "afterSeconds", 1, "content", "Please bear with us"));
        opensOn(List.of());

        says(carol, "It is on fire");
        isReplied("We are closed");
        says(carol, "Hello?");
        String fence = "fence-" + ticketId.substring(0, 20);
        rule(Map.of("trigger", "status", "status", fence, "content", "fence"));
        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", fence));

        isReplied("We are closed", "fence");
        assertThat(chat.database()
                        .queryForList(
                                "select cause from automated_reply where conversation_id = ?", String.class, roomId))
                .noneMatch(cause -> cause.startsWith("unanswered"));
    }

    @Test
    void silenceOfTheStaffIsBrokenOnceForEachTime() {
        rule(Map.of("trigger", "no_answer", "afterSeconds", 1, "content", "Please bear with us"));
        says(carol, "It is on fire");
        says(carol, "It really is");
        isReplied("Please bear with us");
        says(carol, "Hello?");
        says(lena, "Coming");
        says(carol, "Good");
        isReplied("Please bear with us", "Please bear with us");
        service.does("ticket.closed", Map.of("ticketId", ticketId));
        assertThat(replies()).hasSize(2);
    }

    @Test
    void administratorsAloneMakeRulesThatMakeSense() {
        rule(Map.of("trigger", "status", "status", "never", "content", "x"));
        String id = rules.get(0);
        for (User user : List.of(carol, lena, chat.cast().ticketService())) {
            chat.as(user).get("/automation-rules").expectProblem(403, "forbidden");
            chat.as(user).delete("/automation-rules/" + id).expectProblem(403, "forbidden");
        }
        for (Map<String, Object> rule : List.<Map<String, Object>>of(
                Map.of("trigger", "status", "content", "x"),
                Map.of("trigger", "no_answer", "content", "x"),
                Map.of("trigger", "first_message", "status", "open", "content", "x"),
                Map.of("trigger", "first_message", "content", "{secret}"),
                Map.of("trigger", "first_message", "content", " "),
                Map.of("trigger", "whenever", "content", "x"))) {
            chat.as(ada).post("/automation-rules", rule).expectProblem(400, "bad_request");
        }
        Map<String, Object> changed = Map.of("trigger", "no_answer", "afterSeconds", 604800, "content", "y");
        chat.as(ada).put("/automation-rules/" + id, changed).expect(200);
        assertThat(chat.as(ada).get("/automation-rules").list("items"))
                .anySatisfy(rule -> assertThat(rule.toString()).contains(id, "604800"));
        chat.as(ada).put("/automation-rules/none", changed).expectProblem(404, "not_found");
        chat.as(ada).delete("/automation-rules/none").expectProblem(404, "not_found");
    }
}
