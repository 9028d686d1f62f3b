package com.sealkloud.chat.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Everything that stands in a report.
 *
 * @param machine what it ran on, by name
 * @param versions of the systems and what they run on, by name
 * @param settings by workload: when it was measured, and with which options
 */
record Results(
        Map<String, String> machine,
        Map<String, String> versions,
        Map<String, String> settings,
        List<Outcome> outcomes) {

    List<Outcome> of(String workload, String storage) {
        return outcomes.stream()
                .filter(outcome -> outcome.workload().equals(workload) && outcome.storage().equals(storage))
                .toList();
    }

    List<String> systems(String workload, String storage) {
        return of(workload, storage).stream().map(Outcome::system).distinct().toList();
    }

    /** @return this figure of the rounds that are not void */
    List<Double> figures(String workload, String storage, String system, String figure) {
        return of(workload, storage).stream()
                .filter(outcome -> outcome.system().equals(system) && outcome.fault().isEmpty())
                .flatMap(outcome -> java.util.stream.Stream.ofNullable(outcome.figures().get(figure)))
                .sorted()
                .toList();
    }

    /** @return the median of the rounds that are not void; not a number if there is none */
    double median(String workload, String storage, String system, String figure) {
        return median(figures(workload, storage, system, figure));
    }

    /** @return not a number if there is none */
    static double median(List<Double> ascending) {
        int middle = ascending.size() / 2;
        return ascending.isEmpty()
                ? Double.NaN
                : ascending.size() % 2 == 1
                        ? ascending.get(middle)
                        : (ascending.get(middle - 1) + ascending.get(middle)) / 2;
    }

    /** @return without what is known of these workloads */
    Results without(Collection<String> workloads) {
        settings.keySet().removeAll(workloads);
        return new Results(
                machine,
                versions,
                settings,
                new ArrayList<>(outcomes.stream()
                        .filter(outcome -> !workloads.contains(outcome.workload()))
                        .toList()));
    }
}
