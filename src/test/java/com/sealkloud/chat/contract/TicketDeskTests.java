package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Ticket actions of staff, who may perform them, and who is told. */
class TicketDeskTests extends EitherBroker {
    private static final String SECRET = "she shouts at printers";

    private User carol;
    private User lena;
    private User ravi;
    private User mona;
    private User ada;
    private String room;
    private String ticket;

    @BeforeEach
    void aTicketOfCarol() {
        carol = cast.carol();
        lena = cast.lena();
        ravi = cast.ravi();
        mona = cast.mona();
        ada = cast.ada();
        room = ticketRoom(ada, carol);
        ticket = room.substring("ticket-".length());
    }

    private Answer step(User user, String step, Object body) {
        return as(user).post("/tickets/" + ticket + "/" + step, body);
    }

    private Answer step(User user, String step) {
        return step(user, step, Map.of());
    }

    private List<String> actions(User user) {
        return as(user).get("/tickets/" + ticket)
                .expect(200)
                .json()
                .at("/ticket/actions")
                .valueStream()
                .map(JsonNode::stringValue)
                .filter(action -> !OwnTicketTests.ACTIONS.contains(action))
                .toList();
    }

    private String owner() {
        return as(ada).get("/tickets/" + ticket).json().at("/ticket/assigneeId").asString("nobody");
    }

    private String offer(User from, User to) {
        return step(from, "handovers", Map.of("toId", to.userId(), "note", SECRET))
                .expect(200)
                .json()
                .at("/ticket/handover/handoverId")
                .stringValue();
    }

    private List<String> changes(User reader) {
        return as(reader).get("/conversations/" + room + "/events?limit=200").expect(200).list("items").stream()
                .filter(event -> event.path("type").stringValue().equals("ticket_changed"))
                .map(event -> event.path("change").stringValue())
                .toList();
    }

    @Test
    void theActionsAreThoseThatSucceed() {
        assertThat(actions(lena)).containsExactly("claim", "assign", "escalate");
        assertThat(actions(ravi)).containsExactly("claim", "assign", "escalate");
        step(lena, "claim").expect(200);
        assertThat(actions(lena)).containsExactly("release", "hand_over", "escalate");
        assertThat(actions(ravi)).isEmpty();
        assertThat(actions(ada)).containsExactly("assign", "release", "hand_over", "escalate");
        offer(lena, ravi);
        assertThat(actions(lena)).containsExactly("release", "withdraw", "escalate");
        assertThat(actions(ravi)).containsExactly("accept", "decline");
        step(lena, "escalate", Map.of("tier", "l2")).expect(200);
        assertThat(actions(lena)).isEmpty();
        assertThat(actions(ravi)).containsExactly("claim", "assign", "escalate", "return");
        assertThat(actions(cast.ticketService())).isEmpty();
        JsonNode seen =
                as(carol).get("/conversations/" + room).expect(200).json().path("ticket");
        assertThat(seen.path("actions").valueStream())
                .allMatch(action -> OwnTicketTests.ACTIONS.contains(action.stringValue()));
        assertThat(seen.has("tier")).isFalse();
    }

    @Test
    void whoeverClaimsATicketHasItAndIsInItsRoom() {
        Session listening = connect(carol).hearsRoom(room);
        Session elsewhere = connect(ravi).hears("/topic/tickets");

        JsonNode claimed = step(lena, "claim").expect(200).json();
        step(lena, "claim").expect(200);

        assertThat(claimed.path("member").booleanValue()).isTrue();
        assertThat(claimed.at("/ticket/assigneeId").stringValue()).isEqualTo(lena.userId());
        var event = listening.awaits("ticket_changed");
        assertThat(event.text("change")).isEqualTo("claimed");
        assertThat(event.text("assigneeId")).isEqualTo(lena.userId());
        assertThat(event.fields()).doesNotContain("actorId", "tier", "unattended");
        var full =
                elsewhere.awaits("ticket_changed", heard -> heard.text("roomId").equals(room));
        assertThat(full.text("actorId")).isEqualTo(lena.userId());
        assertThat(full.text("tier")).isEqualTo("l1");
        assertThat(changes(lena)).containsExactly("claimed");
        step(ravi, "claim").expectProblem(409, "conflict");
        step(ravi, "release").expectProblem(403, "forbidden");
        step(ravi, "assign", Map.of("assigneeId", ravi.userId())).expectProblem(403, "forbidden");
    }

    @Test
    void ofManyWhoClaimAtOnceOneGetsIt() throws Exception {
        List<User> people = Stream.generate(cast::lena).limit(6).toList();
        List<Callable<Integer>> claims = people.stream()
                .<Callable<Integer>>map(user -> () -> step(user, "claim").status())
                .toList();

        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : THREADS.invokeAll(claims)) {
            statuses.add(answer.get());
        }

        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(owner()).isEqualTo(people.get(statuses.indexOf(200)).userId());
        assertThat(changes(ada)).containsExactly("claimed");
    }

    @Test
    void aTicketIsHandedOverWhenTheReceiverAccepts() {
        Session client = connect(carol).hearsRoom(room);
        Session receiver = connect(ravi);
        step(lena, "claim").expect(200);

        String handover = offer(lena, ravi);
        assertThat(offer(lena, ravi)).isEqualTo(handover);
        step(lena, "handovers", Map.of("toId", mona.userId())).expectProblem(409, "conflict");

        receiver.awaits("member_joined", event -> event.text("userId").equals(ravi.userId()));
        var offered = receiver.awaits("ticket_handover");
        assertThat(offered.text("step")).isEqualTo("offered");
        assertThat(offered.json().toString()).doesNotContain(SECRET);
        assertThat(as(ravi).get("/tickets?queue=offered")
                        .list("items")
                        .get(0)
                        .at("/ticket/handover/note")
                        .stringValue())
                .isEqualTo(SECRET);
        assertThat(as(ravi).get("/conversations/notes-" + room + "/messages").body())
                .containsOnlyOnce(SECRET);
        step(mona, "handovers/" + handover + "/accept").expectProblem(403, "forbidden");
        step(lena, "handovers/" + handover + "/accept").expectProblem(403, "forbidden");
        assertThat(owner()).isEqualTo(lena.userId());

        step(ravi, "handovers/" + handover + "/accept").expect(200);
        step(ravi, "handovers/" + handover + "/accept").expect(200);
        step(ravi, "handovers/" + handover + "/decline").expectProblem(409, "conflict");
        as(lena).delete("/tickets/" + ticket + "/handovers/" + handover).expectProblem(409, "conflict");

        assertThat(owner()).isEqualTo(ravi.userId());
        var event =
                client.awaits("ticket_changed", heard -> heard.text("change").equals("assigned"));
        assertThat(event.text("assigneeId")).isEqualTo(ravi.userId());
        assertThat(event.fields()).doesNotContain("formerAssigneeId");
        client.awaits("member_left", heard -> heard.text("userId").equals(lena.userId()));
        as(lena).get("/conversations/" + room).expectProblem(404, "not_found");
        settle(client);
        assertThat(client.heard("ticket_handover")).isEmpty();
        for (String path : List.of("", "/events", "/messages", "/transcript?format=json")) {
            assertThat(as(carol)
                            .get("/conversations/" + room + path)
                            .expect(200)
                            .body())
                    .doesNotContain(SECRET, "handover");
        }
        assertThat(client.heard()).noneMatch(heard -> heard.json().toString().contains(SECRET));
        as(carol).get("/conversations/notes-" + room + "/events").expectProblem(404, "not_found");
    }

    @Test
    void whoeverDeclinesLeavesAgainAndTheOwnerKeepsTheTicket() {
        step(lena, "claim").expect(200);
        String handover = offer(lena, ravi);
        as(ravi).get("/conversations/" + room).expect(200);

        step(ravi, "handovers/" + handover + "/decline", Map.of("note", "on leave"))
                .expect(200);
        step(ravi, "handovers/" + handover + "/decline").expect(200);

        assertThat(owner()).isEqualTo(lena.userId());
        as(ravi).get("/conversations/" + room).expectProblem(404, "not_found");
        assertThat(as(lena).get("/conversations/notes-" + room + "/messages").body())
                .contains("on leave");
        String second = offer(lena, mona);
        as(lena).delete("/tickets/" + ticket + "/handovers/" + second).expect(200);
        step(mona, "handovers/" + second + "/accept").expectProblem(409, "conflict");
        assertThat(changes(lena)).containsExactly("claimed");
    }

    @Test
    void escalatingPutsATicketIntoTheNextQueueAndReturningBack() {
        step(lena, "claim").expect(200);
        offer(lena, mona);
        step(lena, "escalate", Map.of("tier", "l2", "note", SECRET, "observe", true))
                .expect(200);
        step(lena, "escalate", Map.of("tier", "l2")).expect(200);

        assertThat(owner()).isEqualTo("nobody");
        as(lena).get("/conversations/" + room).expect(200);
        as(mona).get("/conversations/" + room).expectProblem(404, "not_found");
        assertThat(as(carol).get("/conversations/" + room + "/events").body()).doesNotContain(SECRET);
        step(lena, "claim").expectProblem(403, "forbidden");
        step(ravi, "claim").expect(200);
        step(ravi, "escalate", Map.of("tier", "l1")).expectProblem(409, "conflict");
        step(ravi, "return", Map.of("tier", "l3")).expectProblem(409, "conflict");
        step(ravi, "return", Map.of("tier", "l1")).expect(200);
        as(ravi).get("/conversations/" + room).expectProblem(404, "not_found");
        step(lena, "claim").expect(200);
        step(lena, "release", Map.of("observe", true)).expect(200);
        step(ada, "assign", Map.of("assigneeId", lena.userId())).expect(200);
        step(ada, "assign", Map.of("assigneeId", mona.userId())).expect(200);

        assertThat(changes(ada))
                .containsExactly(
                        "claimed", "escalated", "claimed", "returned", "claimed", "assigned", "assigned", "assigned");
    }

    @Test
    void theQueuesShowWhatWaitsForWhom() {
        String mine = ticketRoom(ada, cast.dave()).substring("ticket-".length());
        as(lena).post("/tickets/" + mine + "/claim", Map.of()).expect(200);
        step(ravi, "escalate", Map.of("tier", "l2")).expect(200);

        assertThat(listed(lena, "queue=mine")).containsExactly(mine);
        assertThat(listed(lena, "queue=waiting")).doesNotContain(ticket, mine);
        assertThat(listed(ravi, "")).contains(ticket).doesNotContain(mine);
        assertThat(listed(ravi, "tier=l1")).doesNotContain(ticket);
        assertThat(listed(lena, "queue=open")).contains(ticket, mine);
        assertThat(listed(cast.ticketService(), "queue=waiting&tier=l2")).contains(ticket);
        assertThat(listed(lena, "queue=closed")).doesNotContain(ticket, mine);
        as(carol).get("/tickets").expectProblem(403, "forbidden");
        as(lena).get("/tickets?queue=none").expectProblem(400, "bad_request");
        as(lena).get("/tickets?tier=l9").expectProblem(400, "bad_request");
        as(lena).get("/tickets?cursor=x").expectProblem(400, "bad_request");
    }

    private List<String> listed(User user, String query) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = as(user).get("/tickets?limit=2&" + query + cursor)
                    .expect(200)
                    .json();
            page.path("items")
                    .forEach(item -> found.add(item.at("/ticket/ticketId").stringValue()));
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").stringValue();
        } while (cursor != null);
        return found;
    }

    @Test
    void aClientIsRefusedWithoutWaitingForTheAccountOfSomebodyElse() {
        Answer refused = chat.bean(TransactionTemplate.class).execute(status -> {
            chat.database().queryForList("select 1 from account where user_id = ? for update", ada.userId());
            return step(carol, "assign", Map.of("assigneeId", ada.userId()));
        });

        assertThat(refused).isNotNull();
        refused.expectProblem(403, "forbidden");
    }

    @Test
    void nobodyElseTouchesTickets() {
        User dave = cast.dave();
        for (String step : List.of("claim", "release", "handovers/x/accept", "handovers/x/decline")) {
            step(carol, step).expectProblem(403, "forbidden");
            step(dave, step).expectProblem(404, "not_found");
            step(cast.ticketService(), step).expectProblem(403, "forbidden");
        }
        step(carol, "escalate", Map.of("tier", "l2")).expectProblem(403, "forbidden");
        step(lena, "assign", Map.of("assigneeId", carol.userId())).expectProblem(403, "forbidden");
        step(lena, "assign", Map.of("assigneeId", "nobody-at-all")).expectProblem(404, "not_found");
        step(lena, "escalate", Map.of()).expectProblem(400, "bad_request");
        step(lena, "escalate", Map.of("tier", "l4")).expectProblem(400, "bad_request");
        step(lena, "handovers/x/accept").expectProblem(404, "not_found");
        as(lena).post("/tickets/none-" + newId() + "/claim", Map.of()).expectProblem(404, "not_found");
        Session client = connect(carol);
        client.subscribe("/topic/tickets");
        await().until(() -> client.heard("error").stream()
                .anyMatch(error -> error.text("code").equals("forbidden")));
        step(lena, "claim").expect(200);
        settle(client);
        assertThat(client.heard("ticket_changed")).isEmpty();
        assertThat(changes(ada)).containsExactly("claimed");
    }
}
