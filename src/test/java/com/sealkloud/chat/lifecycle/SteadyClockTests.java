package com.sealkloud.chat.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A changed system clock does not set this clock back. */
class SteadyClockTests {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private Instant system = NOON;
    private long nanos = 7;
    private final SteadyClock clock = new SteadyClock(() -> system, () -> nanos);

    private Duration sinceNoon() {
        return Duration.between(NOON, clock.instant());
    }

    private void pass(Duration time) {
        system = system.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void followsTheSystem() {
        pass(Duration.ofSeconds(10));
        assertThat(sinceNoon()).isEqualTo(Duration.ofSeconds(10));

        system = system.plus(Duration.ofHours(5));
        assertThat(sinceNoon()).isEqualTo(Duration.ofHours(5).plusSeconds(10));
    }

    @Test
    void goesOnAtHalfThePaceWhenTheSystemIsSetBack() {
        clock.instant();
        system = NOON.minus(Duration.ofMinutes(5));
        assertThat(sinceNoon()).isEqualTo(Duration.ZERO);

        pass(Duration.ofMinutes(2));
        assertThat(sinceNoon()).isEqualTo(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(8));
        assertThat(sinceNoon()).isEqualTo(Duration.ofMinutes(5));
        pass(Duration.ofMinutes(8));
        assertThat(sinceNoon()).isEqualTo(Duration.ofMinutes(13));
    }

    @Test
    void followsASystemThatWasPlainlyWrong() {
        clock.instant();
        system = NOON.minus(Duration.ofDays(365));

        assertThat(sinceNoon()).isEqualTo(Duration.ofDays(-365));
    }

    /**
     * What the system's clock measures is wrong as soon as somebody sets it; no test can do that to
     * a process.
     */
    @Test
    void nothingElseMeasuresWithTheSystemsClock() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/com"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.add(Files.readString(file));
            }
        }

        assertThat(sources).noneMatch(source -> source.contains("currentTimeMillis"));
        assertThat(sources).noneMatch(source -> source.contains("Clock.system") || source.contains("parkUntil"));
        Pattern bucket = Pattern.compile("Bucket\\.builder\\(\\)(?:(?!\\.build\\(\\)).)*", Pattern.DOTALL);
        assertThat(sources.stream()
                        .flatMap(source -> bucket.matcher(source).results())
                        .map(MatchResult::group))
                .hasSizeGreaterThan(2)
                .allMatch(each ->
                        each.contains("withNanosecondPrecision()") || each.contains("withCustomTimePrecision("));
    }
}
