package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.peer.Contender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;

/**
 * What the command line asks for.
 *
 * @param workloads empty for all
 * @param contenders empty for all
 * @param seconds of each measurement
 * @param warmUp seconds before it, which are not measured: a JVM needs many
 * @param people in the one room of the crowd
 * @param connections of the workload that only holds them
 * @param messages in the log whose pages are read, and in the longest of those that grow
 * @param isQuick less of everything, and what is long only where it is named
 * @param adds whether the results are added to those that there are, as further rounds
 * @param reportsOnly whether nothing is measured and the report is written again
 */
record Options(
        List<WorkloadId> workloads,
        List<Contender> contenders,
        int rounds,
        int seconds,
        int warmUp,
        int people,
        int connections,
        int messages,
        boolean isQuick,
        boolean adds,
        boolean reportsOnly) {

    /** The names that the command line knows. */
    enum WorkloadId {
        W1,
        W2,
        /** The same among twice as many. */
        W2L,
        W3,
        W4,
        W5,
        W6,
        W7,
        G1,
        G2,
        G3,
        G4,
        PROOF;

        /** @return whether it is left out where there is little time, unless it is named */
        boolean isLong() {
            return this == PROOF || this == W2L || this == W7 || EnumSet.range(G1, G4).contains(this);
        }
    }

    /** @throws IllegalArgumentException with a message for whoever has typed it */
    static Options parse(List<String> arguments) {
        boolean quick = arguments.contains("--quick");
        Options options = quick
                ? new Options(List.of(), List.of(), 1, 2, 4, 300, 500, 100_000, true, false, false)
                : new Options(List.of(), List.of(), 3, 10, 30, 500, 9_500, 1_000_000, false, false, false);
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            switch (option) {
                case "--quick" -> {}
                case "--add" -> options = options.with(options.workloads, options.contenders, true, options.reportsOnly);
                case "--report" -> options = options.with(options.workloads, options.contenders, options.adds, true);
                default -> {
                    if (++i == arguments.size()) {
                        throw new IllegalArgumentException("unknown option, or one without its value: " + option);
                    }
                    options = options.with(option, arguments.get(i));
                }
            }
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--workloads" -> with(list(value, Options::workload), contenders, adds, reportsOnly);
            case "--peers" -> with(workloads, list(value, Options::contender), adds, reportsOnly);
            case "--rounds" -> with(number(option, value), seconds, warmUp, people, connections, messages);
            case "--seconds" -> with(rounds, number(option, value), warmUp, people, connections, messages);
            case "--warm-up" -> with(rounds, seconds, number(option, value), people, connections, messages);
            case "--people" -> with(rounds, seconds, warmUp, number(option, value), connections, messages);
            case "--connections" -> with(rounds, seconds, warmUp, people, number(option, value), messages);
            case "--messages" -> with(rounds, seconds, warmUp, people, connections, number(option, value));
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private Options with(List<WorkloadId> newWorkloads, List<Contender> newContenders, boolean add, boolean report) {
        return new Options(
                newWorkloads, newContenders, rounds, seconds, warmUp, people, connections, messages, isQuick, add, report);
    }

    private Options with(
            int newRounds, int newSeconds, int newWarmUp, int newPeople, int newConnections, int newMessages) {
        return new Options(
                workloads,
                contenders,
                newRounds,
                newSeconds,
                newWarmUp,
                newPeople,
                newConnections,
                newMessages,
                isQuick,
                adds,
                reportsOnly);
    }

    private static <T> List<T> list(String value, Function<String, T> element) {
        return new ArrayList<>(Arrays.stream(value.split(",")).map(element).toList());
    }

    private static WorkloadId workload(String name) {
        return Arrays.stream(WorkloadId.values())
                .filter(id -> id.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workload is called " + name));
    }

    private static Contender contender(String name) {
        return Contender.withId(name)
                .orElseThrow(() -> new IllegalArgumentException("no system is called " + name));
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(option + " takes a number from 1 to 9999999, not " + value);
        }
        return Integer.parseInt(value);
    }

    String describe() {
        return "%d rounds of %d s after %d s, %d people in the crowd, %d idle connections, %d messages of history"
                .formatted(rounds, seconds, warmUp, people, connections, messages);
    }

    boolean wants(WorkloadId id) {
        return workloads.isEmpty() ? !isQuick || !id.isLong() : workloads.contains(id);
    }

    boolean names(Contender contender) {
        return contenders.contains(contender);
    }

    boolean wants(Contender contender) {
        return contenders.isEmpty() || contenders.contains(contender);
    }
}
