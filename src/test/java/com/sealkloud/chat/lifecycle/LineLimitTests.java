package com.sealkloud.chat.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Limits the lines of each kind, and neither other kinds nor other levels. */
class LineLimitTests {

    private final LoggerContext loggers = new LoggerContext();
    private final LineLimit limit = new LineLimit(loggers);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger own = (Logger) LoggerFactory.getLogger(LineLimit.class);

    @BeforeEach
    void listen() {
        lines.start();
        loggers.getLogger("root").addAppender(lines);
        own.addAppender(lines);
        limit.start();
    }

    @AfterEach
    void stop() {
        own.detachAppender(lines);
    }

    @Test
    void ofOneKindInAMinuteAndCountsTheRest() {
        Logger files = loggers.getLogger("files");

        IntStream.range(0, 100).forEach(i -> files.warn("The bytes of {} are lost", i));
        files.warn("The storage is away");
        loggers.getLogger("mails").error("The bytes of {} are lost", 100);
        IntStream.range(0, 100).forEach(i -> files.info("{} is stored", i));

        assertThat(written(Level.WARN)).isEqualTo(60 + 1);
        assertThat(lines.list.get(59).getFormattedMessage()).isEqualTo("The bytes of 59 are lost");
        assertThat(written(Level.ERROR)).isEqualTo(1);
        assertThat(written(Level.INFO)).isEqualTo(100);
        lines.list.clear();

        limit.countTheRest();
        files.warn("The bytes of {} are lost", 101);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "40 more lines of files within a minute: The bytes of {} are lost",
                        "The bytes of 101 are lost");
    }

    /** Each is a hundred lines and more. */
    @Test
    void ofTracesAreFewer() {
        Logger calls = loggers.getLogger("calls");

        IntStream.range(0, 100).forEach(i -> calls.error("A call failed", new IllegalStateException("trace")));

        assertThat(written(Level.ERROR)).isEqualTo(6);
        limit.countTheRest();
        assertThat(lines.list.get(6).getFormattedMessage())
                .isEqualTo("94 more lines of calls within a minute: A call failed");
    }

    @Test
    void ofKindsWithoutNumber() {
        Logger parser = loggers.getLogger("parser");

        IntStream.range(0, 5_000).forEach(i -> parser.warn("Not understood: " + i));

        assertThat(written(Level.WARN)).isEqualTo(1_000 + 60);
    }

    @Test
    void notOnceItIsStopped() {
        Logger files = loggers.getLogger("files");

        limit.stop();
        IntStream.range(0, 100).forEach(i -> files.warn("The bytes of {} are lost", i));

        assertThat(written(Level.WARN)).isEqualTo(100);
    }

    private long written(Level level) {
        return lines.list.stream().filter(line -> line.getLevel() == level).count();
    }
}
