package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.TicketService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the account {@code ticket-service} may do at RabbitMQ, and that it is all. */
@ExtendWith(Servers.class)
class TicketServiceAccountTests {
    private static final String OWN = "ticket-service.account-tests";
    private static final List<String> QUEUES = List.of("chat.inbound", "chat.notifications", "chat.dead-letter");

    private final Rabbit rabbit = Servers.rabbit();

    private interface Attempt {
        void on(Channel channel) throws Exception;
    }

    private void attempt(Attempt attempt) throws Exception {
        Connection connection = rabbit.connect("ticket-service");
        try {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            attempt.on(channel);
            channel.waitForConfirmsOrDie(10_000);
        } finally {
            connection.abort();
        }
    }

    @Test
    void publishesWhatAConversationWithTheChatTakesAndHearsTheEvents() throws Exception {
        attempt(channel -> {
            for (String key : List.of(
                    "room.ticket-1",
                    "ticket.opened",
                    "ticket.status_changed",
                    "ticket.assigned",
                    "ticket.closed",
                    "ticket.escalate",
                    "member.add",
                    "member.remove")) {
                channel.basicPublish("chat.inbound", key, null, new byte[0]);
            }
            channel.queueDeclare(OWN, false, true, true, null);
            channel.queueBind(OWN, "chat.events", "ticket.#");
            assertThat(channel.queuePurge(OWN).getMessageCount()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ticket.claim",
                "ticket.opened.x",
                "room.a.b",
                "room.",
                "room.*",
                "message.created",
                "#",
                "member"
            })
    void publishesUnderNoOtherKey(String key) {
        isRefused(channel -> channel.basicPublish("chat.inbound", key, null, new byte[0]));
    }

    static Stream<Arguments> exchanges() {
        return Stream.of("", "chat.events", "chat.dead-letter", "amq.topic", "amq.direct", "amq.fanout", "amq.headers")
                .flatMap(exchange -> QUEUES.stream().map(queue -> Arguments.of(exchange, queue)));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void publishesToNoOtherExchange(String exchange, String key) {
        isRefused(channel -> channel.basicPublish(exchange, key, null, new byte[0]));
    }

    static Stream<String> queues() {
        return QUEUES.stream();
    }

    @ParameterizedTest
    @MethodSource("queues")
    void neitherReadsNorEmptiesNorRemovesAQueueOfTheChat(String queue) {
        isRefused(channel -> channel.basicGet(queue, false));
        isRefused(channel -> channel.basicConsume(queue, new DefaultConsumer(channel)));
        isRefused(channel -> channel.queuePurge(queue));
        isRefused(channel -> channel.queueDelete(queue));
        isRefused(channel -> channel.queueUnbind(queue, queue, "#"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.notifications", "chat.dead-letter"})
    void bindsNoQueueOfTheChat(String queue) {
        isRefused(channel -> channel.queueBind(queue, "chat.events", "#"));
    }

    /** RabbitMQ cannot tell the exchange that it may write to from the queue of the same name, which it can therefore bind. */
    @Test
    void gainsNothingByBindingTheQueueThatIsNamedAsItsExchange() throws Exception {
        Servers.chat(Mode.RABBITMQ_POSTGRESQL);
        String marker = UUID.randomUUID().toString();
        attempt(channel -> channel.queueBind("chat.inbound", "chat.events", "member.add"));
        try (Connection connection = rabbit.connect("chat-service")) {
            connection
                    .createChannel()
                    .basicPublish(
                            "chat.events",
                            "member.add",
                            null,
                            ("{\"roomId\":\"x\",\"userId\":\"" + marker + "\"}").getBytes(StandardCharsets.UTF_8));
            await().until(() -> TicketService.takeLetters(rabbit).stream()
                    .anyMatch(letter ->
                            letter.body().contains(marker) && letter.error().startsWith("forbidden")));
        } finally {
            attempt(channel -> channel.queueUnbind("chat.inbound", "chat.events", "member.add"));
        }
    }

    @Test
    void hearsNothingButTheEvents() {
        for (String exchange : List.of("chat.inbound", "chat.dead-letter", "amq.topic", "amq.rabbitmq.trace")) {
            isRefused(channel -> {
                channel.queueDeclare(OWN, false, true, true, null);
                channel.queueBind(OWN, exchange, "#");
            });
        }
    }

    @Test
    void declaresNothingThatIsNotItsOwn() {
        isRefused(channel -> channel.queueDeclare("someone-else", false, false, true, null));
        isRefused(channel -> channel.queueDeclare());
        isRefused(channel -> channel.exchangeDeclare("someone-else", "topic"));
        isRefused(channel -> channel.exchangeDelete("chat.events"));
        isRefused(channel ->
                channel.queueDeclare(OWN, false, true, true, Map.of("x-dead-letter-exchange", "chat.dead-letter")));
    }

    @Test
    void speaksInNoOtherName() {
        isRefused(channel -> channel.basicPublish(
                "chat.inbound",
                "room.ticket-1",
                new com.rabbitmq.client.AMQP.BasicProperties.Builder()
                        .userId("chat-service")
                        .build(),
                new byte[0]));
    }

    private void isRefused(Attempt attempt) {
        assertThatThrownBy(() -> attempt(attempt))
                .hasStackTraceContaining("reply-code=40")
                .satisfies(refusal ->
                        assertThat(stackTrace(refusal)).containsAnyOf("ACCESS_REFUSED", "PRECONDITION_FAILED"));
    }

    private static String stackTrace(Throwable refusal) {
        java.io.StringWriter text = new java.io.StringWriter();
        refusal.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
