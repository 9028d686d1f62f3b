package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.sealkloud.chat.testing.AmqpListener;
import com.sealkloud.chat.testing.EventSchemas;
import com.sealkloud.chat.testing.Json;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.TicketService;
import com.sealkloud.chat.testing.TicketService.Letter;
import com.sealkloud.chat.testing.User;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code chat.inbound}: requests of ticket services, answers and refusals. */
class InboundTests extends TicketServiceTest {
    private Map<String, Object> ticket(Object... more) {
        Map<String, Object> ticket = new HashMap<>(Map.of(
                "ticketId",
                ticketId,
                "number",
                "HD-4711",
                "title",
                "Printer on fire",
                "status",
                "open",
                "requesterId",
                carol.userId(),
                "assigneeId",
                lena.userId()));
        for (int i = 0; i < more.length; i += 2) {
            ticket.put((String) more[i], more[i + 1]);
        }
        return ticket;
    }

    private Map<String, Object> post(String content) {
        return Map.of("roomId", roomId, "content", content);
    }

    private String room() {
        return "room." + roomId;
    }

    private static BasicProperties.Builder id(String messageId) {
        return new BasicProperties.Builder().messageId(messageId);
    }

    private List<String> contents() {
        return chat.as(lena).get("/conversations/" + roomId + "/messages?limit=200").list("messages").stream()
                .map(message -> message.required("content").stringValue())
                .toList();
    }

    private List<Letter> letters() {
        return TicketService.takeLetters(chat).stream()
                .filter(letter -> letter.body().contains(ticketId))
                .toList();
    }

    @Test
    void aTicketIsOpenedWithItsRequesterItsAssigneeAndWhatPeopleCallIt() {
        try (Session listening = chat.connect(carol)) {
            JsonNode answer = service.does("ticket.opened", ticket());

            assertThat(listening
                            .awaits(
                                    "member_joined",
                                    event -> event.text("roomId").equals(roomId)
                                            && event.text("userId").equals(carol.userId()))
                            .text("userId"))
                    .isEqualTo(carol.userId());
            JsonNode conversation =
                    chat.as(carol).get("/conversations/" + roomId).expect(200).json();
            assertThat(conversation.required("title").stringValue()).isEqualTo("Printer on fire");
            assertThat(conversation.required("lastSeq").longValue())
                    .isEqualTo(answer.required("seq").longValue());
            JsonNode ticket = conversation.required("ticket");
            assertThat(ticket.required("number").stringValue()).isEqualTo("HD-4711");
            assertThat(ticket.required("status").stringValue()).isEqualTo("open");
            assertThat(ticket.required("requesterId").stringValue()).isEqualTo(carol.userId());
            assertThat(ticket.required("assigneeId").stringValue()).isEqualTo(lena.userId());
            assertThat(chat.as(lena)
                            .get("/rooms/" + roomId)
                            .expect(200)
                            .json()
                            .at("/ticket/number")
                            .stringValue())
                    .isEqualTo("HD-4711");
        }
    }

    @Test
    void aTicketServicePostsFilesThatItHasUploaded() {
        service.does("ticket.opened", ticket());
        User program = program();
        String notes = "notes-" + roomId;
        List<String> files = Stream.of(roomId, notes)
                .map(conversation -> uploaded(program, conversation))
                .toList();

        service.does(room(), Map.of("roomId", roomId, "content", "", "attachmentIds", List.of(files.get(0))));
        service.does(
                room(),
                Map.of("roomId", roomId, "content", "", "kind", "note", "attachmentIds", List.of(files.get(1))));

        assertThat(chat.as(carol)
                        .get("/attachments/" + files.get(0))
                        .expect(200)
                        .body())
                .isEqualTo("bill");
        chat.as(carol).get("/attachments/" + files.get(1)).expectProblem(404, "not_found");
        assertThat(chat.as(lena).get("/attachments/" + files.get(1)).expect(200).body())
                .isEqualTo("bill");
    }

    @Test
    void filesThatATicketServiceMayNotPostThereAreRefused() {
        service.does("ticket.opened", ticket());
        User program = program();
        String foreign = uploaded(carol, roomId);
        String ofNote = uploaded(program, "notes-" + roomId);
        String used = uploaded(program, roomId);
        List<String> eleven = IntStream.range(0, 11)
                .mapToObj(number -> uploaded(program, roomId))
                .toList();
        assertThat(postsFiles(List.of(used))).isEqualTo("stored");

        assertThat(postsFiles(List.of(foreign))).as("carol's").isEqualTo("not_found");
        assertThat(postsFiles(List.of(ofNote))).as("in the notes").isEqualTo("not_found");
        assertThat(postsFiles(List.of("no-file"))).as("unknown").isEqualTo("not_found");
        assertThat(postsFiles(List.of(used))).as("used before").isEqualTo("not_found");
        assertThat(postsFiles(List.of(eleven.get(0), used))).as("one of two").isEqualTo("not_found");
        assertThat(postsFiles(eleven)).isEqualTo("bad_request");

        List<Letter> dead = new ArrayList<>();
        await("the letters").until(() -> dead.addAll(letters()) && dead.size() >= 6);
        assertThat(dead)
                .extracting(letter -> letter.error().split(":", 2)[0])
                .containsExactly("not_found", "not_found", "not_found", "not_found", "not_found", "bad_request");
        assertThat(dead).extracting(Letter::routingKey).containsOnly(room());
        assertThat(contents()).containsExactly("");
        chat.as(carol)
                .post(
                        "/conversations/" + roomId + "/messages",
                        Map.of("content", "", "attachmentIds", List.of(foreign)))
                .expect(201);
        assertThat(postsFiles(eleven.subList(0, 10)))
                .as("what was refused is nobody's")
                .isEqualTo("stored");
    }

    /** Logged in anew: a test that disables it ends its tokens. */
    private User program() {
        return chat.logIn("ticket-service", "chat-demo");
    }

    private String uploaded(User user, String conversationId) {
        return chat.as(user)
                .with("Content-Disposition", "attachment; filename=\"bill.txt\"")
                .with("Content-Type", "text/plain")
                .post("/conversations/" + conversationId + "/attachments", "bill")
                .expect(201)
                .text("attachmentId");
    }

    private String postsFiles(List<String> files) {
        return answer(InboundKeys.POST, Map.of("roomId", roomId, "content", "", "attachmentIds", files));
    }

    @Test
    void aTicketServiceEditsAndDeletesWhatItHasWrittenAndNothingElse() {
        service.does("ticket.opened", ticket());
        long seq = service.does(room(), Map.of("roomId", roomId, "content", "On Monday", "kind", "text"))
                .required("seq")
                .longValue();
        long formal =
                service.does(room(), post("Of the kind ticket")).required("seq").longValue();
        long ofCarol = chat.as(carol)
                .post("/conversations/" + roomId + "/messages", Map.of("content", "Mine"))
                .expect(201)
                .number("seq");
        Map<String, Object> tuesday = edit(seq, "On Tuesday", 0);

        try (Session listening = chat.connect(carol).hearsRoom(roomId)) {
            JsonNode first = service.asks("message.edit", tuesday, id("edit-" + ticketId));

            listening.awaits(
                    "message_edited",
                    event -> event.number("targetSeq") == seq
                            && event.text("content").equals("On Tuesday"));
            assertThat(first.required("status").stringValue()).isEqualTo("stored");
            service.does("message.edit", edit(seq, "On Wednesday", 1));
            assertThat(service.asks("message.edit", tuesday, id("edit-" + ticketId)))
                    .isEqualTo(first);
            assertThat(contents()).containsExactly("On Wednesday", "Of the kind ticket", "Mine");
        }

        assertThat(service.isRefused("message.edit", edit(seq, "On Friday", 1), id("stale" + ticketId)))
                .isEqualTo("conflict");
        assertThat(service.isRefused("message.edit", edit(formal, "x", 0), id("formal" + ticketId)))
                .isEqualTo("forbidden");
        assertThat(service.isRefused("message.edit", edit(seq, "x".repeat(10_001), 2), id("long" + ticketId)))
                .isEqualTo("too_large");
        for (String key : List.of("message.edit", "message.delete")) {
            assertThat(service.isRefused(key, edit(ofCarol, "x", 0), id(key + "-foreign" + ticketId)))
                    .isEqualTo("forbidden");
            assertThat(service.isRefused(key, edit(9_999, "x", 0), id(key + "-none" + ticketId)))
                    .isEqualTo("not_found");
            assertThat(service.isRefused(key, edit(-1, "x", 0), id(key + "-negative" + ticketId)))
                    .isEqualTo("bad_request");
        }

        service.does("message.delete", Map.of("roomId", roomId, "seq", seq));
        assertThat(chat.as(carol)
                        .get("/conversations/" + roomId + "/timeline")
                        .expect(200)
                        .body())
                .contains("Mine", "\"deleted\":true")
                .doesNotContain("On Monday", "On Tuesday", "On Wednesday");
        assertThat(service.isRefused("message.edit", edit(seq, "Again", 2), id("deleted" + ticketId)))
                .isEqualTo("conflict");
        letters();
    }

    private Map<String, Object> edit(long seq, String content, int revision) {
        return Map.of("roomId", roomId, "seq", seq, "content", content, "revision", revision);
    }

    @Test
    void aTicketServiceRepliesToMessagesOfTheRoomAlone() {
        service.does("ticket.opened", ticket());
        String notes = "notes-" + roomId;
        long question = chat.as(carol)
                .post("/conversations/" + roomId + "/messages", Map.of("content", "When?"))
                .expect(201)
                .number("seq");
        long note = service.does(room(), Map.of("roomId", roomId, "content", "Look", "kind", "note"))
                .required("seq")
                .longValue();

        assertThat(replies(roomId, question, "ticket")).isEqualTo("stored");
        assertThat(replies(roomId, question, "note")).isEqualTo("stored");
        assertThat(replies(notes, note, "note")).isEqualTo("stored");
        assertThat(replies(notes, note, "ticket"))
                .as("a client would learn of the note")
                .isEqualTo("bad_request");
        assertThat(replies(chat.cast().lena().userId(), 1, "ticket")).isEqualTo("bad_request");
        assertThat(replies(roomId, 1, "ticket")).as("an event, and no message").isEqualTo("not_found");
        assertThat(replies(roomId, question + 1_000, "ticket")).isEqualTo("not_found");
        assertThat(replies(roomId, 0, "ticket")).isEqualTo("bad_request");
        chat.as(carol)
                .delete("/conversations/" + roomId + "/messages/" + question)
                .expect(204);
        assertThat(replies(roomId, question, "ticket")).as("what is left of it").isEqualTo("stored");

        List<JsonNode> stored = chat.as(carol).get("/conversations/" + roomId + "/messages").list("messages").stream()
                .filter(message -> message.path("content").stringValue("").equals("Soon"))
                .toList();
        assertThat(stored)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.required("replyTo"))
                        .isEqualTo(Json.read(Json.write(Map.of("conversationId", roomId, "seq", question)))));
        assertThat(letters()).hasSize(5);
    }

    private String replies(String conversationId, long seq, String kind) {
        return answer(
                InboundKeys.POST,
                Map.of(
                        "roomId",
                        roomId,
                        "content",
                        "Soon",
                        "kind",
                        kind,
                        "replyTo",
                        Map.of("conversationId", conversationId, "seq", seq)));
    }

    /** @return the status of the answer, or the code of the refusal */
    private String answer(String key, Map<String, Object> body) {
        JsonNode answer = service.asks(key.equals(InboundKeys.POST) ? key + body.get("roomId") : key, body);
        return answer.path("code").asString(answer.path("status").asString(""));
    }

    @Test
    void whatATicketServiceSaysIsHeardByTheRoomAndByNobodyElse() {
        service.does("ticket.opened", ticket());
        User dave = chat.cast().dave();
        try (Session inRoom = chat.connect(carol).hearsRoom(roomId);
                Session other = chat.connect(dave)) {
            JsonNode answer = service.does(room(), post("We are looking at it"));

            var event = inRoom.awaitsContent("We are looking at it");
            assertThat(event.text("messageId"))
                    .isEqualTo(answer.required("messageId").stringValue());
            assertThat(event.seq()).isEqualTo(answer.required("seq").longValue());
            assertThat(event.text("senderId")).isEqualTo("ticket-service");
            assertThat(event.text("senderRole")).isEqualTo("service");
            assertThat(event.text("kind")).isEqualTo("ticket");

            service.does(room(), Map.of("roomId", roomId, "content", "You will be answered", "kind", "automated"));
            assertThat(inRoom.awaitsContent("You will be answered").text("kind"))
                    .isEqualTo("automated");
            chat.as(lena)
                    .post("/conversations", Map.of("userId", dave.userId()))
                    .expect(200);
            String direct = chat.as(lena)
                    .post("/conversations", Map.of("userId", dave.userId()))
                    .text("conversationId");
            chat.as(lena)
                    .post("/conversations/" + direct + "/messages", Map.of("content", "fence"))
                    .expect(201);
            other.awaitsContent("fence");
            assertThat(other.heard("room_message")).isEmpty();
            chat.as(dave).get("/conversations/" + roomId).expectProblem(404, "not_found");
        }
    }

    @Test
    void notesOfATicketServiceAreForStaffAlone() {
        service.does("ticket.opened", ticket());
        try (Session client = chat.connect(carol).hearsRoom(roomId);
                Session staff = chat.connect(lena).hears("/topic/notes." + roomId)) {
            service.does(room(), Map.of("roomId", roomId, "content", "She pays late", "kind", "note"));

            assertThat(staff.awaitsContent("She pays late").text("kind")).isEqualTo("note");
            service.does(room(), post("behind the note"));
            client.awaitsContent("behind the note");
            assertThat(client.heard("room_message")).hasSize(1);
            assertThat(chat.as(carol)
                            .get("/conversations/" + roomId + "/events?after=0&limit=200")
                            .body())
                    .doesNotContain("She pays late");
            chat.as(carol).get("/conversations/notes-" + roomId + "/messages").expectProblem(404, "not_found");
        }
    }

    @Test
    void aTicketsChangesAreEventsOfItsRoomAndCarryTheCorrelationId() {
        User ravi = chat.cast().ravi();
        try (AmqpListener program = AmqpListener.bind(rabbit, "chat.events", "ticket.#")) {
            service.does("ticket.opened", ticket());
            service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", "in progress"));
            service.does("ticket.assigned", Map.of("ticketId", ticketId, "assigneeId", ravi.userId()));
            service.publish(
                    "ticket.closed",
                    "{\"ticketId\":\"" + ticketId + "\"}",
                    new BasicProperties.Builder().correlationId("case-17"));

            await().until(() -> program.of(roomId).size() == 4);
            assertThat(program.of(roomId))
                    .extracting(delivery -> delivery.body().at("/data/change").stringValue())
                    .containsExactly("opened", "status_changed", "assigned", "closed");
            assertThat(program.of(roomId))
                    .allSatisfy(delivery -> assertThat(EventSchemas.errors(delivery.routingKey(), delivery.body()))
                            .isEmpty());
            JsonNode closed = program.of(roomId).get(3).body();
            assertThat(closed.required("correlationId").stringValue()).isEqualTo("case-17");
            assertThat(closed.required("ticketId").stringValue()).isEqualTo(ticketId);
            assertThat(closed.at("/actor/role").stringValue()).isEqualTo("service");
            assertThat(closed.at("/data/assigneeId").stringValue()).isEqualTo(ravi.userId());
            assertThat(closed.at("/data/status").stringValue()).isEqualTo("closed");
        }
        assertThat(chat.as(ravi)
                        .get("/conversations/" + roomId)
                        .expect(200)
                        .json()
                        .at("/ticket/status")
                        .stringValue())
                .isEqualTo("closed");
    }

    @Test
    void peopleAreBroughtInAndPutOut() {
        service.does("ticket.opened", ticket());
        User mona = chat.cast().mona();

        service.does("member.add", Map.of("roomId", roomId, "userId", mona.userId()));
        chat.as(mona).get("/conversations/" + roomId).expect(200);
        service.does("member.remove", Map.of("roomId", roomId, "userId", mona.userId()));

        chat.as(mona).get("/conversations/" + roomId).expectProblem(404, "not_found");
    }

    @Test
    void theTicketServiceNamesAnotherRequesterAndPutsOutWhoIsDisabled() {
        User dave = chat.cast().dave();
        User ada = chat.cast().ada();
        service.does("ticket.opened", ticket());

        service.does("ticket.opened", ticket("requesterId", dave.userId()));

        chat.as(dave).get("/conversations/" + roomId).expect(200);
        chat.as(carol).get("/conversations/" + roomId).expectProblem(404, "not_found");
        chat.as(ada).patch("/users/" + dave.userId(), Map.of("enabled", false)).expect(200);
        service.does("member.remove", Map.of("roomId", roomId, "userId", dave.userId()));
        chat.as(ada).patch("/users/" + dave.userId(), Map.of("enabled", true)).expect(200);
        assertThat(chat.as(ada).get("/rooms/" + roomId).list("members"))
                .noneMatch(member -> member.required("userId").stringValue().equals(dave.userId()));
        service.does("member.add", Map.of("roomId", roomId, "userId", carol.userId()));
        chat.as(carol).get("/conversations/" + roomId).expect(200);
    }

    @Test
    void aCloudEventSaysTheSame() {
        service.does("ticket.opened", ticket());
        Map<String, Object> event = Map.of(
                "specversion",
                "1.0",
                "id",
                "7",
                "source",
                "https://tickets.example/" + ticketId,
                "type",
                "com.example.comment",
                "data",
                post("from a CloudEvent"));
        BasicProperties.Builder type =
                new BasicProperties.Builder().contentType("Application/CloudEvents+JSON; Charset=UTF-8");

        JsonNode first = service.asks(room(), event, type);
        JsonNode again = service.asks(room(), event, type);

        assertThat(first.required("status").stringValue()).isEqualTo("stored");
        assertThat(again).isEqualTo(first);
        assertThat(contents()).containsExactly("from a CloudEvent");
    }

    @Test
    void whatIsSentAgainIsStoredOnceWhicheverIdItHas() {
        service.does("ticket.opened", ticket());
        Map<String, Object> named = Map.of("roomId", roomId, "content", "by its own id", "clientMessageId", ticketId);

        JsonNode first = service.does(room(), named);
        assertThat(service.asks(room(), named, id("another-" + ticketId))).isEqualTo(first);
        JsonNode second = service.asks(room(), post("by the message id"), id(ticketId));
        assertThat(service.asks(room(), post("by the message id"), id(ticketId)))
                .isEqualTo(second);

        assertThat(contents()).containsExactly("by its own id", "by the message id");
        assertThat(service.isRefused(room(), post("something else"), id(ticketId)))
                .isEqualTo("conflict");
        List<Letter> dead = new ArrayList<>();
        await("the letter").until(() -> dead.addAll(letters()));
        assertThat(dead)
                .extracting(Letter::error)
                .singleElement()
                .satisfies(error -> assertThat(error).startsWith("conflict: "));
    }

    @Test
    void anOldRequestThatComesAgainUndoesNothing() {
        User mona = chat.cast().mona();
        service.does("ticket.opened", ticket());
        Map<String, Object> open = Map.of("ticketId", ticketId, "status", "open");
        Map<String, Object> add = Map.of("roomId", roomId, "userId", mona.userId());
        service.asks("ticket.status_changed", open, id("a" + ticketId));
        service.asks("member.add", add, id("b" + ticketId));
        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", "waiting"));
        service.does("member.remove", add);

        service.asks("ticket.status_changed", open, id("a" + ticketId));
        service.asks("member.add", add, id("b" + ticketId));

        assertThat(chat.as(lena)
                        .get("/rooms/" + roomId)
                        .json()
                        .at("/ticket/status")
                        .stringValue())
                .isEqualTo("waiting");
        chat.as(mona).get("/conversations/" + roomId).expectProblem(404, "not_found");
    }

    /** A request of each routing key, about a conversation and one of its messages. */
    private Map<String, Map<String, Object>> requests(String conversationId, long seq) {
        Map<String, Object> ofTicket = Map.of("ticketId", conversationId.replaceFirst("^ticket-", ""));
        Map<String, Object> ofMember =
                Map.of("roomId", conversationId, "userId", chat.cast().mona().userId());
        return Map.of(
                InboundKeys.POST,
                Map.of("roomId", conversationId, "content", "posted"),
                "ticket.opened",
                with(ofTicket, "title", "Printer on fire"),
                "ticket.status_changed",
                with(ofTicket, "status", "in progress"),
                "ticket.assigned",
                with(ofTicket, "assigneeId", lena.userId()),
                "ticket.escalate",
                ofTicket,
                "ticket.closed",
                ofTicket,
                "member.add",
                ofMember,
                "member.remove",
                ofMember,
                "message.edit",
                Map.of("roomId", conversationId, "seq", seq, "content", "Changed", "revision", 0),
                "message.delete",
                Map.of("roomId", conversationId, "seq", seq));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(field, value);
        return more;
    }

    /** Who may do what at RabbitMQ itself, {@link TicketServiceAccountTests} says. */
    @Test
    void eachRoutingKeyIsForProgramsAndForRoomsOfTicketsAlone() {
        assertThat(requests(roomId, 1).keySet())
                .as("routing keys of which it is decided who may use them")
                .isEqualTo(InboundKeys.all());
        service.does("ticket.opened", ticket());
        long seq = service.does(room(), with(post("mine"), "kind", "text"))
                .required("seq")
                .longValue();
        String team = chat.as(lena)
                .post("/rooms", Map.of("name", ticketId, "kind", "team"))
                .text("roomId");
        String direct = chat.as(lena)
                .post("/conversations", Map.of("userId", carol.userId()))
                .text("conversationId");
        User ada = chat.cast().ada();
        for (Map<String, Object> end :
                List.<Map<String, Object>>of(Map.of("enabled", false), Map.of("userRole", "client"))) {
            chat.as(ada).patch("/users/ticket-service", end).expect(200);
            try {
                requests(roomId, seq)
                        .forEach((key, body) -> assertThat(answer(key, body))
                                .as("%s, %s", key, end)
                                .isEqualTo("forbidden"));
            } finally {
                chat.as(ada)
                        .patch("/users/ticket-service", Map.of("enabled", true, "userRole", "service"))
                        .expect(200);
            }
        }
        requests(roomId, seq)
                .forEach((key, body) -> assertThat(answer(key, body)).as(key).isNotIn("forbidden", "not_found"));
        for (String elsewhere : List.of(team, direct, "ticket-no-" + ticketId)) {
            requests(elsewhere, 1).forEach((key, body) -> {
                // The ids of tickets name no other rooms, and a ticket that there is not is opened.
                if (body.containsKey("roomId") || elsewhere.startsWith("ticket-") && !key.equals("ticket.opened")) {
                    assertThat(answer(key, body)).as("%s in %s", key, elsewhere).isEqualTo("not_found");
                }
            });
        }
        letters();
    }

    private static Path schemaOf(Bad bad) {
        String name = bad.routingKey().startsWith("room.") ? "room" : bad.routingKey();
        return Path.of("src/main/resources/schemas/inbound", name + ".json");
    }

    private record Bad(String code, String routingKey, String contentType, String body) {}

    @Test
    void whatCannotBeDoneIsRefusedOnceWithACodeAndHoldsUpNothing() {
        service.does("ticket.opened", ticket());
        String team = chat.as(lena)
                .post("/rooms", Map.of("name", ticketId, "kind", "team"))
                .text("roomId");
        String json = "application/json";
        String body = "{\"roomId\":\"" + roomId + "\",\"content\":%s}";
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"note\":\"" + ticketId
                + "\"%s}";
        List<Bad> bad = List.of(
                new Bad("bad_request", room(), json, "no json " + ticketId),
                new Bad("bad_request", room(), json, "[\"" + ticketId + "\"]"),
                new Bad("bad_request", room(), json, "{\"roomId\":\"" + roomId + "\"}"),
                new Bad("bad_request", room(), json, body.formatted("7")),
                new Bad("bad_request", room(), json, body.formatted("\" \"")),
                new Bad("bad_request", room(), json, body.formatted("\"a\\u0000b\"")),
                new Bad("bad_request", room(), json, body.formatted("\"a\\ud800b\"")),
                new Bad("bad_request", room(), json, body.formatted("\"\\u2800\"")),
                new Bad("bad_request", room(), json, body.formatted("\"x\",\"kind\":\"gossip\"")),
                new Bad("bad_request", room(), json, body.formatted("\"x\",\"clientMessageId\":\"a b\"")),
                new Bad("bad_request", room() + "x", json, body.formatted("\"x\"")),
                new Bad("bad_request", room(), "text/plain", body.formatted("\"x\"")),
                new Bad("bad_request", room(), "application/cloudevents+json", body.formatted("\"x\"")),
                new Bad("bad_request", room(), "application/cloudevents+json", event.formatted("")),
                new Bad("bad_request", room(), "application/cloudevents+json", event.formatted(",\"data\":\"x\"")),
                new Bad("identity_mismatch", room(), json, body.formatted("\"x\",\"senderName\":\"lena\"")),
                new Bad("too_large", room(), json, body.formatted("\"" + "x".repeat(10_001) + "\"")),
                new Bad("too_large", room(), json, body.formatted("\"" + "x".repeat(300_000) + "\"")),
                new Bad(
                        "not_found",
                        "room.no-" + ticketId,
                        json,
                        "{\"roomId\":\"no-" + ticketId + "\",\"content\":\"x\"}"),
                new Bad(
                        "not_found",
                        "room." + team,
                        json,
                        "{\"roomId\":\"" + team + "\",\"content\":\"x\",\"note\":\"" + ticketId + "\"}"),
                new Bad("bad_request", "ticket.opened", json, "{\"ticketId\":\"" + ticketId + "\"}"),
                new Bad(
                        "bad_request",
                        "ticket.opened",
                        json,
                        "{\"ticketId\":\"x" + ticketId + "\",\"title\":\"a\\nb\"}"),
                new Bad(
                        "bad_request",
                        "ticket.opened",
                        json,
                        "{\"ticketId\":\"x" + ticketId + "\",\"title\":\"a\",\"number\":\"\\u202e\"}"),
                new Bad("bad_request", "ticket.opened", json, "{\"ticketId\":\"a." + ticketId + "\",\"title\":\"x\"}"),
                new Bad(
                        "not_found",
                        "ticket.opened",
                        json,
                        "{\"ticketId\":\"x" + ticketId + "\",\"title\":\"x\",\"requesterId\":\"nobody\"}"),
                new Bad("not_found", "ticket.closed", json, "{\"ticketId\":\"no-" + ticketId + "\"}"),
                new Bad(
                        "forbidden",
                        "ticket.assigned",
                        json,
                        "{\"ticketId\":\"" + ticketId + "\",\"assigneeId\":\"" + carol.userId() + "\"}"),
                new Bad(
                        "not_found",
                        "member.add",
                        json,
                        "{\"roomId\":\"" + roomId + "\",\"userId\":\"nobody-" + ticketId + "\"}"),
                new Bad(
                        "forbidden",
                        "member.add",
                        json,
                        "{\"roomId\":\"" + roomId + "\",\"userId\":\""
                                + chat.cast().dave().userId() + "\"}"));
        bad.forEach(one -> service.publish(
                one.routingKey(), one.body(), new BasicProperties.Builder().contentType(one.contentType())));
        byte[] notUtf8 =
                ("{\"roomId\":\"" + roomId + "\",\"content\":\"\u00ff\"}").getBytes(StandardCharsets.ISO_8859_1);
        service.publish(room(), notUtf8, new BasicProperties.Builder());

        service.does(room(), post("behind the bad ones"));

        List<Letter> dead = new ArrayList<>();
        await().until(() -> dead.addAll(letters()) && dead.size() >= bad.size() + 1);
        for (Bad one : bad) {
            assertThat(dead)
                    .as(
                            "%s %s",
                            one.routingKey(),
                            one.body().substring(0, Math.min(200, one.body().length())))
                    .anySatisfy(letter -> {
                        assertThat(letter.body()).isEqualTo(one.body());
                        assertThat(letter.routingKey()).isEqualTo(one.routingKey());
                        assertThat(letter.error()).startsWith(one.code() + ": ");
                    });
        }
        assertThat(dead).hasSize(bad.size() + 1);
        assertThat(contents()).containsExactly("behind the bad ones");
        chat.as(lena).get("/rooms/ticket-x" + ticketId).expectProblem(404, "not_found");
    }

    @Test
    void theLongestContentPassesHoweverItIsEscaped() {
        service.does("ticket.opened", ticket());
        try (AmqpListener program = AmqpListener.bind(service.rabbit(), "chat.events", "message.created")) {
            service.publish(
                    room(),
                    "{\"roomId\":\"" + roomId + "\",\"content\":\"" + "\\ud83d\\ude00".repeat(10_000) + "\"}",
                    new BasicProperties.Builder().contentType("application/json"));
            await().until(() -> program.of(roomId).size() == 1);
        }

        assertThat(contents()).containsExactly("\ud83d\ude00".repeat(10_000));
    }

    @Test
    void whatATicketServiceSendsInARowKeepsItsOrder() {
        service.does("ticket.opened", ticket());
        List<String> said = IntStream.range(0, 150).mapToObj(i -> "number " + i).toList();

        said.forEach(content -> service.publish(
                room(),
                "{\"roomId\":\"" + roomId + "\",\"content\":\"" + content + "\"}",
                new BasicProperties.Builder()));
        service.does("ticket.closed", Map.of("ticketId", ticketId));

        assertThat(contents()).isEqualTo(said);
    }

    @Test
    void nobodyIsAnsweredAtAQueueThatIsNotTheirs() {
        service.does("ticket.opened", ticket());
        service.publish(
                room(),
                "{\"roomId\":\"" + roomId + "\",\"content\":\"answer elsewhere\"}",
                new BasicProperties.Builder().replyTo("chat.dead-letter").correlationId("x"));
        service.does(room(), post("behind it"));

        assertThat(contents()).containsExactly("answer elsewhere", "behind it");
        assertThat(TicketService.takeLetters(chat))
                .noneMatch(letter -> letter.body().contains("stored"));
    }
}
