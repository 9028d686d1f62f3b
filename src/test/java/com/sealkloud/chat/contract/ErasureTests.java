package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.PushReceiver.Device;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.Traces;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Erasure of people and conversations: what goes, what stays, and who may ask for it. */
class ErasureTests extends EitherBroker {

    private static final String REASON = "asked for on the phone";

    /** That there was an account, and what is forgotten within a minute, and within two days. */
    private static final Set<String> KEPT = Set.of("account", "access_change", "attachment_quota");

    /** In every name, text and file of whoever is erased, and nowhere else. */
    private final String canary = "Quagga" + newId().substring(0, 8);

    @Test
    void nothingOfAnErasedPersonIsFoundAnywhere() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        User ada = cast.ada();
        User carol = cast.withId("carol-" + newId(), canary + " Danvers" + "🦊".repeat(51), "client");
        as(ada).patch("/users/" + carol.userId(), Map.of("mail", canary + "@example.org"))
                .expect(200);
        chat.database()
                .update(
                        "insert into scim_user (user_id, user_name, name_key, external_id, given_name, family_name)"
                                + " values (?, ?, ?, ?, ?, ?)",
                        carol.userId(),
                        canary,
                        canary.toLowerCase(Locale.ROOT),
                        canary,
                        canary,
                        canary);
        as(carol).with("Content-Type", "image/png").put("/me/picture", PNG).expect(200);
        String webhook = unreachableWebhook();
        Device phone = Servers.pushReceiver().newDevice();
        as(ravi).post("/me/push-subscriptions", phone.subscription()).expect(201);
        String talk = directConversation(carol, ravi);
        write(carol, talk, "the first words of " + canary);
        as(carol)
                .patch("/conversations/" + talk + "/messages/1", Map.of("content", canary + " again", "revision", 0))
                .expect(200);
        await("a push").until(() -> !phone.deliveries().isEmpty());
        String file = uploaded(carol, talk, canary + ".txt", (canary + " in a file").getBytes(StandardCharsets.UTF_8));
        as(carol)
                .post("/conversations/" + talk + "/messages", Map.of("content", "", "attachmentIds", List.of(file)))
                .expect(201);
        uploaded(carol, talk, canary + "-2.txt", canary.getBytes(StandardCharsets.UTF_8));
        long answer = write(ravi, talk, "what ravi has said");
        as(carol)
                .put("/conversations/" + talk + "/messages/" + answer + "/reactions/%F0%9F%91%8D")
                .expect(204);
        String ticketId = newId().substring(0, 20);
        String room = as(lena).post(
                        "/rooms",
                        Map.of(
                                "name",
                                "Printer of " + canary,
                                "kind",
                                "ticket",
                                "ticketId",
                                ticketId,
                                "memberIds",
                                List.of(carol.userId(), lena.userId())))
                .expect(201)
                .text("roomId");
        write(carol, room, canary + " has a question");
        as(lena).post("/tickets/" + ticketId + "/claim", null);
        Session listener = connect(lena).hearsRoom(room);
        Session theirs = connect(carol);
        awaitFound(ravi, canary);
        Traces traces = new Traces(chat);
        assertThat(traces.of(canary))
                .as("the scan looks into all of these")
                .contains(
                        "account",
                        "log_entry",
                        "attachment",
                        "conversation",
                        "webhook_delivery",
                        "push_message",
                        "scim_user",
                        "files")
                .contains(mode.hasPostgres() ? "search_word" : "search_entry");

        String erasure = as(ada).post("/users/" + carol.userId() + "/erasure", Map.of("reason", REASON))
                .expect(202)
                .text("erasureId");

        await("the erasure").until(() -> status(ada, erasure).equals("done"));
        await("nothing is left")
                .untilAsserted(() -> assertThat(traces.of(canary)).isEmpty());
        assertThat(chat.database()
                        .queryForObject(
                                "select picture_key from account where user_id = ?", String.class, carol.userId()))
                .isNull();
        JsonNode done = as(ada).get("/erasures/" + erasure).expect(200).json();
        assertThat(done.path("total").asLong()).isEqualTo(3);
        assertThat(done.path("done").asLong()).isEqualTo(3);
        Event deleted = listener.awaits("message_deleted");
        assertThat(deleted.text("reason")).isEqualTo("erasure");
        Event told = listener.awaits("person_erased");
        assertThat(told.text("userId")).isEqualTo(carol.userId());
        assertThat(told.text("userName")).isEqualTo("Deleted person");
        assertThat(as(ravi).get("/conversations/" + talk + "/messages").list("messages"))
                .extracting(message -> message.path("content").asString())
                .containsExactly("", "", "what ravi has said");
        assertThat(as(ravi).get("/conversations/" + talk + "/messages").list("messages"))
                .extracting(message -> message.path("senderName").asString())
                .containsExactly("Deleted person", "Deleted person", ravi.userName());
        assertThat(as(lena).get("/conversations/" + room + "/timeline").body()).doesNotContain(canary);
        theirs.socket().awaitsClose();
        as(carol).get("/me").expect(401);
        as(ravi).post("/conversations", Map.of("userId", carol.userId())).expect(404);
        as(ravi).post("/conversations/" + talk + "/messages", Map.of("content", "are you there?"))
                .expect(403);
        as(ada).post("/users/" + carol.userId() + "/erasure", Map.of("reason", REASON))
                .expectProblem(409, "conflict");
        as(ada).patch("/users/" + carol.userId(), Map.of("enabled", true)).expectProblem(409, "conflict");
        as(ada).delete("/webhooks/" + webhook).expect(204);
    }

    /** Rows of a feature that does not listen to an erasure would stay. */
    @Test
    void ofAnErasedPersonOnlyTheAccountIsLeftInTheTables() {
        User ada = cast.ada();
        User carol = cast.carol();
        User lena = cast.lena();
        String talk = directConversation(carol, lena);
        write(carol, talk, "hello");
        Session session = connect(carol);
        as(carol)
                .post(
                        "/me/push-subscriptions",
                        Servers.pushReceiver().newDevice().subscription())
                .expect(201);
        as(carol)
                .put("/me/muted-conversations/" + talk, Map.of("mentions", true))
                .expect(204);
        uploaded(carol, talk, "plan.txt", canary.getBytes(StandardCharsets.UTF_8));
        for (String row : List.of(
                "second_factor (secret, last_step, user_id) values ('secret', 0, ?)",
                "recovery_code (code_hash, user_id) values ('hash', ?)",
                "known_place (place, seen_at, user_id) values ('net:192.0.2.1', now(), ?)",
                "notification_settings (desktop, sound, sound_name, previews, time_zone, dnd_hours, user_id)"
                        + " values (true, true, 'chime', true, 'UTC', '[]', ?)",
                "account_link (purpose, expires_at, ended, created_at, token_hash, user_id)"
                        + " values ('RESET', now(), false, now(), '%s', ?)".formatted(newId()))) {
            chat.database().update("insert into " + row, carol.userId());
        }
        as(carol).post("/users/" + carol.userId() + "/exports", null).expect(202);
        assertThat(tablesOf(carol))
                .contains(
                        "push_subscription",
                        "muted_conversation",
                        "second_factor",
                        "recovery_code",
                        "known_place",
                        "notification_settings",
                        "account_link",
                        "external_identity",
                        "person_export",
                        "presence_lease");

        erase(ada, carol);

        session.socket().awaitsClose();
        await("what was theirs is gone")
                .untilAsserted(() -> assertThat(tablesOf(carol)).isSubsetOf(KEPT));
        assertThat(as(ada).get("/audit?action=person.erased&target=user:" + carol.userId())
                        .expect(200)
                        .list("items"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("actor").asString()).isEqualTo(ada.userId()));
    }

    /** @return those that have a row of this user */
    private Set<String> tablesOf(User person) {
        return chat
                .database()
                .queryForList(
                        "select table_name from information_schema.columns where lower(column_name) = 'user_id'"
                                + " and lower(table_schema) = 'public'",
                        String.class)
                .stream()
                .filter(table -> chat.database()
                                .queryForObject(
                                        "select count(*) from \"" + table + "\" where user_id = ?",
                                        Long.class,
                                        person.userId())
                        > 0)
                .map(table -> table.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whoeverWatchesTheServiceSeesAnErasureThatIsUnderWay() {
        User ada = cast.ada();
        User carol = cast.carol();
        String talk = directConversation(carol, cast.lena());
        write(carol, talk, canary);

        String erasure = chat.bean(TransactionTemplate.class).execute(status -> {
            chat.database().queryForList("select * from conversation where conversation_id = ? for update", talk);
            String begun = as(ada).post("/users/" + carol.userId() + "/erasure", Map.of("reason", REASON))
                    .expect(202)
                    .text("erasureId");
            await("the worker has it").until(() -> metric("chat_erasures_running") > 0);
            return begun;
        });

        await("the erasure").until(() -> status(ada, erasure).equals("done"));
        await("none is under way").until(() -> metric("chat_erasures_running") == 0);
    }

    /** All at once, they would keep the conversation locked, and their events in memory. */
    @Test
    void reactionsOfAnErasedPersonAreTakenOffTwoHundredAtATime() {
        User ada = cast.ada();
        User carol = cast.carol();
        User lena = cast.lena();
        String talk = directConversation(carol, lena);
        List<Long> messages = reactOften(carol, lena, talk);

        String erasure = whileLocked(talk, messages.get(5), () -> begunErasure(ada, carol), () -> {});

        await("the erasure").until(() -> status(ada, erasure).equals("done"));
        assertThat(reactionsIn(talk)).isZero();
        List<JsonNode> told = eventsAfter(lena, talk, messages.get(9)).stream()
                .filter(event -> event.path("type").asString().equals("reaction"))
                .toList();
        assertThat(told).hasSize(450).allSatisfy(event -> {
            assertThat(event.path("present").asBoolean(true)).isFalse();
            assertThat(event.path("userId").asString()).isEqualTo(carol.userId());
            assertThat(event.path("userName").asString()).isEqualTo("Deleted person");
            assertThat(event.path("messageId").asString()).isNotEmpty();
        });
        assertThat(told)
                .extracting(event ->
                        event.path("targetSeq").asLong() + event.path("emoji").asString())
                .doesNotHaveDuplicates();
    }

    @Test
    void anErasureThatAnotherNodeHasTakenOverTakesNoMoreReactionsOff() {
        User ada = cast.ada();
        User carol = cast.carol();
        User lena = cast.lena();
        String talk = directConversation(carol, lena);
        List<Long> messages = reactOften(carol, lena, talk);
        SmartLifecycle worker = chat.bean("erasureWorker", SmartLifecycle.class);

        String erasure = whileLocked(
                talk,
                messages.get(5),
                () -> begunErasure(ada, carol),
                () -> chat.database()
                        .update(
                                "update erasure set attempts = attempts + 1, due_at = now() + interval '1' hour"
                                        + " where subject_id = ?",
                                carol.userId()));
        worker.stop();

        assertThat(reactionsIn(talk)).isEqualTo(250);
        chat.database().update("update erasure set due_at = now() where erasure_id = ?", erasure);
        worker.start();
        await("the erasure").until(() -> status(ada, erasure).equals("done"));
        assertThat(reactionsIn(talk)).isZero();
    }

    /** @return the ten messages; the 200th of 450 reactions is not the last of its message */
    private List<Long> reactOften(User person, User author, String conversationId) {
        List<Long> messages = IntStream.range(0, 10)
                .mapToObj(number -> write(author, conversationId, "hello"))
                .toList();
        List<Object[]> reactions = new ArrayList<>();
        for (long seq : messages) {
            for (int emoji = 0x1f400; emoji < 0x1f400 + 45; emoji++) {
                reactions.add(new Object[] {conversationId, seq, Character.toString(emoji), person.userId()});
            }
        }
        chat.database()
                .batchUpdate(
                        "insert into message_reaction (conversation_id, seq, emoji, user_id, reacted_at)"
                                + " values (?, ?, ?, ?, now())",
                        reactions);
        return messages;
    }

    /** Begins an erasure, and keeps it from the reactions to a message that its second turn has. */
    private String whileLocked(String conversationId, long seq, Supplier<String> begin, Runnable then) {
        return Objects.requireNonNull(chat.bean(TransactionTemplate.class).execute(status -> {
            chat.database()
                    .queryForList(
                            "select emoji from message_reaction where conversation_id = ? and seq = ? for update",
                            conversationId,
                            seq);
            String erasure = begin.get();
            await("the first turn").until(() -> reactionsIn(conversationId) == 250);
            await("the second turn").until(this::somebodyWaitsForARow);
            then.run();
            return erasure;
        }));
    }

    private long reactionsIn(String conversationId) {
        return chat.database()
                .queryForObject(
                        "select count(*) from message_reaction where conversation_id = ?", Long.class, conversationId);
    }

    private List<JsonNode> eventsAfter(User reader, String conversationId, long seq) {
        List<JsonNode> events = new ArrayList<>();
        List<JsonNode> page;
        long after = seq;
        do {
            page = as(reader)
                    .get("/conversations/" + conversationId + "/events?after=" + after + "&limit=200")
                    .expect(200)
                    .list("items");
            events.addAll(page);
            after = page.isEmpty()
                    ? after
                    : page.get(page.size() - 1).path("seq").asLong();
        } while (!page.isEmpty());
        return events;
    }

    @Test
    void ticketsOfErasedStaffGoBackIntoTheQueue() {
        User ada = cast.ada();
        User dave = cast.dave();
        User lena = cast.withId("lena-" + newId(), canary + " Lang", "employee_l1");
        String room = ticketRoom(lena, dave, lena);
        String ticketId = room.substring("ticket-".length());
        as(lena).post("/tickets/" + ticketId + "/claim", null).expect(200);
        write(lena, room, "Yours sincerely, " + canary);
        write(lena, "notes-" + room, canary + " noted");
        as(lena).post(
                        "/tickets/" + ticketId + "/handovers",
                        Map.of("toId", cast.ravi().userId(), "note", "Please, " + canary))
                .expect(200);

        erase(ada, lena);

        JsonNode ticket =
                as(cast.ravi()).get("/tickets/" + ticketId).expect(200).json();
        assertThat(ticket.at("/ticket/assigneeId").asString("").isEmpty())
                .as("nobody has %s", ticket)
                .isTrue();
        assertThat(ticket.at("/ticket/title").asString(""))
                .as("a title of dave's ticket")
                .isEqualTo("ticket");
        Traces traces = new Traces(chat);
        await("nothing is left")
                .untilAsserted(() -> assertThat(traces.of(canary)).isEmpty());
    }

    @Test
    void whatOnlyLooksLikeTheIdOfAnErasedPersonChangesNothing() {
        User ada = cast.ada();
        User dave = cast.dave();
        User lena = cast.lena();
        String id = "zoe-" + newId();
        User namesake = cast.withId("other-" + newId(), id, "client");
        String held = directConversation(dave, lena);
        write(dave, held, id);
        as(dave).post("/conversations/" + held + "/messages", Map.of("content", "by its id", "clientMessageId", id))
                .expect(201);
        as(ada).put("/conversations/" + held + "/hold", Map.of("reason", REASON))
                .expect(204);
        String named = directConversation(namesake, lena);
        write(namesake, named, "my name is somebody's id");
        as(lena).post("/conversations/" + named + "/ticket-requests", Map.of("title", "Printer"))
                .expect(202);
        User zoe = cast.withId(id, canary, "client");
        User reader = cast.lena();
        String theirs = directConversation(zoe, reader);
        write(zoe, theirs, "hello");

        erase(ada, zoe);

        as(dave).post("/conversations/" + held + "/messages", Map.of("content", "still here"))
                .expect(201);
        as(lena).post("/conversations/" + named + "/messages", Map.of("content", "still here"))
                .expect(201);
        assertThat(as(lena).get("/conversations/" + named + "/timeline").body())
                .contains(id)
                .doesNotContain("Deleted person");
        as(reader)
                .post("/conversations/" + theirs + "/messages", Map.of("content", "are you there?"))
                .expect(403);
        as(ada).call("DELETE", "/conversations/" + held + "/hold", Map.of("reason", "settled"))
                .expect(204);
    }

    /** What is held is read before anything is locked. */
    @Test
    void aHoldThatComesWhileAnErasureWaitsForItsLocksIsSeen() {
        User ada = cast.ada();
        User carol = cast.carol();
        String talk = directConversation(carol, cast.lena());
        write(carol, talk, "hello");
        String path = "/users/" + carol.userId() + "/erasure";

        CompletableFuture<Answer> erasure = chat.bean(TransactionTemplate.class).execute(status -> {
            chat.database().queryForList("select 1 from account where user_id = ? for update", carol.userId());
            CompletableFuture<Answer> waiting =
                    CompletableFuture.supplyAsync(() -> as(ada).post(path, Map.of("reason", REASON)), THREADS);
            await("an erasure that waits").until(this::somebodyWaitsForARow);
            as(ada).put("/conversations/" + talk + "/hold", Map.of("reason", REASON))
                    .expect(204);
            return waiting;
        });

        assertThat(erasure).isNotNull();
        erasure.join().expectProblem(409, "held");
    }

    @Test
    void aConversationIsErasedWithItsNotes() {
        User ada = cast.ada();
        User carol = cast.carol();
        User lena = cast.lena();
        String room = ticketRoom(lena, carol, lena);
        write(carol, room, canary + " asks");
        write(lena, room, canary + " answers");
        write(lena, "notes-" + room, canary + " noted");
        String elsewhere = directConversation(carol, lena);
        write(carol, elsewhere, "stays");

        String erasure = as(ada).post("/conversations/" + room + "/erasure", Map.of("reason", REASON))
                .expect(202)
                .text("erasureId");

        await("the erasure").until(() -> status(ada, erasure).equals("done"));
        Traces traces = new Traces(chat);
        await("nothing is left")
                .untilAsserted(() -> assertThat(traces.of(canary)).isEmpty());
        assertThat(as(carol).get("/conversations/" + room + "/messages").list("messages"))
                .extracting(message -> message.path("deleted").asBoolean(false))
                .containsExactly(true, true);
        assertThat(as(carol).get("/conversations/" + elsewhere + "/messages").list("messages"))
                .extracting(message -> message.path("content").asString())
                .containsExactly("stays");
    }

    @Test
    void theLedgerRepeatsAnErasureThatARestoredDatabaseDoesNotKnow() throws IOException {
        User ada = cast.ada();
        User carol = cast.withId("carol-" + newId(), canary, "client");
        String talk = directConversation(carol, cast.lena());
        write(carol, talk, canary + " was here");
        String erasure = newId();
        String newer = newId();
        User namesake = cast.carol();
        Path ledger = Path.of(chat.setting("chat.erasure.ledger").substring("file:".length()));
        Files.writeString(
                ledger,
                line(erasure, carol, Instant.now())
                        + line(newer, namesake, Instant.now().minusSeconds(3600))
                        + "{\"cut off",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);

        SmartLifecycle worker = chat.bean("erasureWorker", SmartLifecycle.class);
        worker.stop();
        worker.start();

        await("the erasure").until(() -> status(ada, erasure).equals("done"));
        Traces traces = new Traces(chat);
        await("nothing is left")
                .untilAsserted(() -> assertThat(traces.of(canary)).isEmpty());
        as(ada).get("/erasures/" + newer).expectProblem(404, "not_found");
        as(namesake).get("/me").expect(200);
    }

    private static String line(String erasure, User person, Instant at) {
        return "{\"erasureId\":\"%s\",\"subject\":\"PERSON\",\"subjectId\":\"%s\",\"requestedBy\":\"ada\",\"at\":\"%s\"}\n"
                .formatted(erasure, person.userId(), at);
    }

    @Test
    void programsAndOneselfAreNotErased() {
        User ada = cast.ada();
        User program = cast.ticketService();

        as(ada).post("/users/" + program.userId() + "/erasure", Map.of("reason", REASON))
                .expectProblem(409, "conflict");
        as(ada).post("/users/" + ada.userId() + "/erasure", Map.of("reason", REASON))
                .expectProblem(409, "conflict");
        as(ada).post("/users/nobody-" + newId() + "/erasure", Map.of("reason", REASON))
                .expectProblem(404, "not_found");
        as(ada).post("/users/" + cast.carol().userId() + "/erasure", Map.of("reason", " "))
                .expectProblem(400, "bad_request");
        as(ada).get("/erasures/" + newId()).expectProblem(404, "not_found");
        as(program).get("/me").expect(200);
    }

    /** The calls that tell of everything wait for it. */
    private String unreachableWebhook() {
        String id = newId();
        chat.database()
                .update(
                        "insert into webhook (webhook_id, url, events, secret, created_at)"
                                + " values (?, 'https://hooks.example.org/x', '*', 'x', current_timestamp)",
                        id);
        return id;
    }

    private void erase(User admin, User person) {
        String erasure = begunErasure(admin, person);
        await("the erasure").until(() -> status(admin, erasure).equals("done"));
    }

    private String begunErasure(User admin, User person) {
        return as(admin)
                .post("/users/" + person.userId() + "/erasure", Map.of("reason", REASON))
                .expect(202)
                .text("erasureId");
    }

    private String status(User admin, String erasure) {
        return as(admin).get("/erasures/" + erasure).expect(200).text("status");
    }

    private long write(User author, String conversationId, String content) {
        return as(author)
                .post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                .expect(201)
                .number("seq");
    }

    private void awaitFound(User reader, String word) {
        await("the index")
                .until(() -> !as(reader)
                        .get("/search/messages?q=" + word)
                        .list("items")
                        .isEmpty());
    }
}
