package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.peer.Contender;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The latency of W2 against its rate, a line for each system, both axes logarithmic. */
final class CrowdPlot {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final int LEFT = 60;
    private static final int RIGHT = 190;
    private static final int TOP = 46;
    private static final int BOTTOM = 50;
    private static final double LOWEST_MILLIS = 1;
    private static final double HIGHEST_MILLIS = 100;
    private static final double LOWEST_RATE = 2_500;
    private static final List<String> COLOURS =
            List.of("#0f766e", "#b45309", "#1d4ed8", "#be123c", "#7c3aed", "#475569");

    private final Results results;
    private final double highestRate;

    CrowdPlot(Results results) {
        this.results = results;
        this.highestRate = results.of("W2", "T").stream()
                .flatMap(outcome -> outcome.curve().stream())
                .mapToDouble(step -> step.get("deliveries/s"))
                .max()
                .orElse(LOWEST_RATE * 2);
    }

    String svg() {
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
                        .formatted(WIDTH, HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        text(svg, LEFT, 22, "start", "#0f172a", "99 of 100 deliveries within … ms, by deliveries per second (W2)");
        for (double millis : new double[] {1, 2, 5, 10, 20, 50, 100}) {
            line(svg, LEFT, y(millis), WIDTH - RIGHT, y(millis));
            text(svg, LEFT - 8, y(millis) + 4, "end", "#475569", String.valueOf((int) millis));
        }
        for (double rate = LOWEST_RATE; rate <= highestRate * 1.05; rate *= 2) {
            line(svg, x(rate), TOP, x(rate), HEIGHT - BOTTOM);
            text(svg, x(rate), HEIGHT - BOTTOM + 18, "middle", "#475569", "%,.0f".formatted(rate));
        }
        List<String> systems = results.systems("W2", "T");
        for (int i = 0; i < systems.size(); i++) {
            curve(svg, systems.get(i), COLOURS.get(i % COLOURS.size()), i);
        }
        return svg.append("</svg>\n").toString();
    }

    /** Shows the round whose highest rate is the median one. */
    private void curve(StringBuilder svg, String system, String colour, int number) {
        List<List<Map<String, Double>>> rounds = results.of("W2", "T").stream()
                .filter(outcome -> outcome.system().equals(system) && !outcome.curve().isEmpty())
                .map(Outcome::curve)
                .sorted(java.util.Comparator.comparingInt(List::size))
                .toList();
        String title = Contender.withId(system).map(Contender::title).orElse(system);
        text(svg, WIDTH - RIGHT + 16, TOP + 14 + number * 20, "start", colour, title);
        if (rounds.isEmpty()) {
            return;
        }
        StringBuilder points = new StringBuilder();
        rounds.get(rounds.size() / 2)
                .forEach(step -> points.append(
                        String.format(Locale.ROOT, "%.1f,%.1f ", x(step.get("deliveries/s")), y(step.get("p99 ms")))));
        svg.append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" points=\"%s\"/>%n"
                .formatted(colour, points.toString().strip()));
    }

    private double x(double rate) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(rate / LOWEST_RATE) / Math.log(highestRate * 1.05 / LOWEST_RATE);
    }

    private static double y(double millis) {
        double part = Math.log(Math.max(LOWEST_MILLIS, millis) / LOWEST_MILLIS) / Math.log(HIGHEST_MILLIS / LOWEST_MILLIS);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part;
    }

    private static void line(StringBuilder svg, double fromX, double fromY, double toX, double toY) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e2e8f0\"/>%n",
                fromX,
                fromY,
                toX,
                toY));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                text));
    }
}
