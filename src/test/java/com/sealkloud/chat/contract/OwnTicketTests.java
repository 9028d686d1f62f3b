package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import com.sealkloud.chat.ticket.TicketRooms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Tickets that this service keeps itself: opened, closed and reopened without a ticket service. */
@ParameterizedClass(name = "{0}")
@MethodSource("com.sealkloud.chat.testing.Mode#ownTickets")
class OwnTicketTests extends ContractTest {
    /** What is added to the actions of {@link TicketDeskTests}. */
    static final Set<String> ACTIONS = Set.of("close", "reopen", "set_status", "edit");

    private User carol;
    private User dave;
    private User lena;

    @BeforeEach
    void people() {
        carol = cast.carol();
        dave = cast.dave();
        lena = cast.lena();
    }

    private Answer open(User opener, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("title", "Printer on fire"));
        body.putAll(more);
        return as(opener).post("/tickets", body);
    }

    /** Opened by carol; the id of the ticket. */
    private String ofCarol() {
        return open(carol, Map.of()).expect(201).json().at("/ticket/ticketId").stringValue();
    }

    private Answer step(User user, String ticketId, String step, Map<String, ?> body) {
        return as(user).post("/tickets/" + ticketId + "/" + step, body);
    }

    private Answer say(User user, String ticketId, String content) {
        return as(user).post("/conversations/ticket-" + ticketId + "/messages", Map.of("content", content));
    }

    private JsonNode ticketOf(User user, String ticketId) {
        return as(user).get("/conversations/ticket-" + ticketId)
                .expect(200)
                .json()
                .path("ticket");
    }

    private String titleFor(User user, String ticketId) {
        return as(user).get("/conversations/ticket-" + ticketId).expect(200).text("title");
    }

    private List<String> actions(User user, String ticketId) {
        return ticketOf(user, ticketId)
                .path("actions")
                .valueStream()
                .map(JsonNode::stringValue)
                .filter(ACTIONS::contains)
                .toList();
    }

    /** What has happened in the room of the ticket: types, changes and what was said. */
    private List<String> log(User reader, String ticketId) {
        return as(reader)
                .get("/conversations/ticket-" + ticketId + "/events?limit=200")
                .expect(200)
                .list("items")
                .stream()
                .map(event -> switch (event.path("type").stringValue()) {
                    case "ticket_changed" -> event.path("change").stringValue();
                    case "room_message" -> event.path("content").stringValue();
                    default -> event.path("type").stringValue();
                })
                .toList();
    }

    private void closedBefore(String ticketId, String interval) {
        chat.database()
                .update(
                        "update conversation set ticket_since = ticket_since - interval " + interval
                                + " where conversation_id = ?",
                        "ticket-" + ticketId);
    }

    @Test
    void aClientHasABoundedNumberOfOpenTickets() {
        List<String> tickets = Stream.generate(this::ofCarol).limit(10).toList();

        open(carol, Map.of()).expectProblem(409, "conflict");

        open(dave, Map.of()).expect(201);
        open(lena, Map.of("requesterId", carol.userId())).expect(201);
        step(carol, tickets.get(0), "close", Map.of()).expect(200);
        step(carol, tickets.get(1), "close", Map.of()).expect(200);
        open(carol, Map.of()).expect(201);
    }

    @Test
    void aClientOpensABoundedNumberOfTicketsInATime() {
        RateLimits limits = chat.bean(RateLimits.class);
        limits.count(carol::userId, RateLimits.Action.TICKET, 100);
        limits.count(carol::userId, RateLimits.Action.TICKET, 100);

        open(carol, Map.of()).expectProblem(429, "rate_limited");

        open(dave, Map.of()).expect(201);
        open(lena, Map.of("requesterId", carol.userId())).expect(201);
    }

    @Test
    void staffSeeWhenTheRequesterIsDisabled() {
        String ticketId = ofCarol();
        assertThat(as(lena).get("/tickets/" + ticketId).json().path("ticket").has("requesterEnabled"))
                .isFalse();

        as(cast.ada())
                .patch("/users/" + carol.userId(), Map.of("enabled", false))
                .expect(200);

        JsonNode item = as(lena).get("/tickets/" + ticketId).json();
        assertThat(item.at("/ticket/requesterEnabled").booleanValue(true)).isFalse();
        assertThat(item.at("/requester/userName").stringValue()).isEqualTo(carol.userName());
        assertThat(item.path("people")).hasSize(1);
    }

    @Test
    void aClientOpensATicketWithTheirFirstMessageAndStaffHaveItInTheirQueue() {
        Session staff = connect(lena).hears("/topic/tickets");

        Answer opened = open(carol, Map.of("message", "It burns")).expect(201);

        JsonNode ticket = opened.json().path("ticket");
        String ticketId = ticket.path("ticketId").stringValue();
        assertThat(ticket.path("number").stringValue()).matches("HD-\\d{4,}");
        assertThat(ticket.path("status").stringValue()).isEqualTo("open");
        assertThat(ticket.path("requesterId").stringValue()).isEqualTo(carol.userId());
        assertThat(opened.json().path("member").booleanValue()).isTrue();
        assertThat(log(carol, ticketId)).containsExactly("room_created", "member_joined", "opened", "It burns");
        staff.awaits("ticket_changed", event -> event.text("ticketId").equals(ticketId));
        assertThat(as(lena).get("/tickets?queue=waiting&limit=200").body()).contains(ticketId);
        assertThat(actions(carol, ticketId)).containsExactly("close");
        as(dave).get("/conversations/ticket-" + ticketId).expectProblem(404, "not_found");
    }

    @Test
    void eachTicketGetsANumberOfItsOwn() throws Exception {
        List<Callable<String>> openings = Stream.<Callable<String>>generate(() -> () -> open(lena, Map.of())
                        .expect(201)
                        .json()
                        .at("/ticket/number")
                        .stringValue())
                .limit(8)
                .toList();

        Set<String> numbers = new HashSet<>();
        for (Future<String> answer : THREADS.invokeAll(openings)) {
            numbers.add(answer.get());
        }

        assertThat(numbers).hasSize(8);
    }

    @Test
    void repeatingIsHarmlessAlsoAtTheSameTime() throws Exception {
        Map<String, String> body = Map.of("message", "It burns", "clientMessageId", newId());
        List<Callable<Answer>> twice = Stream.<Callable<Answer>>generate(() -> () -> open(carol, body))
                .limit(4)
                .toList();

        Set<String> rooms = new HashSet<>();
        for (Future<Answer> answer : THREADS.invokeAll(twice)) {
            rooms.add(answer.get().text("roomId"));
        }

        assertThat(rooms).hasSize(1);
        open(carol, body).expect(200);
        open(carol, Map.of("clientMessageId", body.get("clientMessageId"))).expectProblem(409, "conflict");
    }

    @Test
    void repeatingShowsNothingOfATicketThatIsSomebodyElsesByNow() {
        Map<String, String> body = Map.of("message", "It burns", "clientMessageId", newId());
        String ticketId =
                open(carol, body).expect(201).json().at("/ticket/ticketId").stringValue();
        as(lena).patch("/tickets/" + ticketId, Map.of("requesterId", dave.userId()))
                .expect(200);

        open(carol, body).expectProblem(409, "conflict");
    }

    @Test
    void aTicketIsFoundByItsNewTitleAndByItsNumberHoweverTheyAreTyped() {
        String mark = newId().substring(0, 8);
        JsonNode ticket =
                open(lena, Map.of("title", "Müller " + mark)).expect(201).json().path("ticket");
        String ticketId = ticket.path("ticketId").stringValue();

        as(lena).patch("/tickets/" + ticketId, Map.of("title", "Straße " + mark))
                .expect(200);

        String queue = "/tickets?queue=open&sort=newest&q=";
        assertThat(as(lena).get(queue + "STRASSE%20" + mark).body()).contains(ticketId);
        assertThat(as(lena).get(queue + "muller%20" + mark).list("items")).isEmpty();
        String number = ticket.path("number").stringValue();
        assertThat(as(lena).get(queue + number).body()).contains(ticketId);
        assertThat(as(lena).get("/search/messages?q=" + number).list("items"))
                .extracting(hit -> hit.path("conversationId").asString() + " "
                        + hit.path("field").asString())
                .contains("ticket-" + ticketId + " title");
        assertThat(chat.database()
                        .queryForList(
                                "select ticket_search_number from conversation where ticket_number = ?",
                                String.class,
                                number))
                .containsExactly(number.toLowerCase(Locale.ROOT));
    }

    @Test
    void titleAndRequesterAreChangedTogetherOrNotAtAll() {
        String ticketId = ofCarol();

        as(lena).patch("/tickets/" + ticketId, Map.of("title", "Half", "requesterId", "nobody"))
                .expectProblem(404, "not_found");
        assertThat(titleFor(carol, ticketId)).isEqualTo("Printer on fire");

        as(lena).patch("/tickets/" + ticketId, Map.of("title", "Whole", "requesterId", dave.userId()))
                .expect(200);
        assertThat(titleFor(dave, ticketId)).isEqualTo("Whole");
        as(carol).get("/conversations/ticket-" + ticketId).expect(404);
    }

    @Test
    void staffOpenForAnybodyAndClientsForThemselvesAlone() {
        Answer opened = open(
                        lena,
                        Map.of(
                                "requesterId",
                                carol.userId(),
                                "memberIds",
                                List.of(cast.ravi().userId())))
                .expect(201);
        String ticketId = opened.json().at("/ticket/ticketId").stringValue();
        assertThat(opened.json().path("member").booleanValue()).isTrue();
        assertThat(ticketOf(carol, ticketId).path("number").stringValue()).startsWith("HD-");

        open(carol, Map.of("requesterId", carol.userId())).expect(201);
        open(carol, Map.of("requesterId", dave.userId())).expectProblem(403, "forbidden");
        open(carol, Map.of("memberIds", List.of(lena.userId()))).expectProblem(403, "forbidden");
        open(lena, Map.of("requesterId", lena.userId())).expectProblem(403, "forbidden");
        open(lena, Map.of("requesterId", "nobody")).expectProblem(404, "not_found");
        open(cast.ticketService(), Map.of()).expectProblem(403, "forbidden");
    }

    @Test
    void aTicketIsMadeOfAConversationAtOnce() {
        String talk = directConversation(carol, lena);
        Session listening = connect(carol);

        as(lena).post("/conversations/" + talk + "/ticket-requests", Map.of("title", "Printer on fire"))
                .expect(202);

        String ticketId = listening.awaits("ticket_linked").text("ticketId");
        JsonNode ticket = ticketOf(carol, ticketId);
        assertThat(ticket.path("requesterId").stringValue()).isEqualTo(carol.userId());
        assertThat(ticket.path("title").stringValue()).isEqualTo("Printer on fire");
        assertThat(actions(lena, ticketId)).containsExactly("close", "set_status", "edit");
        open(dave, Map.of("conversationId", talk)).expectProblem(404, "not_found");
    }

    @Test
    void askingForATicketCountsAsAMessage() {
        Answer answer = null;
        // Of conversations that there are not: requests that are refused take little time.
        for (int i = 0; i < 200 && (answer == null || answer.status() == 404); i++) {
            answer = as(lena).post("/conversations/" + newId() + "/ticket-requests", Map.of("title", "Printer " + i));
        }

        answer.expectProblem(429, "rate_limited");
    }

    @Test
    void staffCloseWithALastMessageAndANoteForThemselves() {
        String ticketId = ofCarol();

        JsonNode closed = step(lena, ticketId, "close", Map.of("message", "It is out", "reason", "a candle"))
                .expect(200)
                .json();
        step(lena, ticketId, "close", Map.of("message", "It is out", "reason", "a candle"))
                .expect(200);
        step(lena, ticketId, "close", Map.of()).expect(200);
        step(lena, ticketId, "close", Map.of("message", "It is out again")).expectProblem(409, "closed");
        step(cast.ravi(), ticketId, "close", Map.of("message", "It is out")).expectProblem(409, "closed");
        step(cast.ravi(), ticketId, "close", Map.of("reason", "a candle")).expectProblem(409, "closed");

        assertThat(closed.at("/ticket/closed").booleanValue()).isTrue();
        assertThat(closed.at("/ticket/status").stringValue()).isEqualTo("solved");
        assertThat(log(carol, ticketId)).endsWith("member_joined", "It is out", "closed");
        assertThat(as(lena).get("/conversations/notes-ticket-" + ticketId + "/messages")
                        .body())
                .contains("a candle");
        assertThat(actions(lena, ticketId)).containsExactly("reopen", "edit");
        step(lena, ticketId, "status", Map.of("status", "pending")).expectProblem(409, "closed");
    }

    @Test
    void clientsCloseAndReopenTheirOwn() {
        String ticketId = ofCarol();

        step(dave, ticketId, "close", Map.of()).expectProblem(404, "not_found");
        step(carol, ticketId, "close", Map.of("reason", "none")).expectProblem(403, "forbidden");
        step(carol, ticketId, "close", Map.of("message", "Thank you")).expect(200);
        assertThat(actions(carol, ticketId)).containsExactly("reopen");
        step(carol, ticketId, "reopen", Map.of()).expect(200);
        step(carol, ticketId, "reopen", Map.of()).expect(200);

        assertThat(log(carol, ticketId)).endsWith("Thank you", "closed", "reopened");
        step(carol, ticketId, "status", Map.of("status", "pending")).expectProblem(403, "forbidden");
        as(carol).patch("/tickets/" + ticketId, Map.of("title", "Mine")).expectProblem(403, "forbidden");
    }

    @Test
    void theNextMessageOfTheRequesterReopensIt() {
        String ticketId = ofCarol();
        step(lena, ticketId, "claim", Map.of()).expect(200);
        step(lena, ticketId, "close", Map.of()).expect(200);

        say(lena, ticketId, "by the way").expect(201);
        assertThat(ticketOf(lena, ticketId).path("closed").booleanValue()).isTrue();
        say(carol, ticketId, "it burns again").expect(201);

        assertThat(log(carol, ticketId)).endsWith("closed", "by the way", "reopened", "it burns again");
        JsonNode ticket = ticketOf(carol, ticketId);
        assertThat(ticket.path("closed").booleanValue()).isFalse();
        assertThat(ticket.path("status").stringValue()).isEqualTo("open");
        assertThat(ticket.path("assigneeId").stringValue()).isEqualTo(lena.userId());
    }

    @Test
    void messagesAtTheSameTimeReopenItOnceAndNoneIsLost() throws Exception {
        String ticketId = ofCarol();
        step(lena, ticketId, "close", Map.of("message", "bye")).expect(200);
        List<Callable<Answer>> messages = Stream.of("a", "b", "c", "d", "e", "f")
                .<Callable<Answer>>map(text -> () -> say(text.compareTo("d") < 0 ? carol : lena, ticketId, text))
                .toList();

        for (Future<Answer> answer : THREADS.invokeAll(messages)) {
            answer.get().expect(201);
        }

        List<String> log = log(carol, ticketId);
        assertThat(log).contains("a", "b", "c", "d", "e", "f").containsOnlyOnce("reopened");
        assertThat(log.indexOf("reopened")).isLessThan(Math.min(log.indexOf("a"), log.indexOf("b")));
    }

    @Test
    void whoBecomesAClientWhileATicketIsOpenedIsNotLetIn() {
        User ravi = cast.ravi();
        Map<String, ?> wanted = Map.of("requesterId", carol.userId(), "memberIds", List.of(ravi.userId()));

        whileBecomingAClient(ravi, () -> open(lena, wanted)).expectProblem(403, "forbidden");
        whileBecomingAClient(lena, () -> open(lena, Map.of("requesterId", carol.userId())))
                .expectProblem(403, "forbidden");
    }

    @Test
    void whoIsErasedWhileTheyCloseATicketDoesNotComeBackUnderTheirName() {
        User gone = cast.one("Quagga", "employee_l2");
        String ticketId = ofCarol();

        whileErased(gone, () -> step(gone, ticketId, "close", Map.of("message", "bye")))
                .expectProblem(404, "not_found");

        assertThat(ticketOf(carol, ticketId).path("closed").booleanValue()).isFalse();
        assertThat(as(carol)
                        .get("/conversations/ticket-" + ticketId + "/events?limit=200")
                        .body())
                .doesNotContain("Quagga", "bye");
    }

    /** Closed, and in the queue again for whoever opens it. */
    private String closedOf(User owner) {
        String ticketId = ofCarol();
        step(owner, ticketId, "claim", Map.of()).expect(200);
        step(owner, ticketId, "close", Map.of()).expect(200);
        as(lena).delete("/rooms/ticket-" + ticketId + "/members/" + owner.userId())
                .expect(204);
        return ticketId;
    }

    private void expectInTheQueue(String ticketId, User former) {
        JsonNode ticket = ticketOf(carol, ticketId);
        assertThat(ticket.path("closed").booleanValue()).isFalse();
        assertThat(ticket.path("assigneeId").isMissingNode()).isTrue();
        assertThat(as(lena).get("/rooms/ticket-" + ticketId).list("members"))
                .extracting(member -> member.required("userId").stringValue())
                .doesNotContain(former.userId());
    }

    @Test
    void whoBecomesAClientWhileTheirTicketIsReopenedDoesNotGetItBack() {
        User ravi = cast.ravi();
        String ticketId = closedOf(ravi);

        whileBecomingAClient(ravi, () -> step(lena, ticketId, "reopen", Map.of()))
                .expect(200);

        expectInTheQueue(ticketId, ravi);
    }

    @Test
    void whoBecomesAClientWhileAProgramReopensTheirTicketDoesNotGetItBack() {
        User ravi = cast.ravi();
        String ticketId = closedOf(ravi);
        User service = cast.ticketService();
        Person sender = new Person(service.userId(), service.userName(), Role.SERVICE);
        TicketRooms rooms = chat.bean(TicketRooms.class);

        whileBecomingAClient(
                ravi, () -> rooms.statusChanged(new ProgramRequest(sender, null, "", null), ticketId, "open"));

        expectInTheQueue(ticketId, ravi);
    }

    @Test
    void messagesOfTheRequesterDoNotWaitForTheAccountOfTheOwner() {
        User ravi = cast.ravi();
        String ticketId = closedOf(ravi);

        chat.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            chat.database().update("update account set user_role = 'CLIENT' where user_id = ?", ravi.userId());
            CompletableFuture.supplyAsync(() -> say(carol, ticketId, "it burns again"), THREADS)
                    .join()
                    .expect(201);
        });

        expectInTheQueue(ticketId, ravi);
    }

    @Test
    void afterAWhileAClosedTicketStaysClosedToItsRequester() {
        String ticketId = ofCarol();
        String mine = "/conversations/ticket-" + ticketId + "/messages/"
                + say(carol, ticketId, "it burns").expect(201).number("seq");
        step(lena, ticketId, "close", Map.of("message", "bye")).expect(200);
        closedBefore(ticketId, "'8' day");
        Session session = connect(carol);

        say(carol, ticketId, "it burns again").expectProblem(409, "closed");
        session.isRefused("/app/room_message", Map.of("roomId", "ticket-" + ticketId, "content", "hello"), "closed");
        as(carol).patch(mine, Map.of("content", "it burnt", "revision", 0)).expectProblem(409, "closed");
        as(carol).delete(mine).expectProblem(409, "closed");
        step(carol, ticketId, "reopen", Map.of()).expectProblem(409, "closed");
        assertThat(actions(carol, ticketId)).isEmpty();
        say(lena, ticketId, "a note to the files").expect(201);

        String next = open(carol, Map.of("conversationId", "ticket-" + ticketId))
                .expect(201)
                .json()
                .at("/ticket/ticketId")
                .stringValue();
        assertThat(log(carol, ticketId)).endsWith("a note to the files", "ticket_requested", "ticket_linked");
        JsonNode closed = ticketOf(carol, ticketId);
        assertThat(ticketOf(carol, next).path("follows").toString())
                .isEqualTo(
                        "{\"ticketId\":\"%s\",\"number\":\"%s\",\"title\":\"Printer on fire\"}",
                        ticketId, closed.path("number").stringValue());
        assertThat(closed.has("follows")).isFalse();
        step(lena, ticketId, "reopen", Map.of()).expect(200);
        open(carol, Map.of("conversationId", "ticket-" + next)).expectProblem(409, "conflict");
    }

    @Test
    void aClientSeesTheTicketBeforeTheirsOnlyIfThatIsTheirsToo() {
        String first = ofCarol();
        step(carol, first, "close", Map.of()).expect(200);
        String next = open(carol, Map.of("conversationId", "ticket-" + first))
                .expect(201)
                .json()
                .at("/ticket/ticketId")
                .stringValue();
        as(lena).patch("/tickets/" + first, Map.of("requesterId", dave.userId()))
                .expect(200);

        assertThat(ticketOf(carol, next).has("follows")).isFalse();
        assertThat(as(lena).get("/tickets/" + next)
                        .expect(200)
                        .json()
                        .at("/ticket/follows/ticketId")
                        .stringValue())
                .isEqualTo(first);
        as(lena).patch("/tickets/" + next, Map.of("requesterId", dave.userId())).expect(200);
        assertThat(ticketOf(dave, next).path("follows").path("ticketId").stringValue())
                .isEqualTo(first);
    }

    @Test
    void ofAClientNeverFollowsThatOfAnother() {
        String ofCarol = ofCarol();
        String roomId = "ticket-" + ofCarol;
        as(lena).put("/rooms/" + roomId + "/members/" + lena.userId()).expect(204);
        step(lena, ofCarol, "close", Map.of()).expect(200);
        Session page = connect(carol).hearsRoom(roomId);
        List<String> before = log(carol, ofCarol);

        open(lena, Map.of("requesterId", dave.userId(), "conversationId", roomId))
                .expectProblem(409, "conflict");

        assertThat(log(carol, ofCarol)).isEqualTo(before);
        assertThat(as(dave).get("/conversations").list("items")).isEmpty();
        step(lena, ofCarol, "reopen", Map.of()).expect(200);
        page.awaits("ticket_changed");
        assertThat(page.heard("ticket_requested")).isEmpty();
    }

    @Test
    void isNotMadeOfAReadOnlyRoom() {
        String roomId = as(lena).post("/rooms", Map.of("name", "Fair", "kind", "team"))
                .expect(201)
                .text("roomId");
        as(cast.ada()).patch("/rooms/" + roomId, Map.of("archived", true)).expect(200);

        as(lena).post("/conversations/" + roomId + "/ticket-requests", Map.of("title", "Too late"))
                .expectProblem(409, "closed");
    }

    @Test
    void theRequesterStaysInTheRoomAndStaffLeaveIt() {
        String roomId = "ticket-" + ofCarol();
        as(lena).put("/rooms/" + roomId + "/members/" + lena.userId()).expect(204);

        connect(carol).isRefused("/app/leave_room", Map.of("roomId", roomId), "forbidden");
        connect(lena).says("/app/leave_room", Map.of("roomId", roomId));

        as(carol).get("/conversations/" + roomId).expect(200);
        as(lena).get("/conversations/" + roomId).expectProblem(404, "not_found");
        as(lena).delete("/rooms/" + roomId + "/members/" + carol.userId()).expect(204);
        as(carol).get("/conversations/" + roomId).expectProblem(404, "not_found");
    }

    @Test
    void staffSetTheStatusAndTheTitle() {
        String ticketId = ofCarol();

        step(lena, ticketId, "status", Map.of("status", "pending")).expect(200);
        step(lena, ticketId, "status", Map.of("status", "pending")).expect(200);
        step(lena, ticketId, "status", Map.of("status", "lost")).expectProblem(400, "bad_request");
        as(lena).patch("/tickets/" + ticketId, Map.of("title", "Printer in ashes"))
                .expect(200);
        as(lena).patch("/tickets/" + ticketId, Map.of()).expectProblem(400, "bad_request");
        step(lena, ticketId, "status", Map.of("status", "solved")).expect(200);

        assertThat(log(carol, ticketId)).endsWith("opened", "status_changed", "renamed", "closed");
        assertThat(ticketOf(carol, ticketId).path("title").stringValue()).isEqualTo("Printer in ashes");
        as(lena).patch("/tickets/" + ticketId, Map.of("requesterId", dave.userId()))
                .expect(200);
        assertThat(ticketOf(dave, ticketId).path("closed").booleanValue()).isTrue();
    }

    /** As whoever changes the client's role, or brings them into the conversation, locks both. */
    @Test
    void theAccountOfTheRequesterIsLockedBeforeTheConversation() {
        String talk = directConversation(lena, carol);

        Answer opened = whileAccountOfCarolIsLocked(talk, "CLIENT");

        opened.expect(201);
        assertThat(opened.json().at("/ticket/requesterId").stringValue()).isEqualTo(carol.userId());
    }

    @Test
    void whoBecomesStaffMeanwhileIsNotTheRequester() {
        String talk = directConversation(lena, carol);

        whileAccountOfCarolIsLocked(talk, "EMPLOYEE_L1").expectProblem(409, "conflict");

        assertThat(as(lena).get("/conversations/" + talk + "/events")
                        .expect(200)
                        .body())
                .doesNotContain("ticket_requested");
    }

    /** @return the answer to a ticket that is made of the conversation meanwhile */
    private Answer whileAccountOfCarolIsLocked(String conversationId, String role) {
        return Objects.requireNonNull(chat.bean(TransactionTemplate.class).execute(status -> {
                    chat.database().update("update account set user_role = ? where user_id = ?", role, carol.userId());
                    CompletableFuture<Answer> opening = CompletableFuture.supplyAsync(
                            () -> open(lena, Map.of("conversationId", conversationId)), THREADS);
                    await("a ticket that waits for the account").until(this::somebodyWaitsForARow);
                    assertThat(chat.database()
                                    .queryForList(
                                            "select conversation_id from conversation where conversation_id = ? for update nowait",
                                            conversationId))
                            .hasSize(1);
                    return opening;
                }))
                .join();
    }
}
