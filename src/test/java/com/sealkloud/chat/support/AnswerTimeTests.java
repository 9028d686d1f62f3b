package com.sealkloud.chat.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AnswerTimeTests {

    private static final Optional<Duration> NINE = Optional.of(Duration.ofMinutes(9));
    private static final Optional<Duration> FIVE = Optional.of(Duration.ofMinutes(5));

    private final AtomicLong nanos = new AtomicLong();
    private final Queue<Runnable> begun = new ArrayDeque<>();
    private Supplier<Optional<Duration>> database = () -> NINE;
    private final AnswerTime time = new AnswerTime(() -> database.get(), begun::add, nanos::get);

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private void workOff() {
        assertThat(begun).as("look-ups at once").hasSize(1);
        begun.remove().run();
    }

    private static Optional<Duration> fails() {
        throw new IllegalStateException("the database is slow");
    }

    @Test
    void isTheLastOneWhileTheNextIsLookedUp() {
        assertThat(time.usual()).as("not known yet").isEmpty();
        workOff();
        assertThat(time.usual()).isEqualTo(NINE);

        pass(Duration.ofSeconds(59));
        assertThat(time.usual()).isEqualTo(NINE);
        assertThat(begun).isEmpty();

        database = () -> FIVE;
        pass(Duration.ofSeconds(2));
        assertThat(time.usual()).isEqualTo(NINE);
        assertThat(time.usual()).isEqualTo(NINE);
        workOff();
        assertThat(time.usual()).isEqualTo(FIVE);
    }

    @Test
    void isNotLookedUpAgainForAMinuteAfterAFailure() {
        database = AnswerTimeTests::fails;
        assertThat(time.usual()).isEmpty();
        workOff();

        assertThat(time.usual()).isEmpty();
        assertThat(begun).isEmpty();

        database = () -> NINE;
        pass(Duration.ofSeconds(61));
        assertThat(time.usual()).isEmpty();
        workOff();
        assertThat(time.usual()).isEqualTo(NINE);
    }

    @Test
    void remainsAfterAFailure() {
        assertThat(time.usual()).isEmpty();
        workOff();
        database = AnswerTimeTests::fails;
        pass(Duration.ofSeconds(61));
        assertThat(time.usual()).isEqualTo(NINE);
        workOff();

        assertThat(time.usual()).isEqualTo(NINE);
        assertThat(begun).isEmpty();
    }
}
