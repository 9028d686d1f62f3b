package com.sealkloud.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.AmqpListener;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.PostgresServer;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Nodes of this version and of an earlier one, whose jar {@code upgrade.from} names, share a
 * database, a broker and the files. Run by {@code bin/test-upgrade}.
 */
@Tag("fault")
class UpgradeTests {
    private static final Path OLD = Path.of(System.getProperty("upgrade.from", "missing.jar"));
    private static final Path NEW = Machines.THIS;
    private static final Report REPORT = new Report(false);
    private static final String THUMB = "%F0%9F%91%8D";

    private static Machines machines;
    private Load load;

    @BeforeAll
    static void startMachines() {
        machines = new Machines();
    }

    @AfterAll
    static void endMachines() {
        REPORT.print();
        machines.close();
    }

    @AfterEach
    void endNodes() {
        if (load != null) {
            load.close();
        }
        machines.endNodes();
    }

    @Test
    void upgradeAndRollbackUnderLoadLoseNothing() {
        Report.Row row = REPORT.row("two nodes are upgraded one after the other, and rolled back");
        machines.use(OLD);
        List<Node> nodes = machines.start(2);
        try (AmqpListener program = AmqpListener.bind(machines.rabbit(), "chat.events", "#")) {
            load = new Load(machines.urls()).start();
            load.goOn(Duration.ofSeconds(3));
            for (Path version : List.of(NEW, OLD)) {
                for (Node node : nodes) {
                    node.signal("TERM");
                    node.awaitEnd();
                    node.start(version).awaitReady();
                    load.awaitWhole(System.nanoTime());
                    load.goOn(Duration.ofSeconds(5));
                }
            }
            load.settle(row);
            machines.checkFiles(row);
            load.clients().stream()
                    .flatMap(client -> client.rooms().stream())
                    .distinct()
                    .forEach(room -> awaitsWholeLog(program, room));
        }
        row.check();
        assertNoErrors(nodes);
    }

    /** The program has every event of the log, however often. */
    private void awaitsWholeLog(AmqpListener program, String room) {
        long last = PostgresServer.count(
                machines.database(), "select last_seq from conversation where conversation_id = '" + room + "'");
        await("all events of " + room + " at the broker")
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> program.of(room).stream()
                                .map(delivery -> delivery.body().path("seq").asLong(0))
                                .filter(seq -> seq > 0)
                                .collect(Collectors.toCollection(TreeSet::new))
                                .size()
                        == last);
    }

    private static void assertNoErrors(List<Node> nodes) {
        assertThat(nodes).allSatisfy(node -> assertThat(node.errors()).isEmpty());
    }

    @Test
    void eachVersionServesAndPublishesWhatTheOtherHasLogged() throws IOException, InterruptedException {
        machines.use(OLD);
        Node older = machines.start(1).get(0);
        machines.use(NEW);
        Node newer = machines.add(2, machines.rabbit().arguments()).awaitReady();
        User lena = logIn(older, "lena");
        User carol = logIn(newer, "carol");
        User ada = logIn(newer, "ada");
        String talk = Rest.of(older.url())
                .as(lena)
                .post("/conversations", Map.of("userId", "carol"))
                .text("conversationId");
        String team = Rest.of(older.url())
                .as(ada)
                .post("/rooms", Map.of("name", "team", "kind", "team", "memberIds", List.of("lena", "ada")))
                .text("roomId");
        String leaver = "dave-who-leaves";
        Rest.of(older.url())
                .as(ada)
                .post(
                        "/users",
                        Map.of(
                                "userId", leaver,
                                "userName", "Dave Miller",
                                "userRole", "employee_l1",
                                "password", "a long password"))
                .expect(201);
        Rest.of(older.url())
                .as(ada)
                .put("/rooms/" + team + "/members/" + leaver)
                .expect(204);

        changeBothWays(older, newer, talk, lena, carol);
        changeBothWays(newer, older, talk, lena, carol);
        answerAndNote(older, newer, lena, carol);
        answerAndNote(newer, older, lena, carol);
        serveWhatIsUnknown(older, newer, team, leaver, lena, ada);
        publishForADeadNode(older, newer, team, lena, ada);

        List<List<JsonNode>> logged = List.of(events(older, lena, talk), events(older, lena, team));
        older.signal("TERM");
        older.awaitEnd();
        older.start(OLD).awaitReady();
        assertThat(List.of(events(older, lena, talk), events(older, lena, team)))
                .as("the older version alone, on the newer schema")
                .isEqualTo(logged);
        Rest.of(older.url()).as(lena).post("/conversations/" + team + "/messages", Map.of("content", "still here"));
        newer.start(NEW).awaitReady();
        assertThat(events(newer, lena, team)).isEqualTo(events(older, lena, team));
        assertThat(lines(newer, lena, team))
                .last()
                .satisfies(line -> assertThat(line.path("content").asString("")).isEqualTo("still here"));
        assertNoErrors(List.of(older, newer));
    }

    private static User logIn(Node node, String userId) {
        return Rest.of(node.url()).logIn(userId, "chat-demo");
    }

    /** lena works at the first node, carol at the second. */
    private static void changeBothWays(Node first, Node second, String talk, User lena, User carol)
            throws IOException, InterruptedException {
        Rest lenas = Rest.of(first.url()).as(lena);
        Rest carols = Rest.of(second.url()).as(carol);
        String path = "/conversations/" + talk;
        try (Session atFirst = Session.connect(first.url(), lena);
                Session atSecond = Session.connect(second.url(), carol)) {
            Answer message = lenas.post(path + "/messages", Map.of("content", "Which printer?"))
                    .expect(201);
            long seq = message.number("seq");
            atSecond.awaits("message", event -> event.seq() == seq);
            lenas.patch(path + "/messages/" + seq, Map.of("content", "Which one?", "revision", 0))
                    .expect(200);
            atSecond.awaits("message_edited", event -> changes(event, seq));
            carols.put(path + "/messages/" + seq + "/reactions/" + THUMB).expect(204);
            atFirst.awaits("reaction", event -> changes(event, seq));

            String file = lenas.with("Content-Type", "image/png")
                    .with("Content-Disposition", "attachment; filename=printer.png")
                    .post(path + "/attachments", picture())
                    .expect(201)
                    .text("attachmentId");
            long shown = lenas.post(path + "/messages", Map.of("content", "", "attachmentIds", List.of(file)))
                    .number("seq");
            atSecond.awaits("message", event -> event.seq() == shown);
            atSecond.awaits("attachment_changed", event -> changes(event, shown));
            assertThat(carols.bytes("/attachments/" + file)).isNotEmpty();
            assertThat(carols.bytes("/attachments/" + file + "/thumbnail")).isNotEmpty();

            long taken = carols.post(path + "/messages", Map.of("content", "my password is"))
                    .number("seq");
            atFirst.awaits("message", event -> event.seq() == taken);
            carols.delete(path + "/messages/" + taken).expect(204);
            atFirst.awaits("message_deleted", event -> changes(event, taken));
            carols.put(path + "/read", Map.of("seq", taken)).expect(204);
            atFirst.awaits("read", event -> event.text("userId").equals("carol"));
        }
        assertThat(events(second, carol, talk)).isEqualTo(events(first, carol, talk));
        assertThat(lines(second, carol, talk)).isEqualTo(lines(first, carol, talk));
    }

    private static boolean changes(Event event, long seq) {
        return event.number("targetSeq") == seq;
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB), "png", picture);
        return picture.toByteArray();
    }

    /** lena answers carol's ticket at the first node; carol moves there from the second. */
    private static void answerAndNote(Node first, Node second, User lena, User carol) {
        Rest lenas = Rest.of(first.url()).as(lena);
        Rest carols = Rest.of(second.url()).as(carol);
        String ticket = carols.post("/tickets", Map.of("title", "The printer smokes"))
                .expect(201)
                .json()
                .at("/ticket/ticketId")
                .stringValue();
        String room = "ticket-" + ticket;
        String notes = "notes-" + room;
        lenas.post("/tickets/" + ticket + "/claim", null).expect(200);
        long known;
        try (Session client = Session.connect(second.url(), carol).hearsRoom(room);
                Session staff = Session.connect(second.url(), lena).hears("/topic/notes." + room)) {
            long asked = say(carols, room, Map.of("content", "Is it on fire?"));
            Map<String, Object> target = Map.of("conversationId", room, "seq", asked);
            known = say(lenas, room, Map.of("content", "Pull the plug.", "replyTo", target));
            assertThat(client.awaitsContent("Pull the plug.")
                            .json()
                            .at("/replyTo/seq")
                            .asLong(0))
                    .isEqualTo(asked);
            long noted = say(lenas, notes, Map.of("content", "The third one today.", "replyTo", target));
            lenas.put("/conversations/" + notes + "/messages/" + noted + "/reactions/" + THUMB)
                    .expect(204);
            assertThat(staff.awaitsContent("The third one today.")
                            .json()
                            .at("/replyTo/seq")
                            .asLong(0))
                    .isEqualTo(asked);
            staff.awaits("reaction", event -> changes(event, noted));
        }
        long missed = say(lenas, room, Map.of("content", "Did you pull it?"));
        lenas.patch("/conversations/" + room + "/messages/" + missed, Map.of("content", "Is it out?", "revision", 0))
                .expect(200);
        try (Session client = Session.connect(first.url(), carol)) {
            client.awaits(
                    "sync",
                    event -> event.json()
                            .path("conversations")
                            .valueStream()
                            .anyMatch(head ->
                                    head.path("conversationId").asString("").equals(room)
                                            && head.path("lastSeq").asLong(0) == missed + 1));
        }
        for (Node node : List.of(first, second)) {
            assertThat(Rest.of(node.url())
                            .as(carol)
                            .get("/conversations/" + room + "/events?after=" + known)
                            .list("items"))
                    .extracting(event -> event.path("content").asString(""))
                    .containsExactly("Is it out?", "Is it out?");
        }
        for (String conversation : List.of(room, notes)) {
            assertThat(events(second, lena, conversation)).isEqualTo(events(first, lena, conversation));
            assertThat(lines(second, lena, conversation)).isEqualTo(lines(first, lena, conversation));
        }
    }

    private static long say(Rest writer, String conversation, Map<String, ?> message) {
        return writer.post("/conversations/" + conversation + "/messages", message)
                .expect(201)
                .number("seq");
    }

    /** Events of types that the older version may not know reach its clients, word for word. */
    private static void serveWhatIsUnknown(Node older, Node newer, String team, String leaver, User lena, User ada) {
        Rest admins = Rest.of(newer.url()).as(ada);
        try (Session session = Session.connect(older.url(), lena).hearsRoom(team)) {
            admins.patch("/rooms/" + team, Map.of("name", "First line")).expect(200);
            session.awaits("room_changed", event -> event.text("name").equals("First line"));
            Rest.of(older.url())
                    .as(lena)
                    .post("/conversations/" + team + "/messages", Map.of("content", "A better name."))
                    .expect(201);
            admins.post("/users/" + leaver + "/erasure", Map.of("reason", "asked for"))
                    .expect(202);
            session.awaits("person_erased", event -> event.text("userId").equals(leaver));
        }
        assertThat(lines(older, lena, team)).isEqualTo(lines(newer, lena, team));
        assertThat(lines(older, lena, team).toString()).doesNotContain("Dave Miller");
        assertThat(events(older, lena, team))
                .extracting(event -> event.path("type").asString(""))
                .contains("room_changed", "person_erased");
    }

    /** What a node has left unpublished, another one publishes, of whatever version it is. */
    private static void publishForADeadNode(Node older, Node newer, String team, User lena, User ada) {
        try (Session session = Session.connect(older.url(), lena).hearsRoom(team)) {
            machines.killRabbit();
            Rest admins = Rest.of(newer.url()).as(ada);
            admins.patch("/rooms/" + team, Map.of("name", "Second line")).expect(200);
            admins.post("/conversations/" + team + "/messages", Map.of("content", "The broker is away."))
                    .expect(201);
            newer.kill();
            machines.restartRabbit();
            try (AmqpListener program = AmqpListener.bind(machines.rabbit(), "chat.events", "#")) {
                await("the events of the node that is gone")
                        .atMost(Duration.ofSeconds(60))
                        .until(() ->
                                !session.heardContent("The broker is away.").isEmpty());
                session.awaits("room_changed", event -> event.text("name").equals("Second line"));
                await("both at the broker")
                        .until(() -> program.of(team).stream()
                                .map(AmqpListener.Delivery::routingKey)
                                .toList()
                                .containsAll(List.of("room.changed", "message.created")));
            }
            await("the outbox")
                    .until(() -> PostgresServer.count(machines.database(), "select count(*) from outbox") == 0);
        }
    }

    private static List<JsonNode> events(Node node, User reader, String conversation) {
        return all(node, reader, "/conversations/" + conversation + "/events?after=0&limit=200", "items");
    }

    private static List<JsonNode> lines(Node node, User reader, String conversation) {
        return all(node, reader, "/conversations/" + conversation + "/timeline?limit=100", "lines");
    }

    private static List<JsonNode> all(Node node, User reader, String path, String name) {
        return Rest.of(node.url()).as(reader).get(path).expect(200).list(name);
    }
}
