package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the accounts of programs may do at RabbitMQ, and nothing else. */
@ExtendWith(Servers.class)
class TicketServiceAccountTests {
    private static final String EVENTS = "ticket-service.events";
    private static final String ALL_EVENTS = "event-reader.events";
    private static final List<String> QUEUES = List.of("chat.inbound", "chat.notifications", "chat.dead-letter");
    private static final List<String> EXCHANGES = List.of(
            "chat.inbound",
            "chat.events",
            "chat.events.filter",
            "chat.events.tickets",
            "chat.dead-letter",
            "amq.topic",
            "amq.rabbitmq.trace");

    private final Rabbit rabbit = Servers.rabbit();

    private interface Attempt {
        void on(Channel channel) throws Exception;
    }

    private void attempt(Attempt attempt) throws Exception {
        attempt("ticket-service", attempt);
    }

    private void attempt(String account, Attempt attempt) throws Exception {
        Connection connection = rabbit.connect(account);
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
            for (String key : keys()) {
                channel.basicPublish("chat.inbound", key, null, new byte[0]);
            }
            for (String queue : List.of(EVENTS, "ticket-service.answers")) {
                channel.queueDeclarePassive(queue);
                channel.queuePurge(queue);
                channel.basicCancel(channel.basicConsume(queue, new DefaultConsumer(channel)));
            }
        });
    }

    /** A new one is refused here until it is decided that ticket services may use it. */
    private static List<String> keys() {
        return InboundKeys.all().stream()
                .map(key -> key.equals(InboundKeys.POST) ? key + "ticket-1" : key)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-reader", "chat-operator"})
    void nobodyElsePublishesRequests(String account) {
        for (String key : keys()) {
            isRefused(account, channel -> channel.basicPublish("chat.inbound", key, null, new byte[0]));
        }
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

    static Stream<String> accounts() {
        return Stream.of("ticket-service", "event-reader", "chat-operator");
    }

    /**
     * To bind takes the right to write what is bound, and to read where it is bound to; nobody has
     * both of these.
     */
    @ParameterizedTest
    @MethodSource("accounts")
    void bindsNothingOfTheChatToAnything(String account) {
        for (String source : EXCHANGES) {
            for (String queue : QUEUES) {
                isRefused(account, channel -> channel.queueBind(queue, source, "#"));
            }
            for (String exchange : List.of("chat.inbound", "chat.events", "amq.topic")) {
                isRefused(account, channel -> channel.exchangeBind(exchange, source, "#"));
            }
        }
    }

    @Test
    void bindsNotEvenItsOwnQueues() {
        for (String exchange : EXCHANGES) {
            isRefused(channel -> channel.queueBind(EVENTS, exchange, "#"));
            isRefused(channel -> channel.queueUnbind(EVENTS, exchange, "#"));
        }
    }

    /** Each of them would take memory, and nothing limits their number. */
    @Test
    void declaresNothing() {
        for (String name : List.of("someone-else", "ticket-service.another", EVENTS)) {
            isRefused(channel -> channel.queueDeclare(name, true, false, false, null));
            isRefused(channel -> channel.queueDelete(name));
        }
        isRefused(channel -> channel.queueDeclare());
        isRefused(channel -> channel.exchangeDeclare("ticket-service.exchange", "topic"));
        isRefused(channel -> channel.exchangeDelete("chat.events"));
    }

    @Test
    void theReaderOfEverythingHasTheSameOneQueueAndDeclaresAndBindsNothing() throws Exception {
        attempt("event-reader", channel -> {
            channel.queueDeclarePassive(ALL_EVENTS);
            channel.queuePurge(ALL_EVENTS);
            channel.basicCancel(channel.basicConsume(ALL_EVENTS, new DefaultConsumer(channel)));
        });
        for (String name : List.of("someone-else", "event-reader.another", ALL_EVENTS)) {
            isRefused("event-reader", channel -> channel.queueDeclare(name, true, false, false, null));
            isRefused("event-reader", channel -> channel.queueDelete(name));
        }
        isRefused("event-reader", channel -> channel.queueDeclare());
        for (String exchange : EXCHANGES) {
            isRefused("event-reader", channel -> channel.queueBind(ALL_EVENTS, exchange, "#"));
            isRefused("event-reader", channel -> channel.queueUnbind(ALL_EVENTS, exchange, "#"));
        }
    }

    /** Nobody would take them away. */
    @Test
    void nothingWaitsForAReaderOfEverythingThatThereIsNot() {
        assertThat(rabbit.bindings())
                .filteredOn(binding -> binding.contains("-> " + ALL_EVENTS))
                .containsExactlyInAnyOrder(
                        " -> event-reader.events event-reader.events", "chat.events -> event-reader.events none");
    }

    /** The queues that they have got are bounded, and so is what they keep open. */
    @Test
    void holdNoMoreThanTheirSharesOfTheMemory() {
        for (String queue : List.of(EVENTS, "ticket-service.answers", ALL_EVENTS)) {
            // The console knows it some seconds after the start.
            await().untilAsserted(() -> {
                JsonNode bounds = rabbit.management("/queues/%2F/" + queue).path("effective_policy_definition");
                assertThat(bounds.path("max-length-bytes").asLong(0)).isBetween(1L, 128L * 1024 * 1024);
                assertThat(bounds.path("max-length").asLong(0)).isBetween(1L, 100_000L);
            });
        }
        for (String account : List.of("ticket-service", "event-reader")) {
            isRefused(account, channel -> {
                for (int i = 0; i < 200; i++) {
                    channel.getConnection().createChannel();
                }
            });
        }
        isRefused(channel -> channel.basicPublish("chat.inbound", "room.ticket-1", null, new byte[320 * 1024 + 1]));
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
        isRefused("ticket-service", attempt);
    }

    private void isRefused(String account, Attempt attempt) {
        assertThatThrownBy(() -> attempt(account, attempt))
                .hasStackTraceContaining("reply-code=")
                .satisfies(refusal -> assertThat(stackTrace(refusal))
                        .containsAnyOf("ACCESS_REFUSED", "PRECONDITION_FAILED", "NOT_ALLOWED"));
    }

    private static String stackTrace(Throwable refusal) {
        java.io.StringWriter text = new java.io.StringWriter();
        refusal.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
