package com.sealkloud.chat.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many users in one room and twenty messages per second, over each relay: nothing is lost,
 * duplicated or reordered, and the heap stays flat. Runs for a few seconds in the suite, and with
 * {@code -Dload.people=100 -Dload.seconds=60} for figures, which are appended to {@code
 * target/load.txt}. Server and clients share this process and its cores.
 */
@ExtendWith(Servers.class)
class LoadTests {
    private static final int PEOPLE = Integer.getInteger("load.people", 40);
    private static final int MESSAGES_PER_SECOND = 20;
    private static final int SECONDS = Integer.getInteger("load.seconds", 2);
    /**
     * Garbage collection leaves a few megabytes more or less; a leak of what was delivered would be
     * hundreds.
     */
    private static final long FLAT = 48L << 20;

    /** An event that waits as long as {@code chat.conversation.sweep-after} is published twice. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    @ParameterizedTest
    @MethodSource("com.sealkloud.chat.testing.Mode#everyRelay")
    void crowdHearsEverythingOnceAndInOrder(Mode mode) throws IOException {
        Chat chat = Servers.chat(mode);
        List<User> users = IntStream.rangeClosed(1, PEOPLE)
                .mapToObj(i -> chat.cast().withId("agent-%03d".formatted(i), "agent %03d".formatted(i), "employee_l1"))
                .toList();
        String roomId = chat.as(users.get(0))
                .post(
                        "/rooms",
                        Map.of(
                                "name", "crowd",
                                "kind", "team",
                                "memberIds", users.stream().map(User::userId).toList()))
                .expect(201)
                .text("roomId");
        Recorder latency = new Recorder(3);
        LongAdder faults = new LongAdder();
        LongAdder repetitions = new LongAdder();
        List<Agent> agents = connect(users, user -> new Agent(chat, user, roomId, latency, faults, repetitions));

        talk(agents, roomId, 1, 0);
        Histogram warmUp = latency.getIntervalHistogram();
        assertThat(warmUp.getTotalCount()).isEqualTo((long) MESSAGES_PER_SECOND * PEOPLE);
        long heapBefore = heapAfterCollection();
        long start = System.nanoTime();
        talk(agents, roomId, SECONDS, MESSAGES_PER_SECOND);
        double seconds = (System.nanoTime() - start) / 1e9;
        long heapAfter = heapAfterCollection();

        Histogram histogram = latency.getIntervalHistogram();
        String figures =
                "%s: %d people, %d messages in %.1f s, %d deliveries (%.0f/s), latency p50 %.1f ms, p99 %.1f ms,"
                                .formatted(
                                        mode,
                                        PEOPLE,
                                        SECONDS * MESSAGES_PER_SECOND,
                                        seconds,
                                        histogram.getTotalCount(),
                                        histogram.getTotalCount() / seconds,
                                        histogram.getValueAtPercentile(50) / 1e3,
                                        histogram.getValueAtPercentile(99) / 1e3)
                        + " max %.0f ms, heap %d MB before, %d MB after, %d faults%n"
                                .formatted(
                                        histogram.getMaxValue() / 1e3, heapBefore >> 20, heapAfter >> 20, faults.sum());
        System.out.print(figures);
        Files.writeString(Path.of("target/load.txt"), figures, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        assertThat(faults.sum()).as("gaps and disorder").isZero();
        if (Math.max(warmUp.getMaxValue(), histogram.getMaxValue()) < SLOW.toNanos() / 1_000) {
            assertThat(repetitions.sum()).as("repetitions").isZero();
        }
        assertThat(agents).allMatch(Agent::isConnected);
        assertThat(histogram.getTotalCount()).isEqualTo((long) SECONDS * MESSAGES_PER_SECOND * PEOPLE);
        assertThat(heapAfter).isLessThan(heapBefore + FLAT);
        agents.forEach(Agent::leave);
    }

    private static List<Agent> connect(List<User> users, Function<User, Agent> connection) {
        ExecutorService several = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Agent>> connecting = users.stream()
                    .map(user -> CompletableFuture.supplyAsync(() -> connection.apply(user), several))
                    .toList();
            return connecting.stream().map(CompletableFuture::join).toList();
        } finally {
            several.shutdown();
        }
    }

    /**
     * Twenty messages a second, from twenty of the people in turn, and waits until everybody has
     * heard all of them.
     */
    private static void talk(List<Agent> agents, String roomId, int seconds, int heardBefore) {
        int messages = seconds * MESSAGES_PER_SECOND;
        AtomicInteger said = new AtomicInteger();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleAtFixedRate(
                    () -> {
                        int number = said.get();
                        if (number < messages) {
                            agents.get(number % MESSAGES_PER_SECOND).say(roomId);
                            said.incrementAndGet();
                        }
                    },
                    0,
                    1000 / MESSAGES_PER_SECOND,
                    TimeUnit.MILLISECONDS);
            await().atMost(Duration.ofSeconds(seconds * 2L + 30))
                    .until(() -> agents.stream().allMatch(agent -> agent.received() >= heardBefore + messages));
        } finally {
            clock.shutdownNow();
        }
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
