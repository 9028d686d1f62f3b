package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Json;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Script;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two nodes run on while their PostgreSQL is set back to an older backup. */
@ExtendWith(Servers.class)
class RestoreTests {

    @Test
    void allNodesAndOpenClientsForgetTheFormerStateWithinSeconds() throws Exception {
        List<String> arguments = Servers.arguments(Mode.RABBITMQ_POSTGRESQL);
        String database = arguments.stream()
                .filter(argument -> argument.startsWith("--spring.datasource.url="))
                .findFirst()
                .orElseThrow();
        try (Chat first = Chat.start(arguments);
                Chat second = Chat.start(arguments)) {
            User ada = first.cast().ada();
            User lena = first.cast().lena();
            User ravi = first.cast().ravi();
            String room = first.as(lena)
                    .post("/rooms", Map.of("name", "team", "kind", "team", "memberIds", List.of(ravi.userId())))
                    .expect(201)
                    .text("roomId");
            String path = "/conversations/" + room;
            post(first, lena, path, "before");
            Servers.postgres().backUp(database);
            await("the database").untilAsserted(() -> post(first, lena, path, "lost 1"));
            await("the database").untilAsserted(() -> second.as(ravi).get(path).expect(200));
            post(first, lena, path, "lost 2");
            Session atFirst = first.connect(lena);
            Session atSecond = second.connect(ravi);
            String former = atSecond.awaits("sync").text("epoch");
            // Now both nodes have the end of the log in memory.
            for (Chat node : List.of(first, second)) {
                assertThat(contents(node.as(ravi).get(path + "/events").list("items")))
                        .contains("before", "lost 1", "lost 2");
            }

            Servers.postgres().restore(database);
            // The log is as long as before, and says something else.
            await("the database").untilAsserted(() -> post(first, lena, path, "now 1"));
            post(first, lena, path, "now 2");
            String epoch = Json.read(new Script(first, ada, "bin/epoch").endsWith(0))
                    .required("epoch")
                    .stringValue();

            assertThat(epoch).isNotEqualTo(former);
            assertThat(atFirst.socket().awaitsClose()).isEqualTo(1012);
            assertThat(atSecond.socket().awaitsClose()).isEqualTo(1012);
            try (Session again = second.connect(ravi)) {
                assertThat(again.awaits("sync").text("epoch")).isEqualTo(epoch);
            }
            for (Chat node : List.of(first, second)) {
                JsonNode events =
                        node.as(ravi).get(path + "/events").expect(200).json();
                assertThat(events.path("epoch").asString()).isEqualTo(epoch);
                assertThat(contents(events.path("items").valueStream().toList()))
                        .containsExactly("before", "now 1", "now 2");
                JsonNode timeline =
                        node.as(ravi).get(path + "/timeline").expect(200).json();
                assertThat(timeline.path("epoch").asString()).isEqualTo(epoch);
            }
            JsonNode entry = first.as(ada)
                    .get("/audit?action=epoch.changed")
                    .list("items")
                    .get(0);
            assertThat(entry.path("actor").asString()).isEqualTo(ada.userId());
        }
    }

    private static List<String> contents(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.has("content"))
                .map(event -> event.path("content").asString())
                .toList();
    }

    private static void post(Chat node, User user, String path, String content) {
        node.as(user).post(path + "/messages", Map.of("content", content)).expect(201);
    }
}
