package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.load.Generator;
import com.sealkloud.chat.bench.load.Measured;
import com.sealkloud.chat.bench.load.Population;
import com.sealkloud.chat.bench.peer.Backends;
import com.sealkloud.chat.bench.peer.Contender;
import com.sealkloud.chat.bench.peer.Peer;
import com.sealkloud.chat.bench.peer.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * W2: one room, spoken in faster and faster. A first, steeper climb to the end warms up what only
 * many messages warm, unless it is to be quick; others come for the second, because some systems
 * cut off whom they cannot serve any more.
 */
final class CrowdWorkload {

    /** A crowd is served as long as the slowest hundredth of the deliveries takes no longer. */
    private static final double LONGEST_P99_MILLIS = 100;

    /**
     * A disk or a neighbour that stalls for a moment says nothing about a system: a step that is
     * too slow has two more chances.
     */
    private static final int ATTEMPTS = 3;

    private static final double FIRST_DELIVERIES_PER_SECOND = 3_000;
    private static final double QUICK_FIRST_DELIVERIES_PER_SECOND = 12_000;

    /**
     * Of little weight beside {@link #LONGEST_P99_MILLIS}, and halves what the generator needs to
     * hear a system that bundles nothing.
     */
    private static final Duration REST = Duration.ofMillis(2);

    /** More than any system needs; a server that does nothing would go on for many minutes. */
    private static final double MOST_DELIVERIES_PER_SECOND = 4_000_000;

    private static final double STEP = 1.25;
    private static final double QUICK_STEP = 2;
    private static final int STEPS_BELOW_THE_END = 6;

    private final Options options;

    CrowdWorkload(Options options) {
        this.options = options;
    }

    /** Climbs to the end with so many people. */
    Workloads.Figures run(Backends backends, Contender contender, int people) {
        Population population = Population.crowd(people, Workloads.SPEAKERS);
        try (Peer peer = contender.startFor(backends, population, false)) {
            Climb climb = options.isQuick()
                    ? climb(peer, population, QUICK_FIRST_DELIVERIES_PER_SECOND / people, QUICK_STEP, 1)
                    : climbTwice(backends, peer, population, FIRST_DELIVERIES_PER_SECOND / people);
            System.out.printf("      ends at %.0f/s: %s%n", climb.endedAt() * people, climb.end());
            if (climb.curve().isEmpty()) {
                throw new IllegalStateException("the first step fails: " + climb.end());
            }
            return new Workloads.Figures(climb.curve().get(climb.curve().size() - 1), climb.curve(), "");
        }
    }

    /**
     * The steps of a crowd that was served.
     *
     * @param endedAt messages per second of the step that was not
     * @param end why
     */
    private record Climb(List<Map<String, Double>> curve, double endedAt, String end) {}

    private Climb climbTwice(Backends backends, Peer peer, Population population, double lowest) {
        Climb first = climb(peer, population, lowest, QUICK_STEP, 1);
        backends.analyze();
        double start = first.endedAt() / Math.pow(STEP, STEPS_BELOW_THE_END);
        return climb(peer, population, Math.max(lowest, start), STEP, ATTEMPTS);
    }

    private Climb climb(Peer peer, Population population, double start, double step, int attempts) {
        try (Generator generator = Workloads.generator(peer, population)) {
            generator.connect(Workloads.CONNECT_AT_MOST);
            generator.rest(REST);
            Workloads.pause(Workloads.SETTLE);
            List<Map<String, Double>> curve = new ArrayList<>();
            String end = "no faster step is tried";
            int failures = 0;
            int people = population.people().size();
            double rate = start;
            while (failures < attempts && rate * people < MOST_DELIVERIES_PER_SECOND) {
                Usage before = peer.usage();
                Measured measured =
                        generator.openLoop(rate, Duration.ofSeconds(1), Duration.ofSeconds(Math.min(5, options.seconds())));
                System.out.printf(
                        "      %.0f/s: p50 %.1f, p99 %.0f, receipts p50 %.1f, p99 %.0f ms, generator %.2f%n",
                        rate * people,
                        measured.deliveryMillis(50),
                        measured.deliveryMillis(99),
                        measured.receiptMillis(50),
                        measured.receiptMillis(99),
                        measured.loopShare());
                if (!measured.tally().fault().isEmpty()) {
                    end = measured.tally().fault();
                    failures = attempts;
                } else if (measured.deliveryMillis(99) > LONGEST_P99_MILLIS) {
                    end = "p99 %.0f ms".formatted(measured.deliveryMillis(99));
                    failures++;
                } else {
                    curve.add(step(measured, rate * people, before, peer.usage()));
                    failures = 0;
                    rate *= step;
                }
            }
            return new Climb(curve, rate, end);
        }
    }

    private static Map<String, Double> step(Measured measured, double rate, Usage before, Usage after) {
        Map<String, Double> step = new LinkedHashMap<>();
        step.put("deliveries/s", rate);
        step.put("p50 ms", measured.deliveryMillis(50));
        step.put("p99 ms", measured.deliveryMillis(99));
        step.put("deliveries per CPU-s", measured.delivered() / after.cpuSecondsSince(before));
        step.put("MB", after.megabytes());
        step.put("generator", measured.loopShare());
        return step;
    }
}
