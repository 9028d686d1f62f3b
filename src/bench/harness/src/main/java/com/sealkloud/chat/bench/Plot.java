package com.sealkloud.chat.bench;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Lines in a grid as SVG, for light pages and for dark ones. Both axes are logarithmic, so only
 * what is above zero can be shown.
 */
final class Plot {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final int LEFT = 60;
    private static final int RIGHT = 190;
    private static final int TOP = 46;
    private static final int BOTTOM = 50;

    /**
     * 1, 2, 5, 10 …, from a thousandth to half a million: what is below or above stands at the
     * edge.
     */
    private static final List<Double> Y_TICKS = IntStream.rangeClosed(-3, 5)
            .boxed()
            .flatMapToDouble(power -> DoubleStream.of(1, 2, 5).map(digit -> digit * Math.pow(10, power)))
            .boxed()
            .toList();

    private static final List<String> COLOURS =
            List.of("#0f766e", "#b45309", "#1d4ed8", "#be123c", "#7c3aed", "#475569");
    private static final List<String> COLOURS_ON_DARK =
            List.of("#2dd4bf", "#fbbf24", "#60a5fa", "#fb7185", "#a78bfa", "#cbd5e1");

    record Point(double x, double y) {}

    /** @param title stands beside the plot, in the line's colour */
    record Line(String title, List<Point> points) {}

    private final String title;
    private final List<Line> lines;
    private final List<Double> xTicks;
    private final List<Double> yTicks;
    private final double lowestX;
    private final double highestX;

    /** @param xTicks at least one, ascending; those of the other axis are found */
    Plot(String title, List<Double> xTicks, List<Line> lines) {
        this.title = title;
        this.lines = lines;
        this.xTicks = xTicks;
        this.lowestX = Math.min(xTicks.get(0), values(Point::x).min().orElse(xTicks.get(0)));
        this.highestX = Math.max(lowestX * 2, Math.max(xTicks.get(xTicks.size() - 1), values(Point::x).max().orElse(0)));
        this.yTicks = yTicks();
    }

    private DoubleStream values(ToDoubleFunction<Point> axis) {
        return lines.stream().flatMap(line -> line.points().stream()).mapToDouble(axis);
    }

    /** Those between which all points are. */
    private List<Double> yTicks() {
        double lowest = values(Point::y).min().orElse(1);
        double highest = values(Point::y).max().orElse(1);
        int from = lastIndex(lowest);
        int to = Math.min(Y_TICKS.size() - 1, Math.max(from, lastIndex(highest)) + 1);
        return Y_TICKS.subList(Math.min(from, to - 1), to + 1);
    }

    /** @return of the last tick that is not above this, or of the first */
    private static int lastIndex(double value) {
        return Math.max(0, (int) Y_TICKS.stream().filter(tick -> tick <= value).count() - 1);
    }

    String svg() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH,
                HEIGHT));
        svg.append("<title>%s</title>%n<style>%n%s@media (prefers-color-scheme: dark) {%n%s}%n</style>%n"
                .formatted(
                        title,
                        style("#ffffff", "#0f172a", "#475569", "#e2e8f0", COLOURS),
                        style("#0d1117", "#f1f5f9", "#cbd5e1", "#334155", COLOURS_ON_DARK)));
        svg.append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
        text(svg, "title", LEFT, 22, "start", title);
        for (double tick : yTicks) {
            gridLine(svg, LEFT, y(tick), WIDTH - RIGHT, y(tick));
            String number = BigDecimal.valueOf(tick).stripTrailingZeros().toPlainString();
            text(svg, "label", LEFT - 8, y(tick) + 4, "end", number);
        }
        for (double tick : xTicks) {
            gridLine(svg, x(tick), TOP, x(tick), HEIGHT - BOTTOM);
            text(svg, "label", x(tick), HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%,.0f", tick));
        }
        for (int i = 0; i < lines.size(); i++) {
            String style = "line" + i % COLOURS.size();
            text(svg, style, WIDTH - RIGHT + 16, TOP + 14 + i * 20, "start", lines.get(i).title());
            curve(svg, style, lines.get(i).points());
        }
        return svg.append("</svg>\n").toString();
    }

    private static String style(String page, String title, String label, String grid, List<String> colours) {
        StringBuilder style = new StringBuilder(
                ".page { fill: %s } .title { fill: %s } .label { fill: %s } .grid { stroke: %s }%n"
                        .formatted(page, title, label, grid));
        for (int i = 0; i < colours.size(); i++) {
            style.append(".line%d { fill: %s; stroke: %s } text.line%d { stroke: none }%n"
                    .formatted(i, colours.get(i), colours.get(i), i));
        }
        return style.toString();
    }

    /** A single point is no line yet, so each has a dot. */
    private void curve(StringBuilder svg, String style, List<Point> points) {
        if (points.isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.x()), y(point.y())));
        }
        svg.append("<polyline class=\"%s\" style=\"fill: none\" stroke-width=\"2.5\" points=\"%s\"/>%n"
                .formatted(style, path.toString().strip()));
        for (Point point : points) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n",
                    style,
                    x(point.x()),
                    y(point.y())));
        }
    }

    private double x(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(value / lowestX) / Math.log(highestX / lowestX);
    }

    private double y(double value) {
        double lowest = yTicks.get(0);
        double highest = yTicks.get(yTicks.size() - 1);
        double shown = Math.min(highest, Math.max(lowest, value));
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.log(shown / lowest) / Math.log(highest / lowest);
    }

    private static void gridLine(StringBuilder svg, double fromX, double fromY, double toX, double toY) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                fromX,
                fromY,
                toX,
                toY));
    }

    private static void text(StringBuilder svg, String style, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style,
                x,
                y,
                anchor,
                text));
    }
}
