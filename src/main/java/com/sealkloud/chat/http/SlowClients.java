package com.sealkloud.chat.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides which of the slow clients go on if there are too many of them. */
final class SlowClients {

    private SlowClients() {}

    private record Ranked(HttpJob job, int before) {}

    /** @return the networks whose clients keep more than so many threads waiting */
    static List<String> networks(List<HttpJob> jobs, int most) {
        Map<String, Integer> waiting = new HashMap<>();
        jobs.stream().filter(HttpJob::waitsForClient).forEach(job -> waiting.merge(job.network(), 1, Integer::sum));
        return waiting.entrySet().stream()
                .filter(network -> network.getValue() > most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * @param before slow is whom a thread has served since before this time
     * @param most how many may go on
     * @return the others, beginning with the latest of the caller who has most
     */
    static List<HttpJob> tooMany(List<HttpJob> jobs, long before, int most) {
        Map<String, Integer> byCaller = new HashMap<>();
        List<Ranked> slow = new ArrayList<>();
        jobs.stream()
                .filter(job -> job.since() - before < 0)
                .filter(HttpJob::waitsForClient)
                .sorted(Comparator.comparingLong(HttpJob::since))
                .forEach(job -> slow.add(new Ranked(job, byCaller.merge(job.caller(), 1, Integer::sum))));
        return slow.stream()
                .sorted(Comparator.comparingInt(Ranked::before).reversed())
                .limit(Math.max(0, slow.size() - most))
                .map(Ranked::job)
                .toList();
    }
}
