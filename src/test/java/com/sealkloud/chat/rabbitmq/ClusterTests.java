package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A RabbitMQ cluster of three, of which the node that the service is connected to dies. */
@ExtendWith(Servers.class)
class ClusterTests {

    @Test
    void deathOfANodeCostsNothing() {
        try (Rabbit first = new Rabbit(Servers.newFolder());
                Rabbit second = new Rabbit(Servers.newFolder(), first, "chat-2");
                Rabbit third = new Rabbit(Servers.newFolder(), first, "chat-3")) {
            // The management API looks at queues every few seconds.
            await("three copies of each queue").until(() -> copies(first).equals(List.of(3, 3, 3, 3, 3)));
            List<String> arguments = new ArrayList<>(Servers.arguments(Mode.EMBEDDED_POSTGRESQL));
            arguments.addAll(Rabbit.arguments(second, first, third));
            try (Chat one = Chat.start(arguments);
                    Chat other = Chat.start(arguments)) {
                User carol = one.cast().carol();
                User lena = one.cast().lena();
                try (Session atOne = one.connect(carol);
                        Session atOther = other.connect(lena)) {
                    say(atOne, lena, "before");
                    String conversationId = atOther.awaitsContent("before").text("conversationId");

                    second.kill();

                    say(atOne, lena, "while it is away");
                    await("both nodes at another member")
                            .atMost(Duration.ofMinutes(1))
                            .until(() -> one.hasBroker() && other.hasBroker());
                    // What is published before the subscriptions stand again is not heard; clients
                    // are told to compare.
                    await("hearing each other again")
                            .pollInterval(Duration.ofSeconds(1))
                            .until(() -> {
                                say(atOne, lena, "afterwards");
                                return !atOther.heardContent("afterwards").isEmpty();
                            });
                    await("nothing left to publish")
                            .atMost(Duration.ofMinutes(1))
                            .until(() -> one.database()
                                    .queryForList("select 1 from outbox")
                                    .isEmpty());
                    assertThat(other.as(lena)
                                    .get("/conversations/" + conversationId + "/messages")
                                    .expect(200)
                                    .list("messages"))
                            .extracting(message -> message.path("content").stringValue())
                            .contains("before", "while it is away", "afterwards");
                    assertThat(atOne.socket().isClosed()).isFalse();
                    assertThat(atOther.socket().isClosed()).isFalse();
                }
            }
        }
    }

    private static List<Integer> copies(Rabbit rabbit) {
        return rabbit.management("/queues")
                .valueStream()
                .filter(queue -> queue.path("type").asString("").equals("quorum"))
                .map(queue -> queue.path("members").size())
                .toList();
    }

    private static void say(Session session, User receiver, String content) {
        session.says("/app/message", Map.of("receiverId", receiver.userId(), "content", content));
    }
}
