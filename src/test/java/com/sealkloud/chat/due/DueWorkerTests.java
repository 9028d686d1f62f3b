package com.sealkloud.chat.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.outgoing.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DueWorkerTests {
    private static final Duration NEVER = Duration.ofHours(1);

    /** Rows in memory, of which the first hundred cannot be done. */
    private static final class Rows extends DueOneByOne<Integer> {
        private final Map<Integer, Instant> dueAt = new TreeMap<>();
        private final List<Integer> done = new ArrayList<>();

        Rows() {
            super("rows", NEVER, Clock.systemUTC());
            IntStream.range(0, 120).forEach(row -> dueAt.put(row, Instant.EPOCH));
        }

        @Override
        protected List<Integer> due(Instant now, int limit) {
            return dueAt.entrySet().stream()
                    .filter(row -> !row.getValue().isAfter(now))
                    .map(Map.Entry::getKey)
                    .limit(limit)
                    .toList();
        }

        @Override
        protected void work(Integer row) {
            if (row < 100) {
                throw new IllegalStateException("cannot be done");
            }
            dueAt.remove(row);
            done.add(row);
        }

        @Override
        protected void postpone(Integer row, Instant until) {
            dueAt.put(row, until);
        }
    }

    @Test
    void rowsThatFailHoldUpNothingBehindThem() {
        Rows rows = new Rows();

        while (rows.workOffSome()) {
            // More may be due.
        }

        assertThat(rows.done)
                .containsExactlyElementsOf(IntStream.range(100, 120).boxed().toList());
        assertThat(rows.dueAt).hasSize(100);
    }

    /** Calls of one receiver that takes one at a time; those before the last cannot be written. */
    private static final class Calls extends DueCalls<Integer> {
        private final List<Integer> due = new ArrayList<>(List.of(1, 2, 3));
        private final List<String> settled = new ArrayList<>();

        Calls() {
            super("calls", NEVER, "calls", new Bounds(1, 1, 1), new SimpleMeterRegistry());
        }

        @Override
        protected List<Integer> claim(int limit, Set<String> busy) {
            return busy.isEmpty() && !due.isEmpty() ? List.of(due.remove(0)) : List.of();
        }

        @Override
        protected String receiver(Integer call) {
            return "receiver";
        }

        @Override
        protected CompletableFuture<Answer> send(Integer call) {
            if (call < 3) {
                throw new IllegalArgumentException("no address");
            }
            return CompletableFuture.completedFuture(new Answer(204, null));
        }

        @Override
        protected void settle(Integer call, @Nullable Answer answer, @Nullable Throwable failure) {
            settled.add(call + (answer == null ? " failed" : " taken"));
        }

        /** On this thread: what the worker's own would do. */
        @Override
        protected void afterwards(Runnable task) {
            task.run();
        }

        @Override
        public void wake() {}
    }

    @Test
    void callThatCannotBeMadeHasFailedAndGivesItsPlaceBack() {
        Calls calls = new Calls();

        for (int i = 0; i < 3; i++) {
            calls.workOffSome();
        }

        assertThat(calls.settled).containsExactly("1 failed", "2 failed", "3 taken");
    }

    @Test
    void pausesGrowWithEachFailureUpToABoundOrAsLongAsIsAsked() {
        BackOff backOff = new BackOff(Duration.ofSeconds(10), 4, 3);

        assertThat(IntStream.rangeClosed(1, 6).mapToObj(attempts -> backOff.after(attempts, null)))
                .extracting(Duration::toSeconds)
                .containsExactly(10L, 40L, 160L, 640L, 640L, 640L);
        assertThat(backOff.after(1, Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
        assertThat(backOff.after(2, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(40));
    }
}
