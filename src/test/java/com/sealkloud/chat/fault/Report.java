package com.sealkloud.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of results. */
final class Report {
    private static final Path FILE = Path.of("target", "fault-report.md");

    /** Of all tests of this process. */
    private static final List<Row> ROWS = new ArrayList<>();

    private final boolean timesCount;

    /**
     * @param timesCount whether a time beyond its bound fails the test; a machine that builds is
     *     too busy for that
     */
    Report(boolean timesCount) {
        this.timesCount = timesCount;
    }

    Row row(String fault) {
        Row row = new Row(fault, timesCount);
        ROWS.add(row);
        return row;
    }

    void print() {
        System.out.println("\n" + table());
    }

    void write() {
        try {
            Files.writeString(FILE, table());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String table() {
        StringBuilder table = new StringBuilder("""
                | fault | sent | acknowledged | lost | shown twice | same order | also |
                |---|---|---|---|---|---|---|
                """);
        ROWS.forEach(row -> table.append(row).append('\n'));
        return table.toString();
    }

    /** One fault: its figures, and what of them breaks a promise. */
    static final class Row {
        private final String fault;
        private final boolean timesCount;
        private final List<String> figures = new ArrayList<>();
        private final List<String> breaches = new ArrayList<>();
        private String counts = " not finished | | | |";

        private Row(String fault, boolean timesCount) {
            this.fault = fault;
            this.timesCount = timesCount;
            breaches.add("not finished");
        }

        void ledger(int sent, long acknowledged, long lost, long duplicates, boolean sameOrder, List<String> refusals) {
            breaches.remove("not finished");
            counts = " %d | %d | %d | %d | %s |"
                    .formatted(sent, acknowledged, lost, duplicates, sameOrder ? "yes" : "no");
            require(acknowledged == sent, "not everything was acknowledged in the end");
            require(lost == 0, "lost " + lost);
            require(duplicates == 0, "shown twice: " + duplicates);
            require(sameOrder, "readers differ in order");
            require(refusals.isEmpty(), "refused: " + refusals.stream().limit(5).toList());
        }

        void figure(String name, Duration measured, Duration bound) {
            boolean holds = measured.compareTo(bound) <= 0;
            figures.add("%s %s (≤ %s)".formatted(name, seconds(measured), seconds(bound)));
            require(holds || !timesCount, name + " took " + seconds(measured) + ", more than " + seconds(bound));
        }

        void figure(String name, long measured, long bound) {
            figures.add("%s %d (≤ %d)".formatted(name, measured, bound));
            require(measured <= bound, name + ": " + measured + ", more than " + bound);
        }

        /** A row without a load: nothing was sent. */
        void withoutMessages() {
            breaches.remove("not finished");
            counts = " – | – | – | – | – |";
        }

        void note(String text) {
            figures.add(text);
        }

        void require(boolean holds, String breach) {
            if (!holds) {
                breaches.add(breach);
            }
        }

        /** Fails the test if a promise was broken. */
        void check() {
            assertThat(breaches).as(fault).isEmpty();
        }

        @Override
        public String toString() {
            String broken = breaches.isEmpty() ? "" : " **" + String.join("; ", breaches) + "**";
            return "| " + fault + " |" + counts + " " + String.join(", ", figures) + broken + " |";
        }
    }

    static String seconds(Duration time) {
        return time.toMillis() < 1_000
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
