package com.sealkloud.chat.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTests {

    private static final Map<String, String> MACHINE = Map.of("cores", "2");

    @TempDir
    Path folder;

    @Test
    void showsMediansSpreadAndHowMuchBetterThisProductIs() throws IOException {
        Results results = new Report(folder).read(MACHINE, Map.of());
        for (int round = 1; round <= 3; round++) {
            results.outcomes().add(acknowledged("sealkloud", round, 3_000 + round));
            results.outcomes().add(acknowledged("ejabberd", round, 1_000 + round));
        }
        new Report(folder).write(results);

        assertThat(report())
                .contains("| SealKloud Chat | 3,002 [3,001–3,003] | – |")
                .contains("| ejabberd | 1,002 [1,001–1,003] | 3.00× |");
        assertThat(new Report(folder).read(MACHINE, Map.of())).isEqualTo(results);
    }

    @Test
    void saysWhatMadeARoundVoidAndLeavesItsFiguresOut() throws IOException {
        Results results = new Report(folder).read(MACHINE, Map.of());
        results.outcomes().add(acknowledged("sealkloud", 1, 3_000));
        results.outcomes()
                .add(new Outcome("W4", "S", "sealkloud", 2, "1 missing", Map.of("messages/s", 9_000.0), List.of()));
        new Report(folder).write(results);

        assertThat(report())
                .contains("| SealKloud Chat | 3,000 |")
                .contains("Round 2 of SealKloud Chat is void: 1 missing");
    }

    @Test
    void drawsALineForEachSystem() throws IOException {
        Results results = new Report(folder).read(MACHINE, Map.of());
        Map<String, Double> step = Map.of("deliveries/s", 20_000.0, "p99 ms", 12.0);
        results.outcomes().add(new Outcome("W2", "T", "ws", 1, "", step, List.of(step)));
        new Report(folder).write(results);

        assertThat(Files.readString(folder.resolve("crowd.svg")))
                .contains("<polyline")
                .contains(">ws</text>");
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThat(Options.parse(List.of("--quick", "--peers", "ws,sealkloud")).contenders())
                .hasSize(2);
        assertThatThrownBy(() -> Options.parse(List.of("--peers", "nobody"))).hasMessage("no system is called nobody");
        assertThatThrownBy(() -> Options.parse(List.of("--rounds", "0")))
                .hasMessageContaining("--rounds takes a number");
        assertThatThrownBy(() -> Options.parse(List.of("--rounds"))).hasMessageContaining("--rounds");
    }

    private String report() throws IOException {
        return Files.readString(folder.resolve("report.md"));
    }

    private static Outcome acknowledged(String system, int round, double rate) {
        return new Outcome("W4", "S", system, round, "", Map.of("messages/s", rate), List.of());
    }
}
