package com.sealkloud.chat.lifecycle;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Limits how many warnings and errors of one kind are logged in a minute, and counts the others.
 * Many of them are caused by a call, a mail or a broken file, and whoever can repeat that could
 * fill the disk and hide what matters.
 */
@Component
class LineLimit extends TurboFilter implements SmartLifecycle {

    /** Of one kind in a minute. */
    static final int MOST = 60;

    /** A trace is a hundred lines and more, and the sixth says no more than the first. */
    private static final int LINES_OF_A_TRACE = 10;

    /** Bounds the heap: further kinds of a logger count as one. */
    private static final int MOST_KINDS = 1_000;

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(LineLimit.class);

    /** @param format without what is filled in */
    private record Kind(String logger, String format) {}

    private static final class Count {

        private final AtomicLong weight = new AtomicLong();
        private final AtomicLong denied = new AtomicLong();

        boolean admits(int lines) {
            boolean admitted = weight.getAndAdd(lines) + lines <= MOST;
            if (!admitted) {
                denied.incrementAndGet();
            }
            return admitted;
        }
    }

    private final Map<Kind, Count> counts = new ConcurrentHashMap<>();
    private final ILoggerFactory loggers;

    LineLimit() {
        this(LoggerFactory.getILoggerFactory());
    }

    LineLimit(ILoggerFactory loggers) {
        this.loggers = loggers;
    }

    @Override
    public void start() {
        if (loggers instanceof LoggerContext context) {
            super.start();
            context.addTurboFilter(this);
        }
    }

    /** Without a timer that begins new minutes it would deny lines for ever. */
    @Override
    public void stop() {
        super.stop();
        if (loggers instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
        counts.clear();
    }

    @Override
    public boolean isRunning() {
        return isStarted();
    }

    /** What the other parts log while they start and stop counts too. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] values,
            @Nullable Throwable failure) {
        // Without a format somebody asks whether the level is enabled.
        if (format == null || !level.isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        Kind kind = new Kind(logger.getName(), counts.size() < MOST_KINDS ? format : "");
        int lines = failure == null ? 1 : LINES_OF_A_TRACE;
        return counts.computeIfAbsent(kind, first -> new Count()).admits(lines)
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }

    @Scheduled(fixedDelayString = "PT1M")
    void countTheRest() {
        Map<Kind, Count> ended = Map.copyOf(counts);
        counts.clear();
        ended.forEach((kind, count) -> {
            long denied = count.denied.get();
            if (denied > 0) {
                log.warn("{} more lines of {} within a minute: {}", denied, kind.logger(), kind.format());
            }
        });
    }
}
