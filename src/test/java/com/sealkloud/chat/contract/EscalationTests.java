package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Json;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Automatic escalation. Who is on duty concerns all tickets, so these tests start their own
 * servers.
 */
@ExtendWith(Servers.class)
class EscalationTests {
    private final List<String> arguments = Servers.arguments(Mode.RABBITMQ_POSTGRESQL);
    private final List<Chat> nodes = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private Chat chat;
    private User carol;
    private User lena;
    private User ravi;
    private User mona;

    private void start(int count, String... settings) {
        String[] all = Stream.concat(
                        Stream.of(
                                "--chat.escalation.enabled=true",
                                "--chat.escalation.grace=200ms",
                                "--chat.escalation.sweep-interval=50ms"),
                        Stream.of(settings))
                .toArray(String[]::new);
        for (int i = 0; i < count; i++) {
            nodes.add(Chat.start(arguments, all));
        }
        chat = nodes.get(0);
        carol = chat.cast().carol();
        lena = chat.cast().lena();
        ravi = chat.cast().ravi();
        mona = chat.cast().mona();
    }

    @AfterEach
    void stop() {
        sessions.forEach(Session::close);
        nodes.forEach(Chat::close);
    }

    private Session comes(User user) {
        Session session = chat.connect(user);
        sessions.add(session);
        return session;
    }

    private String ticket() {
        String ticketId = UUID.randomUUID().toString().substring(0, 20);
        return chat.as(chat.cast().ada())
                .post(
                        "/rooms",
                        Map.of(
                                "name",
                                "Printer on fire",
                                "kind",
                                "ticket",
                                "ticketId",
                                ticketId,
                                "memberIds",
                                List.of(carol.userId())))
                .expect(201)
                .text("roomId");
    }

    private List<JsonNode> changes(String room) {
        return chat.database().queryForList("""
                        select payload from log_entry where type = 'ticket_changed' and conversation_id in (?, ?)
                        order by occurred_at, seq""", String.class, room, "notes-" + room).stream()
                .map(Json::read)
                .toList();
    }

    private void assertIsUnknownToCarol(String room) {
        String conversation = "/conversations/" + room;
        assertThat(chat.as(carol).get(conversation).expect(200).body()
                        + chat.as(carol)
                                .get(conversation + "/events?limit=200")
                                .expect(200)
                                .body())
                .contains(room)
                .doesNotContain("attended", "ticket_changed", "\"tier\"");
    }

    private List<String> described(String room) {
        return changes(room).stream()
                .map(event -> String.join(
                        " ",
                        event.path("change").stringValue(),
                        event.path("tier").stringValue(),
                        event.path("reason").asString("")))
                .map(String::strip)
                .toList();
    }

    private void becomes(String room, String... steps) {
        await().untilAsserted(() -> assertThat(described(room)).containsExactly(steps));
    }

    @Test
    void aTicketThatNobodyAnswersGoesUpTierByTierOnce() {
        start(2, "--chat.escalation.l1-after=400ms", "--chat.escalation.l2-after=2s");
        comes(lena);
        comes(ravi);
        Session staff = comes(mona).hears("/topic/tickets");

        String room = ticket();

        becomes(room, "escalated l2 unanswered", "escalated l3 unanswered");
        staff.awaits("ticket_changed", event -> event.text("tier").equals("l3"));
        assertIsUnknownToCarol(room);
        assertThat(changes(room).get(0).has("actorId")).isFalse();
        String other = ticket();
        becomes(other, "escalated l2 unanswered", "escalated l3 unanswered");
        becomes(room, "escalated l2 unanswered", "escalated l3 unanswered");
    }

    @Test
    void anAnswerKeepsATicketWhereItIsUntilTheRequesterWritesAgain() {
        start(1, "--chat.escalation.l1-after=5s");
        comes(lena);
        comes(ravi);
        String room = ticket();
        String unanswered = ticket();
        String claimed = ticket();
        chat.as(lena)
                .post("/tickets/" + claimed.replaceFirst("ticket-", "") + "/claim", Map.of())
                .expect(200);
        String member = "/rooms/" + room + "/members/" + lena.userId();
        chat.as(lena).put(member).expect(204);
        chat.as(lena)
                .post("/conversations/" + room + "/messages", Map.of("content", "On my way"))
                .expect(201);

        becomes(unanswered, "escalated l2 unanswered");
        becomes(room);
        becomes(claimed, "claimed l1");
        chat.as(carol)
                .post("/conversations/" + claimed + "/messages", Map.of("content", "Hello?"))
                .expect(201);

        becomes(claimed, "claimed l1", "escalated l2 unanswered");
        assertThat(chat.as(lena)
                        .get("/conversations/" + claimed)
                        .expect(200)
                        .json()
                        .at("/ticket/tier")
                        .stringValue())
                .isEqualTo("l2");
        becomes(room);
    }

    @Test
    void tiersWithoutAnybodyOnDutyArePassedOver() {
        start(1);
        comes(lena).says("/app/presence", Map.of("status", "away", "visible", false));
        comes(ravi).says("/app/presence", Map.of("status", "dnd", "visible", true));
        comes(mona);

        becomes(ticket(), "escalated l3 nobody_on_duty");
    }

    @Test
    void staffAloneAreToldThatNobodyIsOnDutyAndThatSomebodyIsAgain() {
        start(1);
        Session client = comes(carol);
        Session staff = comes(chat.cast().ada()).hears("/topic/tickets");
        comes(lena);
        chat.as(lena)
                .put(
                        "/me/notification-settings",
                        Map.of(
                                "desktop",
                                true,
                                "sound",
                                true,
                                "soundName",
                                "chime",
                                "previews",
                                true,
                                "doNotDisturb",
                                Map.of(
                                        "until",
                                        Instant.now().plus(1, ChronoUnit.DAYS).toString(),
                                        "timeZone",
                                        "UTC",
                                        "hours",
                                        List.of())))
                .expect(200);
        String room = ticket();
        client.hearsRoom(room);

        becomes(room, "unattended l1");
        staff.awaits("ticket_changed", event -> event.text("change").equals("unattended"));
        assertIsUnknownToCarol(room);
        comes(chat.cast().lena());
        becomes(room, "unattended l1", "attended l1");
        assertIsUnknownToCarol(room);
        assertThat(client.heard("ticket_changed")).isEmpty();
    }
}
