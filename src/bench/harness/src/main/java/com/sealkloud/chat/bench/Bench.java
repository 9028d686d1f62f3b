package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.Options.WorkloadId;
import com.sealkloud.chat.bench.Workloads.Figures;
import com.sealkloud.chat.bench.peer.Backends;
import com.sealkloud.chat.bench.peer.Contender;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what the command line asks for, one system after the other, and writes the report. */
public final class Bench {

    private static final Path FOLDER = Path.of("target/bench");

    /** A folder that is no disk, or an empty string. */
    private static final String MEMORY = System.getProperty("bench.memory", "");

    /** One workload of one class for one system. */
    private interface Measurement {
        Figures of(Backends backends, Contender contender);
    }

    /**
     * @param storage the class: {@code T} or {@code S}
     * @param sharesBackends false where it matters that a backend which has served another system
     *     still holds memory, and has things left to do
     */
    private record Plan(
            WorkloadId id,
            String storage,
            boolean sharesBackends,
            List<Contender> contenders,
            Measurement measurement) {}

    private final Options options;
    private final Report report = new Report(FOLDER);

    private Bench(Options options) {
        this.options = options;
    }

    /** Exit codes: 0 measured, 2 wrong usage. */
    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(Arrays.asList(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("bin/bench: " + e.getMessage() + " (see --help)");
            System.exit(2);
            return;
        }
        new Bench(options).run();
        System.exit(0);
    }

    private void run() {
        Results results = report.read(Machine.describe(), Machine.versions());
        if (!options.reportsOnly()) {
            List<Plan> plans = plans();
            Results kept = options.adds()
                    ? results
                    : results.without(plans.stream().map(plan -> plan.id().name()).toList());
            try (Backends passing = newBackends("T");
                    Backends storing = newBackends("S")) {
                plans.forEach(plan -> measure(plan, kept, plan.storage().equals("T") ? passing : storing));
            }
            results = kept;
        }
        report.write(results);
        System.out.println("The report is in " + FOLDER.resolve("report.md"));
    }

    private List<Plan> plans() {
        Workloads workloads = new Workloads(options);
        CrowdWorkload crowd = new CrowdWorkload(options);
        HistoryPages pages = new HistoryPages(options);
        SearchWorkload search = new SearchWorkload(options);
        GrowthWorkloads growth = new GrowthWorkloads(options, pages);
        List<Contender> alone = List.of(Contender.SEALKLOUD);
        List<Contender> passing = List.of(
                Contender.SEALKLOUD,
                Contender.WS,
                Contender.SOCKET_IO,
                Contender.STOCK_RELAY,
                Contender.SIMPLE_BROKER,
                Contender.WEB_STOMP);
        List<Contender> inTheGoals =
                List.of(Contender.SEALKLOUD, Contender.WS, Contender.SOCKET_IO, Contender.STOCK_RELAY);
        List<Contender> connecting =
                List.of(Contender.SEALKLOUD, Contender.WS, Contender.SOCKET_IO, Contender.STOCK_RELAY, Contender.WEB_STOMP);
        List<Contender> storing =
                List.of(Contender.SEALKLOUD, Contender.WS, Contender.SOCKET_IO, Contender.STOCK_RELAY, Contender.EJABBERD);
        List<Plan> all = List.of(
                new Plan(WorkloadId.PROOF, "T", true, List.of(Contender.NULL), (backends, contender) ->
                        crowd.run(backends, contender, options.people())),
                new Plan(WorkloadId.W1, "T", false, connecting, workloads::idle),
                new Plan(WorkloadId.W2, "T", true, passing, (backends, contender) ->
                        crowd.run(backends, contender, options.people())),
                new Plan(WorkloadId.W2L, "T", true, inTheGoals, (backends, contender) ->
                        crowd.run(backends, contender, 2 * options.people())),
                new Plan(WorkloadId.W3, "S", true, storing, workloads::helpdesk),
                new Plan(WorkloadId.W4, "S", true, storing, workloads::acknowledged),
                new Plan(WorkloadId.W5, "T", false, connecting, workloads::readiness),
                new Plan(WorkloadId.W6, "S", true, alone, pages::measure),
                new Plan(WorkloadId.W7, "S", true, alone, search::measure),
                new Plan(WorkloadId.G1, "S", true, alone, growth::members),
                new Plan(WorkloadId.G2, "S", true, alone, growth::rooms),
                new Plan(WorkloadId.G3, "S", true, alone, growth::messages),
                new Plan(WorkloadId.G4, "S", true, alone, growth::nodes));
        return all.stream().filter(plan -> options.wants(plan.id())).toList();
    }

    /**
     * Writes the report after each system: what was measured is not lost when the rest is broken
     * off.
     */
    private void measure(Plan plan, Results results, Backends shared) {
        String workload = plan.id().name();
        int first = results.of(workload, plan.storage()).stream()
                .mapToInt(Outcome::round)
                .max()
                .orElse(0);
        results.settings().merge(workload, settings(), (earlier, now) -> earlier + "; " + now);
        List<Contender> contenders = plan.contenders().stream()
                .filter(contender -> contender == Contender.NULL || options.wants(contender))
                .filter(contender -> !options.isQuick() || options.names(contender) || isQuick(plan.id(), contender))
                .toList();
        boolean shares = plan.sharesBackends() || options.isQuick();
        for (int round = first + 1; round <= first + options.rounds(); round++) {
            for (Contender contender : contenders) {
                Backends backends = shares ? shared : newBackends(plan.storage());
                results.outcomes().add(measure(plan, contender, round, backends));
                report.write(results);
                if (!shares) {
                    backends.close();
                }
            }
        }
    }

    /** This product, and of each workload the one that is the hardest to beat. */
    private static boolean isQuick(WorkloadId id, Contender contender) {
        return contender == Contender.SEALKLOUD
                || contender == Contender.NULL
                || contender == (id == WorkloadId.W4 ? Contender.EJABBERD : Contender.WS);
    }

    private String settings() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", load average before " + Machine.loadAverage() + ", "
                + options.describe();
    }

    private static Outcome measure(Plan plan, Contender contender, int round, Backends backends) {
        String workload = plan.id().name();
        System.out.printf("%s %s, round %d: %s%n", workload, plan.storage(), round, contender.title());
        try {
            backends.settle();
            Map<String, Double> machine = Calibration.measure();
            DiskProbe disk = DiskProbe.start(FOLDER);
            Figures figures;
            try (disk) {
                figures = plan.measurement().of(backends, contender);
            }
            machine.putAll(disk.figures());
            Map<String, Double> all = new LinkedHashMap<>(figures.figures());
            all.putAll(machine);
            System.out.println("   " + all);
            return new Outcome(workload, plan.storage(), contender.id(), round, figures.fault(), all, figures.curve());
        } catch (RuntimeException e) {
            System.out.println("   void: " + e.getMessage());
            return new Outcome(
                    workload, plan.storage(), contender.id(), round, String.valueOf(e.getMessage()), Map.of(), List.of());
        }
    }

    /**
     * Those of class T keep their data in memory: there, this product alone stores anything, and is
     * not to be measured by the disk.
     */
    private static Backends newBackends(String storage) {
        Path folder = FOLDER.resolve("run-" + System.currentTimeMillis() + "-" + storage);
        Path data = storage.equals("T") && !MEMORY.isEmpty() ? Path.of(MEMORY, folder.getFileName().toString()) : folder;
        return new Backends(folder.resolve("log"), data);
    }
}
