package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.Plot.Line;
import com.sealkloud.chat.bench.Plot.Point;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that grows, in the {@link Report}: a table with a row for each step, and a plot.
 * Figures are medians over the rounds.
 */
final class GrowthSection {

    private static final String STORAGE = "S";

    private final Growth growth;
    private final Results results;
    private final List<Map<String, Double>> steps;

    GrowthSection(Growth growth, Results results) {
        this.growth = growth;
        this.results = results;
        this.steps = results.of(growth.workload(), STORAGE).stream()
                .flatMap(outcome -> outcome.curve().stream())
                .toList();
    }

    boolean hasSteps() {
        return !steps.isEmpty();
    }

    /** @return the plot's name beside the report */
    String file() {
        return "growth-" + growth.name().toLowerCase(Locale.ROOT) + ".svg";
    }

    /** @return nothing if nothing was measured */
    String markdown() {
        if (results.of(growth.workload(), STORAGE).isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "\n## %s, class %s: %s\n\n".formatted(growth.workload(), STORAGE, growth.title()));
        text.append(results.settings().getOrDefault(growth.workload(), "")).append("\n");
        if (hasSteps()) {
            table(text);
            text.append("\n![%s](%s)\n".formatted(title(), file()));
        }
        results.of(growth.workload(), STORAGE).stream()
                .filter(outcome -> !outcome.fault().isEmpty())
                .forEach(outcome -> text.append("\nRound %d is broken off: %s\n".formatted(outcome.round(), outcome.fault())));
        return text.toString();
    }

    private void table(StringBuilder text) {
        List<String> names = steps.stream()
                .flatMap(step -> step.keySet().stream())
                .filter(name -> !name.equals(growth.axis()))
                .distinct()
                .toList();
        text.append("\n| %s | %s |\n".formatted(growth.axis(), String.join(" | ", names)));
        text.append("|---".repeat(names.size() + 1)).append("|\n");
        for (double size : sizes()) {
            text.append(String.format(Locale.ROOT, "| %,.0f", size));
            names.forEach(name -> text.append(" | ").append(Report.spread(figures(size, name), name)));
            text.append(" |\n");
        }
    }

    Plot plot() {
        List<Line> lines = growth.drawn().stream()
                .map(name -> new Line(
                        name,
                        sizes().stream()
                                .filter(size -> !figures(size, name).isEmpty())
                                .map(size -> new Point(size, Results.median(figures(size, name))))
                                .toList()))
                .toList();
        return new Plot(title(), sizes(), lines);
    }

    private String title() {
        return "Milliseconds, by %s (%s)".formatted(growth.title(), growth.workload());
    }

    private List<Double> sizes() {
        return steps.stream().map(step -> step.get(growth.axis())).distinct().sorted().toList();
    }

    private List<Double> figures(double size, String name) {
        return steps.stream()
                .filter(step -> step.get(growth.axis()) == size && step.containsKey(name))
                .map(step -> step.get(name))
                .sorted()
                .toList();
    }
}
