package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.Workloads.Figures;
import com.sealkloud.chat.bench.load.Population;
import com.sealkloud.chat.bench.load.Room;
import com.sealkloud.chat.bench.peer.Backends;
import com.sealkloud.chat.bench.peer.ChatServer;
import com.sealkloud.chat.bench.peer.Contender;
import com.sealkloud.chat.bench.peer.Peer;
import com.sealkloud.chat.bench.peer.Usage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Pages of fifty messages at a random depth of one conversation. W6 reads them of a short log and
 * of a long one, and pages of the timeline in which each message has six reactions;
 * {@link GrowthWorkloads} reads them of logs of its own.
 */
final class HistoryPages {

    private static final int SHORT_LOG = 10_000;
    private static final int PAGE = 50;
    private static final int REQUESTS_PER_SECOND = 200;

    private final Options options;
    private final Random random = new Random(4711);

    HistoryPages(Options options) {
        this.options = options;
    }

    /**
     * @param resource of the conversation, which has the pages
     * @param chips how many emoji of two people each are on a page
     */
    private record Log(String name, Room room, int messages, String resource, int chips) {
        Log(String name, Room room, int messages) {
            this(name, room, messages, "messages", 0);
        }
    }

    Figures measure(Backends backends, Contender contender) {
        Population population = Population.pairs(3);
        List<Room> rooms = population.rooms();
        List<Log> logs = List.of(
                new Log(SHORT_LOG + " messages", rooms.get(0), SHORT_LOG),
                new Log(options.messages() + " messages", rooms.get(1), options.messages()),
                new Log("timeline with 300 reactions", rooms.get(2), SHORT_LOG, "timeline", 3 * PAGE));
        ChatServer.WithDatabase started = ChatServer.startWithDatabase(backends, population, 1);
        try (Peer peer = started.peer()) {
            logs.forEach(log -> started.fill(log.room(), log.room().members().get(0), log.messages()));
            started.react(rooms.get(2));
            // All before any is measured: the first one would be measured on a colder JVM.
            logs.forEach(log -> request(peer, log, options.warmUp(), newHistogram()));
            Map<String, Double> figures = new LinkedHashMap<>();
            logs.forEach(log -> read(peer, log)
                    .forEach((name, figure) -> figures.put(name + ", " + log.name(), figure)));
            return new Figures(figures);
        }
    }

    /** What a cold JVM refuses, because its callers pile up, is not measured. */
    void warmUp(Peer peer, Room room, int messages, int seconds) {
        request(peer, new Log("", room, messages), seconds, newHistogram());
    }

    /** @param messages so many are in the room's log, at least */
    Map<String, Double> read(Peer peer, Room room, int messages) {
        return read(peer, new Log("", room, messages));
    }

    private Map<String, Double> read(Peer peer, Log log) {
        Histogram micros = newHistogram();
        Usage before = peer.usage();
        long wrong = request(peer, log, options.seconds(), micros);
        if (wrong > 0) {
            throw new IllegalStateException(wrong + " pages are wrong or missing");
        }
        Usage after = peer.usage();
        return Map.of(
                "p50 ms", micros.getValueAtPercentile(50) / 1e3,
                "p99 ms", micros.getValueAtPercentile(99) / 1e3,
                "pages per CPU-s", micros.getTotalCount() / after.cpuSecondsSince(before));
    }

    private static Histogram newHistogram() {
        return new ConcurrentHistogram(60_000_000, 3);
    }

    /** @return how many pages were wrong, refused or missing */
    private long request(Peer peer, Log log, int seconds, Histogram micros) {
        HttpClient client = HttpClient.newHttpClient();
        AtomicInteger wrong = new AtomicInteger();
        int count = seconds * REQUESTS_PER_SECOND;
        CountDownLatch open = new CountDownLatch(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / REQUESTS_PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int bound = PAGE + 1 + random.nextInt(log.messages() - PAGE);
            client.sendAsync(page(peer, log, bound), HttpResponse.BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> {
                        micros.recordValue((System.nanoTime() - due) / 1_000);
                        if (failure != null || !isPageBefore(answer, bound, log.chips())) {
                            wrong.incrementAndGet();
                        }
                        open.countDown();
                    });
        }
        await(open);
        return wrong.get() + open.getCount();
    }

    private static HttpRequest page(Peer peer, Log log, int bound) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/conversations/%s/%s?limit=%d&before=%d"
                        .formatted(peer.ports().get(0), log.room().id(), log.resource(), PAGE, bound)))
                .header("Authorization", "Bearer " + ChatServer.token(log.room().members().get(0)))
                .build();
    }

    private static boolean isPageBefore(HttpResponse<String> answer, int bound, int chips) {
        return answer.statusCode() == 200
                && answer.body().contains("\"seq\":" + (bound - 1) + ",")
                && answer.body().contains("\"seq\":" + (bound - PAGE) + ",")
                && !answer.body().contains("\"seq\":" + bound + ",")
                && answer.body().split("\"count\":2", -1).length - 1 == chips;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
