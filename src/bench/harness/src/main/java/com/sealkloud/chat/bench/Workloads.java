package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.load.Generator;
import com.sealkloud.chat.bench.load.Measured;
import com.sealkloud.chat.bench.load.Population;
import com.sealkloud.chat.bench.peer.Backends;
import com.sealkloud.chat.bench.peer.Contender;
import com.sealkloud.chat.bench.peer.Peer;
import com.sealkloud.chat.bench.peer.Usage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.concurrent.locks.LockSupport;

/** The workloads but that of a crowd, each for one system and one round. */
final class Workloads {

    private static final int TEXT_LENGTH = 200;
    static final Duration CONNECT_AT_MOST = Duration.ofSeconds(120);

    /** Where the simple broker confirms nothing, its subscriptions stand after this. */
    static final Duration SETTLE = Duration.ofSeconds(2);

    static final int SPEAKERS = 20;

    /**
     * A figure for each system, and the steps that led to it.
     *
     * @param fault what has broken off the steps, or an empty string
     */
    record Figures(Map<String, Double> figures, List<Map<String, Double>> curve, String fault) {
        Figures(Map<String, Double> figures) {
            this(figures, List.of(), "");
        }
    }

    private final Options options;

    Workloads(Options options) {
        this.options = options;
    }

    /** W1: connections that only listen. */
    Figures idle(Backends backends, Contender contender) {
        Population population = Population.idle(options.connections());
        try (Peer peer = contender.startFor(backends, population, false)) {
            pause(SETTLE);
            Usage before = peer.usage();
            try (Generator generator = generator(peer, population)) {
                Duration took = generator.connect(CONNECT_AT_MOST);
                pause(Duration.ofSeconds(options.seconds() * 2L));
                Usage after = peer.usage();
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put(
                        "kB per connection",
                        1024 * (after.megabytes() - before.megabytes()) / options.connections());
                figures.putAll(after.kilobytesPer(options.connections(), "connection", before));
                figures.put("MB altogether", after.megabytes());
                figures.put("connected in s", took.toMillis() / 1e3);
                return new Figures(figures);
            }
        }
    }

    /** W3: many small rooms at the rate of a busy day. */
    Figures helpdesk(Backends backends, Contender contender) {
        Population population = Population.helpdesk(500, 300);
        try (Peer peer = contender.startFor(backends, population, true);
                Generator generator = generator(peer, population)) {
            generator.connect(CONNECT_AT_MOST);
            pause(SETTLE);
            warmUp(backends, half -> generator.openLoop(100, Duration.ZERO, half));
            Usage before = peer.usage();
            Measured measured =
                    checked(generator.openLoop(100, Duration.ofSeconds(1), Duration.ofSeconds(options.seconds() * 2L)));
            Usage after = peer.usage();
            Map<String, Double> figures = new LinkedHashMap<>();
            for (double percentile : new double[] {50, 99, 99.9}) {
                String name = "p" + (percentile == 99.9 ? "99.9" : (int) percentile) + " ms";
                figures.put("receipt " + name, measured.receiptMillis(percentile));
                figures.put("delivery " + name, measured.deliveryMillis(percentile));
            }
            figures.put("messages per CPU-s", measured.sent() / after.cpuSecondsSince(before));
            figures.putAll(after.cpuMillisPer(measured.sent(), "message", before));
            figures.put("MB", after.megabytes());
            figures.put("generator", measured.loopShare());
            return new Figures(figures);
        }
    }

    /** W4: 64 rooms in each of which two messages are under way all the time. */
    Figures acknowledged(Backends backends, Contender contender) {
        Population population = Population.pairs(64);
        try (Peer peer = contender.startFor(backends, population, true);
                Generator generator = generator(peer, population)) {
            generator.connect(CONNECT_AT_MOST);
            pause(SETTLE);
            warmUp(backends, half -> generator.closedLoop(2, Duration.ZERO, half));
            Usage before = peer.usage();
            Measured measured = checked(generator.closedLoop(2, Duration.ZERO, Duration.ofSeconds(options.seconds())));
            Usage after = peer.usage();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("messages/s", measured.receipts() / measured.seconds());
            figures.put("receipt p50 ms", measured.receiptMillis(50));
            figures.put("receipt p99 ms", measured.receiptMillis(99));
            figures.put("messages per CPU-s", measured.receipts() / after.cpuSecondsSince(before));
            figures.putAll(after.cpuMillisPer(measured.receipts(), "message", before));
            figures.put("generator", measured.loopShare());
            return new Figures(figures);
        }
    }

    /**
     * W5: a thousand come at once; first to a system that has just started, then to one that has
     * seen others come and go.
     */
    Figures readiness(Backends backends, Contender contender) {
        Population population = Population.idle(options.isQuick() ? 300 : 1_000);
        try (Peer peer = contender.startFor(backends, population, false)) {
            int people = population.people().size();
            double first = connectAll(peer, population);
            double warm = first;
            // More code takes part in this than in anything else, so that the JVMs need more time.
            while (warm < 2 * options.warmUp()) {
                warm += connectAll(peer, population);
            }
            pause(Duration.ofSeconds(4));
            Usage before = peer.usage();
            double seconds = connectAll(peer, population);
            Usage after = peer.usage();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("ready/s", people / seconds);
            figures.put("ready per CPU-s", people / after.cpuSecondsSince(before));
            figures.putAll(after.cpuMillisPer(people, "connection", before));
            figures.put("ready/s, just started", people / first);
            return new Figures(figures);
        }
    }

    private void warmUp(Backends backends, Function<Duration, Measured> half) {
        Duration duration = Duration.ofSeconds(options.warmUp()).dividedBy(2);
        checked(half.apply(duration));
        backends.analyze();
        checked(half.apply(duration));
    }

    private static double connectAll(Peer peer, Population population) {
        try (Generator generator = generator(peer, population)) {
            return generator.connect(CONNECT_AT_MOST).toNanos() / 1e9;
        }
    }

    static Generator generator(Peer peer, Population population) {
        return new Generator(peer.addresses(), peer.wire(), population, TEXT_LENGTH);
    }

    static Measured checked(Measured measured) {
        String fault = measured.tally().fault();
        if (!fault.isEmpty()) {
            throw new IllegalStateException(fault);
        }
        return measured;
    }

    static void pause(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
