package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.Plot.Line;
import com.sealkloud.chat.bench.Plot.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The latency of W2 against its rate, a line for each system. */
final class CrowdPlot {

    private static final double LOWEST_RATE = 2_500;

    private CrowdPlot() {}

    static Plot of(Results results) {
        double highestRate = results.of("W2", "T").stream()
                .flatMap(outcome -> outcome.curve().stream())
                .mapToDouble(step -> step.get("deliveries/s"))
                .max()
                .orElse(LOWEST_RATE * 2);
        return new Plot(
                "99 of 100 deliveries within … ms, by deliveries per second (W2)",
                DoubleStream.iterate(LOWEST_RATE, rate -> rate <= highestRate * 1.05, rate -> rate * 2)
                        .boxed()
                        .toList(),
                results.systems("W2", "T").stream()
                        .map(system -> line(results, system))
                        .toList());
    }

    /** Shows the round whose highest rate is the median one. */
    private static Line line(Results results, String system) {
        List<List<Map<String, Double>>> rounds = results.of("W2", "T").stream()
                .filter(outcome -> outcome.system().equals(system) && !outcome.curve().isEmpty())
                .map(Outcome::curve)
                .sorted(Comparator.comparingInt(List::size))
                .toList();
        List<Map<String, Double>> median = rounds.isEmpty() ? List.of() : rounds.get(rounds.size() / 2);
        return new Line(
                Report.title(system),
                median.stream()
                        .map(step -> new Point(step.get("deliveries/s"), step.get("p99 ms")))
                        .toList());
    }
}
