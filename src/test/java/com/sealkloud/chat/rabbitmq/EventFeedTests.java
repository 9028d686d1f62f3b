package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import com.sealkloud.chat.testing.AmqpListener;
import com.sealkloud.chat.testing.AmqpListener.Delivery;
import com.sealkloud.chat.testing.Cast;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.EventSchemas;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

/** {@code chat.events}, {@code amq.topic}, and who may access them. */
@ExtendWith(Servers.class)
class EventFeedTests {
    private final Chat chat = Servers.chat(Mode.RABBITMQ_POSTGRESQL);
    private final Rabbit rabbit = Servers.rabbit();
    private final Cast cast = chat.cast();

    @Test
    void carriesEveryDurableEventInItsEnvelope() {
        User lena = cast.lena();
        User carol = cast.carol();
        String ticketId = "T-" + UUID.randomUUID();
        String roomId = "ticket-" + ticketId;
        try (AmqpListener program = AmqpListener.bind(rabbit, "chat.events", "#")) {
            chat.as(lena)
                    .post("/rooms", Map.of("name", "n", "kind", "ticket", "ticketId", ticketId))
                    .expect(201);
            chat.as(lena).put("/rooms/" + roomId + "/members/" + carol.userId()).expect(204);
            JsonNode posted = chat.as(carol)
                    .post("/conversations/" + roomId + "/messages", Map.of("content", "It is broken"))
                    .expect(201)
                    .json();
            chat.as(lena)
                    .put("/conversations/" + roomId + "/read", Map.of("seq", 4))
                    .expect(204);
            chat.as(lena)
                    .delete("/rooms/" + roomId + "/members/" + carol.userId())
                    .expect(204);

            await().until(() -> program.of(roomId).size() >= 6);

            List<Delivery> deliveries = program.of(roomId);
            assertThat(deliveries)
                    .extracting(Delivery::routingKey)
                    .containsExactlyInAnyOrder(
                            "room.created",
                            "room.member_joined",
                            "room.member_joined",
                            "message.created",
                            "message.read",
                            "room.member_left");
            assertThat(deliveries).extracting(Delivery::contentType).containsOnly("application/json");
            assertThat(deliveries)
                    .allSatisfy(delivery -> assertThat(EventSchemas.errors(delivery.routingKey(), delivery.body()))
                            .isEmpty());
            JsonNode created = envelope(deliveries, "message.created");
            assertThat(created.propertyNames())
                    .containsExactlyInAnyOrder(
                            "eventId",
                            "type",
                            "version",
                            "occurredAt",
                            "conversationId",
                            "roomId",
                            "ticketId",
                            "seq",
                            "actor",
                            "data");
            assertThat(created.required("type").stringValue()).isEqualTo("message.created");
            assertThat(created.required("version").intValue()).isEqualTo(1);
            assertThat(created.required("roomId").stringValue()).isEqualTo(roomId);
            assertThat(created.required("ticketId").stringValue()).isEqualTo(ticketId);
            assertThat(created.required("seq").longValue()).isEqualTo(4);
            assertThat(created.at("/actor/id").stringValue()).isEqualTo(carol.userId());
            assertThat(created.at("/actor/role").stringValue()).isEqualTo("client");
            assertThat(created.required("data")).isEqualTo(posted);
            JsonNode read = envelope(deliveries, "message.read");
            assertThat(read.has("seq")).isFalse();
            assertThat(read.at("/data/readSeq").longValue()).isEqualTo(4);
            assertThat(read.at("/actor/id").stringValue()).isEqualTo(lena.userId());
            assertThat(deliveries.stream()
                            .map(delivery -> delivery.body().required("eventId"))
                            .distinct())
                    .hasSize(6);
        }
    }

    @Test
    void carriesWhatBecomesOfAMessageInItsEnvelope() throws IOException {
        User lena = cast.lena();
        User carol = cast.carol();
        User ada = cast.ada();
        String ticketId = "T-" + UUID.randomUUID();
        String roomId = "ticket-" + ticketId;
        chat.as(lena)
                .post(
                        "/rooms",
                        Map.of(
                                "name",
                                "n",
                                "kind",
                                "ticket",
                                "ticketId",
                                ticketId,
                                "memberIds",
                                List.of(carol.userId())))
                .expect(201);
        SmartLifecycle thumbnails = chat.bean("thumbnailWorker", SmartLifecycle.class);
        thumbnails.stop();
        try (AmqpListener program = AmqpListener.bind(rabbit, "chat.events", "#")) {
            String picture = chat.as(carol)
                    .with("Content-Disposition", "attachment; filename=\"screen.png\"")
                    .with("Content-Type", "image/png")
                    .post("/conversations/" + roomId + "/attachments", picture())
                    .expect(201)
                    .text("attachmentId");
            long seq = chat.as(carol)
                    .post(
                            "/conversations/" + roomId + "/messages",
                            Map.of("content", "It is broken", "attachmentIds", List.of(picture)))
                    .expect(201)
                    .number("seq");
            thumbnails.start();
            await("the picture is ready").until(() -> keys(program.of(roomId)).contains("message.attachment"));
            String message = "/conversations/" + roomId + "/messages/" + seq;
            chat.as(carol)
                    .patch(message, Map.of("content", "It is on fire", "revision", 0))
                    .expect(200);
            chat.as(lena).put(message + "/reactions/%F0%9F%91%8D").expect(204);
            chat.as(lena).delete(message + "/reactions/%F0%9F%91%8D").expect(204);
            chat.as(lena).put(message + "/pin").expect(204);
            chat.as(lena).delete(message + "/pin").expect(204);
            chat.as(ada).delete("/attachments/" + picture).expect(204);
            chat.as(carol).delete(message).expect(204);

            await("the deletion").until(() -> keys(program.of(roomId)).contains("message.deleted"));

            List<Delivery> deliveries = program.of(roomId);
            assertThat(keys(deliveries))
                    .containsExactly(
                            "message.created",
                            "message.attachment",
                            "message.edited",
                            "message.reaction",
                            "message.reaction",
                            "message.pinned",
                            "message.pinned",
                            "message.attachment",
                            "message.deleted");
            assertThat(deliveries).allSatisfy(delivery -> {
                JsonNode body = delivery.body();
                assertThat(EventSchemas.errors(delivery.routingKey(), body)).isEmpty();
                assertThat(body.required("type").stringValue()).isEqualTo(delivery.routingKey());
                assertThat(body.required("ticketId").stringValue()).isEqualTo(ticketId);
            });
            assertThat(deliveries)
                    .extracting(delivery -> delivery.body().required("seq").longValue() - seq)
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
            assertThat(deliveries.subList(1, deliveries.size()))
                    .extracting(
                            delivery -> delivery.body().at("/data/targetSeq").asLong(0))
                    .containsOnly(seq);
            assertThat(said(deliveries, "message.edited", "content")).containsExactly("It is on fire");
            assertThat(said(deliveries, "message.reaction", "present")).containsExactly("true", "false");
            assertThat(said(deliveries, "message.pinned", "pinned")).containsExactly("true", "false");
            assertThat(said(deliveries, "message.attachment", "status")).containsExactly("ready", "removed");
        } finally {
            thumbnails.start();
        }
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private static List<String> said(List<Delivery> deliveries, String key, String field) {
        return deliveries.stream()
                .filter(delivery -> delivery.routingKey().equals(key))
                .map(delivery -> delivery.body().at("/data/" + field).asString(""))
                .toList();
    }

    @Test
    void tellsTicketServicesWhatTheyMayReadAndNothingElse() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        User carol = cast.carol();
        String ticketId = "T-" + UUID.randomUUID();
        String ticket = "ticket-" + ticketId;
        try (AmqpListener everything = AmqpListener.bind(rabbit, "chat.events", "#");
                AmqpListener service = AmqpListener.asTicketService(rabbit);
                Session session = chat.connect(lena)) {
            String direct = chat.as(lena)
                    .post("/conversations", Map.of("userId", carol.userId()))
                    .text("conversationId");
            String team = chat.as(lena)
                    .post("/rooms", Map.of("name", "n", "kind", "team", "memberIds", List.of(ravi.userId())))
                    .text("roomId");
            chat.as(lena)
                    .post("/rooms", Map.of("name", "n", "kind", "ticket", "ticketId", ticketId))
                    .expect(201);
            for (String conversation : List.of(direct, team)) {
                says(lena, conversation, "not for programs");
                chat.as(lena)
                        .put("/conversations/" + conversation + "/read", Map.of("seq", 1))
                        .expect(204);
            }
            session.says("/app/room_message", Map.of("roomId", ticket, "content", "a note", "note", true));
            chat.as(lena).post("/tickets/" + ticketId + "/claim", Map.of()).expect(200);
            chat.as(lena)
                    .post("/tickets/" + ticketId + "/handovers", Map.of("toId", ravi.userId()))
                    .expect(200);
            chat.as(lena)
                    .post("/conversations/" + direct + "/ticket-requests", Map.of("title", "Printer on fire"))
                    .expect(202);
            says(lena, ticket, "for the ticket service");

            await().until(() -> service.of(ticket).stream().anyMatch(EventFeedTests::isMessage));
            await().until(() -> everything.of(ticket).stream().anyMatch(EventFeedTests::isMessage));
            assertThat(keys(service.of(ticket)))
                    .contains("room.created", "room.member_joined", "ticket.claimed", "message.created");
            assertThat(keys(service.of(direct))).containsExactly("ticket.requested");
            assertThat(keys(everything.of(direct))).contains("message.created", "message.read", "ticket.requested");
            assertThat(keys(everything.of(team))).contains("room.created", "message.created", "message.read");
            assertThat(service.of(team)).isEmpty();
            assertThat(keys(everything.of("notes-" + ticket))).contains("message.created", "ticket.handover");
            // Who is offered a ticket joins its room, which clients do not hear of.
            assertThat(keys(service.of("notes-" + ticket))).containsOnly("room.member_joined");
        }
    }

    private void says(User user, String conversationId, String content) {
        chat.as(user)
                .post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                .expect(201);
    }

    private static boolean isMessage(Delivery delivery) {
        return delivery.routingKey().equals("message.created");
    }

    private static List<String> keys(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::routingKey).toList();
    }

    @Test
    void showsWhatTheRelayCarriesForARoom() {
        User lena = cast.lena();
        String roomId = chat.as(lena)
                .post("/rooms", Map.of("name", "n", "kind", "team"))
                .text("roomId");
        try (Session session = chat.connect(lena).hearsRoom(roomId)) {
            // The subscription is a queue of the relay's, bound by the room's key: so an operator
            // sees it.
            assertThat(rabbit.bindings())
                    .anySatisfy(binding -> assertThat(binding)
                            .startsWith("amq.topic -> stomp-subscription-")
                            .endsWith(" room." + roomId));

            session.says("/app/room_message", Map.of("roomId", roomId, "content", "through the exchange"));

            assertThat(session.awaitsContent("through the exchange").text("roomId"))
                    .isEqualTo(roomId);
        }
    }

    @Test
    void isNotForTheTicketServiceToWriteNorTheTopicsToRead() throws Exception {
        for (String exchange : List.of("chat.events", "chat.events.tickets", "amq.topic")) {
            try (Connection connection = rabbit.connect("ticket-service")) {
                var channel = connection.createChannel();
                channel.confirmSelect();
                channel.basicPublish(exchange, "room.support", null, new byte[0]);
                assertThatThrownBy(() -> channel.waitForConfirmsOrDie(10_000)).isNotNull();
                assertThat(channel.isOpen()).isFalse();
            }
        }
        try (Connection connection = rabbit.connect("event-reader")) {
            var channel = connection.createChannel();
            assertThatThrownBy(() -> channel.queueBind("event-reader.events", "amq.topic", "#"))
                    .hasStackTraceContaining("ACCESS_REFUSED");
        }
    }

    @Test
    void hasNoGuest() {
        assertThatThrownBy(() -> {
                    com.rabbitmq.client.ConnectionFactory factory = new com.rabbitmq.client.ConnectionFactory();
                    factory.setPort(rabbit.port("amqp"));
                    factory.setHost("127.0.0.1");
                    factory.newConnection().close();
                })
                .isInstanceOf(com.rabbitmq.client.AuthenticationFailureException.class);
    }

    private static JsonNode envelope(List<Delivery> deliveries, String key) {
        return deliveries.stream()
                .filter(delivery -> delivery.routingKey().equals(key))
                .findFirst()
                .orElseThrow()
                .body();
    }
}
