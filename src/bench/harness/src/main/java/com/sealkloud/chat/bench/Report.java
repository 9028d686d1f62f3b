package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.peer.Contender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The results as JSON, from which they are read again, as Markdown, and as plots. */
final class Report {

    /** Above this the generator may have slowed down what it measures. */
    private static final double BUSY_GENERATOR = 0.7;

    private record Section(String workload, String storage, String title, String main, boolean isMoreBetter) {}

    private static final List<Section> SECTIONS = List.of(
            new Section("W1", "T", "idle connections with three subscriptions each", "kB per connection", false),
            new Section("W2", "T", "one room, stepped up until p99 > 100 ms", "deliveries/s", true),
            new Section("W2L", "T", "the same among twice as many people", "deliveries/s", true),
            new Section("W3", "S", "helpdesk: 500 people, 300 rooms of 2 to 5, 100 messages/s", "delivery p99 ms", false),
            new Section("W4", "S", "most messages/s, 128 under way in 64 rooms", "messages/s", true),
            new Section("W5", "T", "everybody connects and subscribes", "ready/s", true),
            new Section("W6", "S", "pages of 50 messages at a random depth, 200 a second", "", false),
            new Section("W7", "S", "searches in 1,000 of 2,000 rooms, 10 a second", "p99 ms", false));

    private final Path folder;
    private final JsonMapper json = JsonMapper.builder().build();

    Report(Path folder) {
        this.folder = folder;
    }

    /** @return what stands in the folder, with the machine and the versions of now */
    Results read(Map<String, String> machine, Map<String, String> versions) {
        Path file = folder.resolve("results.json");
        if (!Files.exists(file)) {
            return new Results(machine, versions, new TreeMap<>(), new ArrayList<>());
        }
        try {
            Results known = json.readValue(Files.readString(file), Results.class);
            return new Results(
                    machine, versions, new TreeMap<>(known.settings()), new ArrayList<>(known.outcomes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Results results) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("results.json"),
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n");
            Files.writeString(folder.resolve("report.md"), markdown(results));
            if (!results.of("W2", "T").isEmpty()) {
                Files.writeString(folder.resolve("crowd.svg"), CrowdPlot.of(results).svg());
            }
            for (Growth growth : Growth.values()) {
                GrowthSection section = new GrowthSection(growth, results);
                if (section.hasSteps()) {
                    Files.writeString(folder.resolve(section.file()), section.plot().svg());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String markdown(Results results) {
        StringBuilder text = new StringBuilder("# Benchmark\n\n");
        text.append(line(results.machine())).append("\n\n").append(line(results.versions())).append("\n\n");
        text.append("""
                Class T passes messages on, class S stores them in PostgreSQL before they are acknowledged; the two are not to be compared.
                SealKloud Chat stores always, in class T too, but there all who store anything do so in a file system in memory. Figures are
                medians over the rounds, with the lowest and the highest in brackets. Memory and processor time are those of all server
                processes together, or of the programs that are named.

                "machine" is what the machine itself did: thousands of blocks hashed and of random reads in a second, just before, and how
                long it took to force a block to the disk meanwhile. Rows that differ there as well should not be compared.
                """);
        SECTIONS.stream()
                .filter(section -> !results.of(section.workload(), section.storage()).isEmpty())
                .forEach(section -> section(text, results, section));
        for (Growth growth : Growth.values()) {
            text.append(new GrowthSection(growth, results).markdown());
        }
        proof(text, results);
        return text.toString();
    }

    private static String line(Map<String, String> names) {
        return names.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(" · "));
    }

    private static void section(StringBuilder text, Results results, Section section) {
        List<String> systems = results.systems(section.workload(), section.storage());
        List<String> names = results.of(section.workload(), section.storage()).stream()
                .flatMap(outcome -> outcome.figures().keySet().stream())
                .distinct()
                .sorted(Comparator.comparing(name -> !name.equals(section.main())))
                .toList();
        text.append("\n## %s, class %s: %s\n\n".formatted(section.workload(), section.storage(), section.title()));
        text.append(results.settings().getOrDefault(section.workload(), "")).append("\n\n");
        text.append("| system | ").append(String.join(" | ", names));
        text.append(section.main().isEmpty() ? " |\n" : " | SealKloud Chat is better by |\n");
        text.append("|---".repeat(names.size() + (section.main().isEmpty() ? 1 : 2))).append("|\n");
        for (String system : systems) {
            text.append("| ").append(title(system));
            names.forEach(name -> text.append(" | ")
                    .append(spread(results.figures(section.workload(), section.storage(), system, name), name)));
            text.append(section.main().isEmpty() ? " |\n" : " | " + ratio(results, section, system) + " |\n");
        }
        results.of(section.workload(), section.storage()).stream()
                .filter(outcome -> !outcome.fault().isEmpty())
                .forEach(outcome -> text.append("\nRound %d of %s is void: %s\n"
                        .formatted(outcome.round(), title(outcome.system()), outcome.fault())));
    }

    private static String ratio(Results results, Section section, String system) {
        double own = results.median(section.workload(), section.storage(), Contender.SEALKLOUD.id(), section.main());
        double other = results.median(section.workload(), section.storage(), system, section.main());
        if (system.equals(Contender.SEALKLOUD.id()) || Double.isNaN(own) || Double.isNaN(other)) {
            return "–";
        }
        return "%.2f×".formatted(section.isMoreBetter() ? own / other : other / own);
    }

    /** @return the median, and of several rounds the lowest and the highest */
    static String spread(List<Double> figures, String name) {
        if (figures.isEmpty()) {
            return "–";
        }
        double median = Results.median(figures);
        String flag = name.equals("generator") && median > BUSY_GENERATOR ? " (!)" : "";
        return figures.size() == 1
                ? number(median) + flag
                : "%s [%s–%s]%s"
                        .formatted(number(median), number(figures.get(0)), number(figures.get(figures.size() - 1)), flag);
    }

    private static String number(double figure) {
        double size = Math.abs(figure);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 || size == 0 ? "%.2f" : "%.2g";
        return String.format(Locale.ROOT, format, figure);
    }

    static String title(String system) {
        return Contender.withId(system).map(Contender::title).orElse(system);
    }

    private static void proof(StringBuilder text, Results results) {
        double most = results.median("PROOF", "T", Contender.NULL.id(), "deliveries/s");
        double reported = results.systems("W2", "T").stream()
                .mapToDouble(system -> results.median("W2", "T", system, "deliveries/s"))
                .filter(rate -> !Double.isNaN(rate))
                .max()
                .orElse(Double.NaN);
        if (Double.isNaN(most)) {
            return;
        }
        text.append("\n## The generator\n\nAgainst a server that does nothing else it takes %s deliveries/s with p99 below 100 ms"
                .formatted(number(most)));
        if (!Double.isNaN(reported)) {
            text.append(": %.1f times the highest rate above (%s to be at least 2 times)"
                    .formatted(most / reported, most >= 2 * reported ? "which had" : "**which fails**: it had"));
        }
        text.append(".\n\"generator\" is the part of one core that it used; above %.0f %% it is marked, and the figure is a lower bound.\n"
                .formatted(BUSY_GENERATOR * 100));
    }
}
