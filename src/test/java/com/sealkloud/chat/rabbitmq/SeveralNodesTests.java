package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.AmqpListener;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.LeftOver;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two nodes on one database and one RabbitMQ. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralNodesTests {
    private static final int BURST = 4;

    private Chat first;
    private Chat second;

    @BeforeAll
    void start() {
        List<String> arguments = Servers.arguments(Mode.RABBITMQ_POSTGRESQL);
        String[] limits = {"--chat.limits.messages.burst=" + BURST, "--chat.limits.messages.per-second=5"};
        first = Chat.start(arguments, limits);
        second = Chat.start(arguments, limits);
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
    }

    @Test
    void peopleOnDifferentNodesTalk() {
        User carol = first.cast().carol();
        User lena = first.cast().lena();
        try (Session atFirst = first.connect(carol);
                Session atSecond = second.connect(lena)) {
            atFirst.says("/app/message", Map.of("receiverId", lena.userId(), "content", "from afar"));
            atSecond.says("/app/message", Map.of("receiverId", carol.userId(), "content", "heard"));

            atSecond.awaitsContent("from afar");
            atFirst.awaitsContent("heard");
        }
    }

    @Test
    void reactionsAtOnceOnBothNodesAreAllThereAndHaveAnEventEach() {
        User carol = first.cast().carol();
        User lena = first.cast().lena();
        try (Session atFirst = first.connect(carol);
                Session atSecond = second.connect(lena)) {
            atFirst.says("/app/message", Map.of("receiverId", lena.userId(), "content", "done"));
            Event message = atSecond.awaitsContent("done");
            String path = "/conversations/" + message.text("conversationId");
            String reactions = path + "/messages/" + message.seq() + "/reactions/%F0%9F%91%8D";

            CompletableFuture<Void> ofCarol = CompletableFuture.runAsync(() -> toggle(first, carol, reactions));
            toggle(second, lena, reactions);
            ofCarol.join();

            for (Session session : List.of(atFirst, atSecond)) {
                await("all changes").until(() -> session.heard("reaction").size() == 6);
                assertThat(session.heard("reaction").stream().map(Event::seq)).doesNotHaveDuplicates();
            }
            for (Chat node : List.of(first, second)) {
                JsonNode reaction = node.as(lena)
                        .get(path + "/messages")
                        .expect(200)
                        .list("messages")
                        .get(0)
                        .path("reactions")
                        .path(0);
                assertThat(reaction.path("count").asInt()).isEqualTo(2);
                assertThat(reaction.path("userIds").valueStream().map(JsonNode::asString))
                        .containsExactlyInAnyOrder(carol.userId(), lena.userId());
                assertThat(node.as(lena).get(path + "/events").expect(200).list("items"))
                        .extracting(event -> event.path("seq").asLong())
                        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
            }
        }
    }

    /** There, away and there again. */
    private static void toggle(Chat node, User user, String reactions) {
        node.as(user).put(reactions).expect(204);
        node.as(user).delete(reactions).expect(204);
        node.as(user).put(reactions).expect(204);
    }

    /**
     * Alone, the second node would let four messages a second pass for ever. A lone message would
     * not do: the first node makes room for it, and both together keep the limit without a refusal
     * at the second.
     */
    @Test
    void limitsHoldForAllNodesTogether() {
        User carol = first.cast().carol();
        User lena = first.cast().lena();
        String conversationId = first.as(carol)
                .post("/conversations", Map.of("userId", lena.userId()))
                .expect(200)
                .text("conversationId");

        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                post(first, carol, conversationId);
            }
        });
        try {
            await("the second node refuses as well")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> IntStream.range(0, BURST)
                            .anyMatch(number ->
                                    post(second, carol, conversationId).status() == 429));
        } finally {
            enough.set(true);
            flood.join();
        }

        assertThat(post(second, lena, conversationId).status()).isEqualTo(201);
    }

    @Test
    void oneNodePublishesWhatWasLeftOver() {
        User carol = first.cast().carol();
        User lena = first.cast().lena();
        try (Session session = first.connect(carol);
                AmqpListener program = AmqpListener.bind(Servers.rabbit(), "chat.events", "message.created")) {
            session.says("/app/message", Map.of("receiverId", lena.userId(), "content", "left over"));
            session.says("/app/message", Map.of("receiverId", lena.userId(), "content", "as well"));
            String conversationId = session.awaitsContent("as well").text("conversationId");
            await().until(() -> program.of(conversationId).size() == 2);
            await("the mark").until(() -> LeftOver.isNothingOf(first, conversationId));

            LeftOver.all(first, conversationId);
            await("the sweep").until(() -> LeftOver.isNothingOf(first, conversationId));

            // Another event, behind which a second copy would have come.
            session.says("/app/message", Map.of("receiverId", lena.userId(), "content", "and on"));
            await().until(() -> program.of(conversationId).size() == 5);
            assertThat(program.of(conversationId).stream()
                            .map(event -> event.body().path("seq").asInt()))
                    .containsExactly(1, 2, 1, 2, 3);
        }
    }

    @Test
    void whatCannotBeWrittenOutHoldsUpNothing() {
        User carol = first.cast().carol();
        User mona = first.cast().mona();
        try (Session session = first.connect(first.cast().lena())) {
            session.says("/app/message", Map.of("receiverId", carol.userId(), "content", "of a kind to come"));
            session.says("/app/message", Map.of("receiverId", mona.userId(), "content", "of a known kind"));
            String strange = session.awaitsContent("of a kind to come").text("conversationId");
            String known = session.awaitsContent("of a known kind").text("conversationId");
            await("the marks").until(() -> LeftOver.isNothingOf(first, strange) && LeftOver.isNothingOf(first, known));

            first.database().update("update log_entry set type = 'newer' where conversation_id = ?", strange);
            LeftOver.all(first, strange);
            LeftOver.all(first, known);
            await("the sweep").until(() -> LeftOver.isNothingOf(first, known));
            assertThat(LeftOver.isNothingOf(first, strange)).isFalse();

            // As after the upgrade of this node.
            first.database().update("update log_entry set type = 'message' where conversation_id = ?", strange);
            await("the next sweep").until(() -> LeftOver.isNothingOf(first, strange));
        }
    }

    private static Answer post(Chat chat, User user, String conversationId) {
        return chat.as(user).post("/conversations/" + conversationId + "/messages", Map.of("content", "again"));
    }
}
