package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.Workloads.Figures;
import com.sealkloud.chat.bench.load.Generator;
import com.sealkloud.chat.bench.load.Measured;
import com.sealkloud.chat.bench.load.Population;
import com.sealkloud.chat.bench.load.Population.Stream;
import com.sealkloud.chat.bench.load.Room;
import com.sealkloud.chat.bench.peer.Backends;
import com.sealkloud.chat.bench.peer.ChatServer;
import com.sealkloud.chat.bench.peer.Contender;
import com.sealkloud.chat.bench.peer.Peer;
import com.sealkloud.chat.bench.peer.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The workloads in which something grows step by step while the load stays the same. They are for
 * this product alone.
 */
final class GrowthWorkloads {

    private static final int RATE = 100;
    private static final int CROWD_RATE = 10;

    private final Options options;
    private final HistoryPages pages;

    GrowthWorkloads(Options options, HistoryPages pages) {
        this.options = options;
        this.pages = pages;
    }

    /** G1: one room with more and more people in it. */
    Figures members(Backends backends, Contender alone) {
        return steps(Growth.MEMBERS, someOf(List.of(20, 100, 500, 1_000)), members -> {
            Population population = Population.apart(Workloads.SPEAKERS, List.of(2, members));
            try (Peer peer = start(backends, population, 1);
                    Generator generator = Workloads.generator(peer, population)) {
                connect(generator);
                // At so low a rate the code that stores would stay cold, and cost most where there
                // are few to deliver to.
                warmUp(generator, population.streams(population.rooms().get(0)), RATE);
                List<Stream> streams = population.streams(population.rooms().get(1));
                warmUp(generator, streams, CROWD_RATE);
                return measure(peer, generator, streams, CROWD_RATE);
            }
        });
    }

    /** G2: as many messages in more and more rooms. */
    Figures rooms(Backends backends, Contender alone) {
        return steps(
                Growth.ROOMS,
                someOf(List.of(16, 64, 256, 1_024)),
                rooms -> spread(backends, Population.pairs(rooms), 1));
    }

    /** G4: the same people on more and more nodes. */
    Figures nodes(Backends backends, Contender alone) {
        return steps(
                Growth.NODES,
                someOf(List.of(1, 2, 3)),
                nodes -> spread(backends, Population.helpdesk(300, 300), nodes));
    }

    private Map<String, Double> spread(Backends backends, Population population, int nodes) {
        try (Peer peer = start(backends, population, nodes);
                Generator generator = Workloads.generator(peer, population)) {
            connect(generator);
            warmUp(generator, population.streams(), RATE);
            return measure(peer, generator, population.streams(), RATE);
        }
    }

    /**
     * G3: rooms with longer and longer logs in one database, one after the other. Another room
     * warms it up.
     */
    Figures messages(Backends backends, Contender alone) {
        List<Integer> sizes = logSizes();
        Population population = Population.pairs(sizes.size() + 1);
        ChatServer.WithDatabase started = ChatServer.startWithDatabase(backends, population, 1);
        try (Peer peer = started.peer();
                Generator generator = Workloads.generator(peer, population)) {
            connect(generator);
            Room first = population.rooms().get(0);
            warmUp(generator, population.streams(first), RATE);
            pages.warmUp(peer, first, RATE * options.warmUp(), options.warmUp());
            return steps(Growth.MESSAGES, sizes, size -> {
                Room room = population.rooms().get(1 + sizes.indexOf(size));
                started.fill(room, room.members().get(0), size);
                Map<String, Double> figures = measure(peer, generator, population.streams(room), RATE);
                pages.warmUp(peer, room, size, 3);
                Map<String, Double> read = pages.read(peer, room, size);
                figures.put("page p99 ms", read.get("p99 ms"));
                figures.put("CPU ms per page", 1e3 / read.get("pages per CPU-s"));
                return figures;
            });
        }
    }

    private List<Integer> logSizes() {
        List<Integer> sizes = new ArrayList<>();
        for (int size = 1_000; size < options.messages(); size *= options.isQuick() ? 100 : 10) {
            sizes.add(size);
        }
        sizes.add(options.messages());
        return sizes;
    }

    /** Where little is asked for, every other step. */
    private List<Integer> someOf(List<Integer> steps) {
        return options.isQuick()
                ? IntStream.range(0, (steps.size() + 1) / 2)
                        .mapToObj(number -> steps.get(2 * number))
                        .toList()
                : steps;
    }

    /** What a step brings to light does not vanish when a later one fails. */
    private static Figures steps(Growth growth, List<Integer> steps, IntFunction<Map<String, Double>> measurement) {
        List<Map<String, Double>> curve = new ArrayList<>();
        String fault = "";
        for (int i = 0; i < steps.size() && fault.isEmpty(); i++) {
            String name = steps.get(i) + " " + growth.axis();
            try {
                Map<String, Double> step = new LinkedHashMap<>();
                step.put(growth.axis(), (double) steps.get(i));
                step.putAll(measurement.apply(steps.get(i)));
                curve.add(step);
                System.out.println("      " + step);
            } catch (RuntimeException e) {
                fault = name + ": " + e.getMessage();
                System.out.println("      ends with " + fault);
            }
        }
        return new Figures(curve.isEmpty() ? Map.of() : curve.get(curve.size() - 1), curve, fault);
    }

    private static Peer start(Backends backends, Population population, int nodes) {
        return ChatServer.startWithDatabase(backends, population, nodes).peer();
    }

    private static void connect(Generator generator) {
        generator.connect(Workloads.CONNECT_AT_MOST);
        Workloads.pause(Workloads.SETTLE);
    }

    private void warmUp(Generator generator, List<Stream> streams, double rate) {
        Workloads.checked(
                generator.openLoop(streams, rate, Duration.ZERO, Duration.ofSeconds(options.warmUp())));
    }

    /**
     * First nobody speaks for as long as they do later, which tells what people cost who are only
     * there.
     */
    private Map<String, Double> measure(Peer peer, Generator generator, List<Stream> streams, double rate) {
        Workloads.pause(Workloads.SETTLE);
        Usage silent = peer.usage();
        Workloads.pause(Duration.ofSeconds(options.seconds()));
        Usage before = peer.usage();
        Measured measured = Workloads.checked(generator.openLoop(
                streams, rate, Duration.ofSeconds(1), Duration.ofSeconds(options.seconds())));
        Usage after = peer.usage();
        double millis = 1e3 * after.cpuSecondsSince(before);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("CPU ms per message", millis / measured.sent());
        figures.put("CPU ms per delivery", millis / measured.delivered());
        figures.put("CPU ms/s idle", 1e3 * before.cpuSecondsSince(silent) / options.seconds());
        figures.put("receipt p99 ms", measured.receiptMillis(99));
        figures.put("delivery p99 ms", measured.deliveryMillis(99));
        figures.put("MB", after.megabytes());
        figures.put("generator", measured.loopShare());
        return figures;
    }
}
