package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.sealkloud.chat.testing.AmqpListener;
import com.sealkloud.chat.testing.AmqpListener.Delivery;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.EventSchemas;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.PushReceiver.Device;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.TicketService;
import com.sealkloud.chat.testing.TicketService.Letter;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import tools.jackson.databind.JsonNode;

/**
 * The queue {@code chat.notifications}: duplicate, late and invalid events, and a backlog. Its
 * server gives RabbitMQ no words, so that this queue has references to events, too.
 */
@ExtendWith(Servers.class)
class NotificationQueueTests {
    private static final int BACKLOG = Integer.getInteger("notification.backlog", 1_000);
    private static final int ROOMS = 20;

    private static Rabbit rabbit;
    private static List<String> arguments;
    private static Chat chat;

    @BeforeAll
    static void start() {
        rabbit = new Rabbit(Servers.newFolder());
        arguments = new ArrayList<>(Servers.arguments(Mode.EMBEDDED_POSTGRESQL));
        arguments.addAll(rabbit.arguments());
        arguments.add("--chat.encryption.events=reference");
        chat = Chat.start(arguments);
    }

    @AfterAll
    static void stop() {
        chat.close();
        rabbit.close();
    }

    private static void publish(String body) throws IOException {
        try (Connection connection = rabbit.connect("chat-service")) {
            publish(connection.createChannel(), body);
        }
    }

    private static void publish(Channel channel, String body) throws IOException {
        channel.basicPublish(
                "chat.events",
                "message.created",
                new AMQP.BasicProperties.Builder()
                        .contentType("application/json")
                        .deliveryMode(2)
                        .build(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String envelope(String conversationId, long seq) {
        return "{\"eventId\":\"%s-%d\",\"type\":\"message.created\",\"version\":1,\"occurredAt\":\"%s\",\"conversationId\":\"%s\",\"seq\":%d,\"actor\":{\"id\":\"x\"},\"data\":{}}"
                .formatted(conversationId, seq, Instant.now(), conversationId, seq);
    }

    private static String messageTo(User receiver, String content) {
        Session sender = chat.connect(chat.cast().lena());
        sender.says("/app/message", Map.of("receiverId", receiver.userId(), "content", content));
        sender.close();
        return content;
    }

    private static Event awaitsBody(Session session, String body) {
        return session.awaits("notification", event -> event.text("body").equals(body));
    }

    @Test
    void whatIsBrokenGoesToTheDeadLettersWithTheReasonAndHoldsUpNothing() throws IOException {
        List<String> broken = List.of(
                "",
                "no json",
                "[]",
                "{}",
                "null",
                "{\"type\":7}",
                "{\"type\":\"message.created\"}",
                "{\"type\":\"message.created\",\"conversationId\":\"x\",\"seq\":\"1\",\"occurredAt\":\"2026-11-22T16:49:17.772Z\"}",
                "{\"type\":\"message.created\",\"conversationId\":\"x\",\"seq\":1,\"occurredAt\":\"yesterday\"}",
                "{\"type\":\"message.read\",\"data\":{\"userId\":\"carol\"}}",
                "{\"type\":\"message.created\",\"conversationId\":\"a\\u0000b\",\"seq\":1,\"occurredAt\":\""
                        + Instant.now() + "\"}");
        Session carol = chat.connect(chat.cast().carol());
        for (String body : broken) {
            publish(body);
        }

        awaitsBody(carol, messageTo(carol.user(), "behind the broken ones"));

        List<Letter> dead = new ArrayList<>();
        await().until(() -> dead.addAll(TicketService.takeLetters(chat)) && dead.size() >= broken.size());
        assertThat(dead).allSatisfy(letter -> assertThat(letter.error()).isNotEmpty());
        assertThat(dead).extracting(Letter::body).containsExactlyInAnyOrderElementsOf(broken);
        carol.close();
    }

    /** As it does with what was delivered too often, or does not fit into the queue any more. */
    @Test
    void whatRabbitMqPutsAsideComesToTheOtherLettersAndCanBeSentAgain() throws IOException {
        Session carol = chat.connect(chat.cast().carol());
        MessageListenerContainer listening =
                chat.bean(RabbitListenerEndpointRegistry.class).getListenerContainer("chat.notifications");
        Objects.requireNonNull(listening).stop();
        try (Connection connection = rabbit.connect("chat-service")) {
            String body = messageTo(carol.user(), "put aside");
            Channel channel = connection.createChannel();
            GetResponse message = takes(channel, "message.created");
            channel.basicReject(message.getEnvelope().getDeliveryTag(), false);

            Rest ada = chat.as(chat.cast().ada());
            await().until(() -> ada.get("/dead-letters").list("items").size() == 1);
            JsonNode letter = ada.get("/dead-letters").list("items").get(0);
            assertThat(letter.required("origin").stringValue()).isEqualTo("chat.notifications");
            assertThat(letter.required("reason").stringValue()).isEqualTo("rejected");
            listening.start();
            ada.post("/dead-letters/" + letter.required("letterId").stringValue() + "/replay", Map.of())
                    .expect(204);

            awaitsBody(carol, body);
        } finally {
            listening.start();
            carol.close();
        }
    }

    /** Of two nodes one may handle the deletion before the other handles the message. */
    @Test
    void aMessageThatIsHandledAfterItsDeletionIsNotifiedToNobody() throws IOException {
        User lena = chat.cast().lena();
        User ravi = chat.cast().ravi();
        Session mona = chat.connect(chat.cast().mona());
        Device phone = Servers.pushReceiver().newDevice();
        chat.as(ravi).post("/me/push-subscriptions", phone.subscription()).expect(201);
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "n", "kind", "team", "memberIds", List.of(ravi.userId(), mona.userId())))
                .expect(201)
                .text("roomId");
        MessageListenerContainer listening =
                chat.bean(RabbitListenerEndpointRegistry.class).getListenerContainer("chat.notifications");
        Objects.requireNonNull(listening).stop();
        try (Connection connection = rabbit.connect("chat-service")) {
            long seq = says(lena, room, "said and deleted");
            chat.as(lena).delete("/conversations/" + room + "/messages/" + seq).expect(204);
            Channel channel = connection.createChannel();
            GetResponse message = takes(channel, "message.created");
            GetResponse deletion = takes(channel, "message.deleted");
            channel.basicAck(deletion.getEnvelope().getDeliveryTag(), false);
            channel.basicReject(message.getEnvelope().getDeliveryTag(), true);
            listening.start();

            says(lena, room, "said later");

            awaitsBody(mona, "said later");
            await("a push").until(() -> bodies(phone).contains("said later"));
            assertThat(mona.heard("notification"))
                    .extracting(event -> event.text("body"))
                    .containsExactly("said later");
            assertThat(bodies(phone)).containsExactly("said later");
        } finally {
            listening.start();
            mona.close();
        }
    }

    /** What is not wanted goes back with the channel. */
    private static GetResponse takes(Channel channel, String routingKey) {
        GetResponse[] taken = new GetResponse[1];
        await(routingKey).until(() -> {
            taken[0] = channel.basicGet("chat.notifications", false);
            return taken[0] != null && taken[0].getEnvelope().getRoutingKey().equals(routingKey);
        });
        return taken[0];
    }

    private static List<String> bodies(Device device) {
        return device.deliveries().stream()
                .map(push -> push.json().path("body").asString(""))
                .toList();
    }

    @Test
    void whatIsUnknownOrGoneIsPassedOver() throws IOException {
        Session carol = chat.connect(chat.cast().carol());
        publish(envelope("no-such-room", 1));
        publish(envelope("support", 999_999));
        publish(envelope("support", 1));
        publish("{\"type\":\"message.pinned\",\"conversationId\":\"support\"}");
        publish(
                "{\"type\":\"message.read\",\"conversationId\":\"no-such-room\",\"data\":{\"userId\":\"nobody\",\"readSeq\":5}}");

        awaitsBody(carol, messageTo(carol.user(), "behind the unknown ones"));

        assertThat(TicketService.takeLetters(chat)).isEmpty();
        carol.close();
    }

    @Test
    void whatComesTwiceOrLateIsNotifiedOnce() throws IOException {
        Session carol = chat.connect(chat.cast().carol());
        User lena = chat.cast().lena();
        String conversation = chat.as(lena)
                .post("/conversations", Map.of("userId", carol.userId()))
                .text("conversationId");
        for (String content : List.of("one", "two", "three")) {
            chat.as(lena)
                    .post("/conversations/" + conversation + "/messages", Map.of("content", content))
                    .expect(201);
            awaitsBody(carol, content);
        }

        for (long seq : List.of(3L, 1L, 2L, 1L, 3L)) {
            publish(envelope(conversation, seq));
        }

        awaitsBody(carol, messageTo(carol.user(), "behind the repeated ones"));
        assertThat(carol.heard(
                        "notification", event -> event.text("conversationId").equals(conversation)))
                .hasSize(3);
        carol.close();
    }

    @Test
    void noWordsComeIntoRabbitMqsFiles_andProgramsFetchThem() throws IOException {
        String words = "kestrel" + UUID.randomUUID();
        User lena = chat.cast().lena();
        User carol = chat.cast().carol();
        User program = chat.cast().ticketService();
        try (AmqpListener everything = AmqpListener.bind(rabbit, "chat.events", "#");
                AmqpListener feed = AmqpListener.asTicketService(rabbit);
                Session reader = chat.connect(carol)) {
            String talk = chat.as(lena)
                    .post("/conversations", Map.of("userId", carol.userId()))
                    .text("conversationId");
            says(lena, talk, words + " between two");
            String room = chat.as(lena)
                    .post("/tickets", Map.of("title", words + " title", "conversationId", talk, "message", words))
                    .expect(201)
                    .text("roomId");
            String ticket = "/tickets/" + room.substring("ticket-".length());
            reader.hearsRoom(room);
            chat.as(lena).post(ticket + "/claim", null).expect(200);
            chat.as(lena)
                    .post(ticket + "/escalate", Map.of("tier", "l2", "note", words + " note", "observe", true))
                    .expect(200);
            chat.as(lena).patch(ticket, Map.of("title", words + " renamed")).expect(200);
            String file = chat.as(lena)
                    .with("Content-Disposition", "attachment; filename=\"" + words + ".txt\"")
                    .post("/conversations/" + room + "/attachments", Map.of("a", "file"))
                    .expect(201)
                    .text("attachmentId");
            chat.as(lena)
                    .post("/conversations/" + room + "/messages", Map.of("content", "", "attachmentIds", List.of(file)))
                    .expect(201);
            long seq = says(lena, room, words + " first");
            chat.as(lena)
                    .patch(
                            "/conversations/" + room + "/messages/" + seq,
                            Map.of("content", words + " @" + carol.userId(), "revision", 0))
                    .expect(200);
            awaitsBody(reader, words + " @" + carol.userId());
            says(lena, room, words + " last");
            assertThat(reader.awaitsContent(words + " last").seq()).isGreaterThan(seq);
            await().until(() -> keys(feed, room).contains("message.edited")
                    && keys(feed, room).lastIndexOf("message.created")
                            > keys(feed, room).indexOf("message.edited"));
            await().until(() -> keys(everything, "notes-" + room).contains("message.created"));

            assertThat(everything.deliveries()).allSatisfy(delivery -> {
                assertThat(EventSchemas.errors(delivery.routingKey(), delivery.body()))
                        .isEmpty();
                assertThat(delivery.body().toString()).doesNotContain(words);
            });
            assertThat(keys(feed, talk)).contains("ticket.requested", "ticket.linked");
            StringBuilder fetched = new StringBuilder();
            feed.deliveries().stream().filter(each -> each.body().has("seq")).forEach(each -> {
                JsonNode event = chat.as(program).get(pathOf(each)).expect(200).json();
                assertThat(event.path("type")).isEqualTo(each.body().at("/reference/type"));
                fetched.append(event);
            });
            assertThat(fetched)
                    .contains(words + " title", words + " @", words + ".txt", words + " last")
                    .doesNotContain(words + " note", words + " between");
            everything.deliveries().stream()
                    .filter(each -> each.routingKey().equals("message.created"))
                    .filter(each -> !each.body()
                            .required("conversationId")
                            .stringValue()
                            .equals(room))
                    .forEach(each -> chat.as(program).get(pathOf(each)).expectProblem(404, "not_found"));
        }
        String theirs = "kestrel" + UUID.randomUUID();
        publish("{\"type\":\"message.pinned\",\"conversationId\":\"" + theirs + "\"}");

        await().untilAsserted(() ->
                assertThat(rabbit.filesWith(theirs)).as("of a program").isNotEmpty());
        assertThat(rabbit.filesWith(words)).isEmpty();
    }

    private static long says(User author, String conversationId, String content) {
        return chat.as(author)
                .post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                .expect(201)
                .number("seq");
    }

    private static List<String> keys(AmqpListener program, String conversationId) {
        return program.of(conversationId).stream().map(Delivery::routingKey).toList();
    }

    private static String pathOf(Delivery delivery) {
        return "/conversations/" + delivery.body().required("conversationId").stringValue() + "/events/"
                + delivery.body().required("seq").longValue();
    }

    @Test
    void isWorkedOffByTwoNodesEachEventOnce() {
        try (Chat second = Chat.start(arguments)) {
            Session carol = second.connect(chat.cast().carol());
            User lena = chat.cast().lena();
            String conversation = chat.as(lena)
                    .post("/conversations", Map.of("userId", carol.userId()))
                    .text("conversationId");
            for (int i = 0; i < 20; i++) {
                (i % 2 == 0 ? chat : second)
                        .as(lena)
                        .post("/conversations/" + conversation + "/messages", Map.of("content", "number " + i))
                        .expect(201);
            }

            carol.awaits(
                    "notification", event -> event.text("conversationId").equals(conversation) && event.seq() == 20);
            await("older ones").until(() -> shown(List.of(conversation)) == 20);
            awaitsBody(carol, messageTo(carol.user(), "behind the shared ones"));
            assertThat(carol.heard("notification").stream()
                            .filter(event -> event.text("conversationId").equals(conversation))
                            .map(Event::seq))
                    .doesNotHaveDuplicates();
            carol.close();
        }
    }

    /** Also those in whose place a newer one was published. */
    private static long shown(List<String> conversationIds) {
        return conversationIds.stream()
                .mapToLong(id -> chat.database()
                        .queryForObject(
                                "select count(*) from notification where conversation_id = ? and shown",
                                Long.class,
                                id))
                .sum();
    }

    /**
     * How fast is written to {@code target/notification-backlog.txt}; run it with {@code
     * -Dnotification.backlog=10000}.
     */
    @Test
    void aBacklogIsWorkedOff() throws IOException {
        RabbitListenerEndpointRegistry listeners = chat.bean(RabbitListenerEndpointRegistry.class);
        User lena = chat.cast().lena();
        // Two people for each room: thousands in a second would be more than one of them takes in.
        List<Session> sessions = new ArrayList<>();
        List<String> rooms = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            Session ravi = chat.connect(chat.cast().ravi());
            Session mona = chat.connect(chat.cast().mona());
            sessions.addAll(List.of(ravi, mona));
            rooms.add(chat.as(lena)
                    .post(
                            "/rooms",
                            Map.of("name", "r" + i, "kind", "team", "memberIds", List.of(ravi.userId(), mona.userId())))
                    .expect(201)
                    .text("roomId"));
        }
        listeners.stop();
        try (Connection connection = rabbit.connect("chat-service")) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            for (String room : rooms) {
                fill(room, lena, BACKLOG / ROOMS);
                for (int i = 0; i < BACKLOG / ROOMS; i++) {
                    publish(channel, envelope(room, 100 + i));
                }
            }
            channel.waitForConfirmsOrDie(60_000);
            assertThat(channel.messageCount("chat.notifications")).isEqualTo(BACKLOG);

            Instant from = Instant.now();
            listeners.start();
            await().atMost(Duration.ofMinutes(3)).until(() -> handled(rooms) == BACKLOG);
            Duration decided = Duration.between(from, Instant.now());
            await().atMost(Duration.ofMinutes(3)).until(() -> shown(rooms) == 2L * BACKLOG);
            Duration shown = Duration.between(from, Instant.now());
            await().until(() -> channel.messageCount("chat.notifications") == 0);

            String figures =
                    "%d events of %d rooms: decided in %d ms (%.0f/s), %d notifications shown in %d ms (%.0f events/s)%n"
                            .formatted(
                                    BACKLOG,
                                    ROOMS,
                                    decided.toMillis(),
                                    BACKLOG * 1e3 / decided.toMillis(),
                                    2 * BACKLOG,
                                    shown.toMillis(),
                                    BACKLOG * 1e3 / shown.toMillis());
            Files.writeString(Path.of("target/notification-backlog.txt"), figures);
            for (Session session : sessions) {
                session.awaits("notification", event -> event.seq() == 100 + BACKLOG / ROOMS - 1);
                assertThat(session.heard("notification").stream().map(event -> event.text("notificationId")))
                        .doesNotHaveDuplicates();
            }
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        } finally {
            listeners.start();
            sessions.forEach(Session::close);
        }
    }

    private static long handled(List<String> rooms) {
        return chat.database()
                .queryForObject(
                        "select count(*) from handled_event where seq >= 100 and conversation_id = any (?)",
                        Long.class,
                        (Object) rooms.toArray(String[]::new));
    }

    /** Messages from number 100 on, written by SQL: sending them would be limited. */
    private static void fill(String room, User sender, int messages) {
        chat.database().update("""
                insert into log_entry (conversation_id, seq, type, actor_id, message_id, client_message_id, occurred_at,
                                       payload)
                select ?, seq, 'room_message', ?, 'm' || seq, null, now(),
                       '{"type":"room_message","messageId":"m' || seq || '","conversationId":"' || ? || '","seq":' || seq
                       || ',"roomId":"' || ? || '","senderId":"' || ? || '","senderName":"lena","senderRole":"employee_l1",'
                       || '"content":"A message of the *usual* length, which is about a line.","kind":"text",'
                       || '"timestamp":"2026-11-22T16:49:17.772Z"}'
                from generate_series(100, ?) seq""", room, sender.userId(), room, room, sender.userId(), 99 + messages);
        chat.database()
                .update(
                        "update conversation set last_seq = ?, last_message_seq = ? where conversation_id = ?",
                        99 + messages,
                        99 + messages,
                        room);
    }
}
