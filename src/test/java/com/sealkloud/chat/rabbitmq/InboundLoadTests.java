package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.TicketService;
import com.sealkloud.chat.testing.TicketService.Letter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many messages, one in a hundred of them invalid, and two nodes, of which the consuming one is
 * stopped in the middle. The duration is written to {@code target/inbound-load.txt}; run it with
 * {@code -Dinbound.seconds=30} for the figures of the documents.
 */
@ExtendWith(Servers.class)
class InboundLoadTests {
    private static final int ROOMS = 100;
    private static final int PER_SECOND = 1_000;
    private static final int TOTAL = PER_SECOND * Integer.getInteger("inbound.seconds", 1);

    @Test
    void noneIsLostNoneIsDoubledAndTheBrokenOnesArePutAside() throws IOException {
        Rabbit rabbit = new Rabbit(Servers.newFolder());
        List<String> arguments = new ArrayList<>(Servers.arguments(Mode.EMBEDDED_POSTGRESQL));
        arguments.addAll(rabbit.arguments());
        try (Chat chat = Chat.start(arguments);
                Chat second = Chat.start(arguments);
                TicketService service = new TicketService(rabbit)) {
            for (int room = 0; room < ROOMS; room++) {
                service.does("ticket.opened", Map.of("ticketId", "load-" + room, "title", "Load"));
            }

            Instant from = Instant.now();
            CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);
            long started = System.nanoTime();
            for (int i = 0; i < TOTAL; i++) {
                LockSupport.parkNanos(started + i * (TimeUnit.SECONDS.toNanos(1) / PER_SECOND) - System.nanoTime());
                publish(service, i);
                if (i == TOTAL / 2) {
                    stopped = CompletableFuture.runAsync(chat::close);
                }
            }
            service.confirmed();
            Instant published = Instant.now();
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> stored(second) == TOTAL - TOTAL / 100);
            Instant drained = Instant.now();
            List<Letter> letters = new ArrayList<>();
            await().until(() -> {
                letters.addAll(TicketService.takeLetters(second));
                return letters.size() >= TOTAL / 100;
            });

            String figures = "%d messages in %d rooms: published in %d ms, all stored %d ms later%n"
                    .formatted(
                            TOTAL,
                            ROOMS,
                            Duration.between(from, published).toMillis(),
                            Duration.between(published, drained).toMillis());
            Files.writeString(Path.of("target/inbound-load.txt"), figures);
            assertThat(letters).hasSize(TOTAL / 100);
            stopped.join();
            assertThat(stored(second)).isEqualTo(TOTAL - TOTAL / 100);
            for (int room = 0; room < ROOMS; room++) {
                assertThat(said(second, room)).isEqualTo(expected(room));
            }
        } finally {
            rabbit.close();
        }
    }

    private static boolean isBroken(int i) {
        return i % 100 == i / 100 % 100;
    }

    private static void publish(TicketService service, int i) {
        String roomId = "ticket-load-" + i % ROOMS;
        String body = isBroken(i)
                ? "{\"roomId\":\"" + roomId + "\",\"content\":" + i + "}"
                : "{\"roomId\":\"" + roomId + "\",\"content\":\"" + i + "\"}";
        service.publish("room." + roomId, body, new BasicProperties.Builder().messageId("load-" + i));
    }

    private static long stored(Chat chat) {
        return chat.database().queryForObject("select count(*) from log_entry where type = 'room_message'", Long.class);
    }

    private static List<String> expected(int room) {
        return IntStream.range(0, TOTAL)
                .filter(i -> i % ROOMS == room && !isBroken(i))
                .mapToObj(String::valueOf)
                .toList();
    }

    private static List<String> said(Chat chat, int room) {
        return chat.database()
                .queryForList(
                        "select payload::json ->> 'content' from log_entry where conversation_id = ? and type = 'room_message' order by seq",
                        String.class,
                        "ticket-load-" + room);
    }
}
