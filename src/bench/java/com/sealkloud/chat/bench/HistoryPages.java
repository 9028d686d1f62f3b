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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** W6: pages of fifty messages at a random depth of one conversation, first of a short log and then of a long one. */
final class HistoryPages {

    private static final int SHORT_LOG = 10_000;
    private static final int PAGE = 50;
    private static final int REQUESTS_PER_SECOND = 200;

    private final Options options;
    private final Random random = new Random(4711);

    HistoryPages(Options options) {
        this.options = options;
    }

    Figures measure(Backends backends, Contender contender) {
        Population population = Population.crowd(5, 1);
        ChatServer.WithDatabase started = ChatServer.startWithDatabase(backends, population);
        try (Peer peer = started.peer()) {
            Room room = population.rooms().get(0);
            Map<String, Double> figures = new LinkedHashMap<>();
            started.fill(room, population.people().get(0), SHORT_LOG);
            // What a cold JVM refuses, because its callers pile up, is not measured.
            request(peer, population, SHORT_LOG, options.warmUp(), newHistogram());
            figures.putAll(read(peer, population, SHORT_LOG, options.seconds()));
            started.fill(room, population.people().get(0), options.messages());
            request(peer, population, options.messages(), 3, newHistogram());
            figures.putAll(read(peer, population, options.messages(), options.seconds()));
            return new Figures(figures);
        }
    }

    private static Histogram newHistogram() {
        return new ConcurrentHistogram(60_000_000, 3);
    }

    private Map<String, Double> read(Peer peer, Population population, int messages, int seconds) {
        Histogram micros = newHistogram();
        Usage before = peer.usage();
        long wrong = request(peer, population, messages, seconds, micros);
        if (wrong > 0) {
            throw new IllegalStateException(wrong + " pages are wrong or missing");
        }
        Usage after = peer.usage();
        String suffix = ", " + messages + " messages";
        return Map.of(
                "p50 ms" + suffix, micros.getValueAtPercentile(50) / 1e3,
                "p99 ms" + suffix, micros.getValueAtPercentile(99) / 1e3,
                "pages per CPU-s" + suffix, micros.getTotalCount() / (after.cpuSeconds() - before.cpuSeconds()));
    }

    /** @return how many pages were wrong, refused or missing */
    private long request(Peer peer, Population population, int messages, int seconds, Histogram micros) {
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
            int bound = PAGE + 1 + random.nextInt(messages - PAGE);
            client.sendAsync(page(peer, population, bound), HttpResponse.BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> {
                        micros.recordValue((System.nanoTime() - due) / 1_000);
                        if (failure != null || !isPageBefore(answer, bound)) {
                            wrong.incrementAndGet();
                        }
                        open.countDown();
                    });
        }
        await(open);
        return wrong.get() + open.getCount();
    }

    private static HttpRequest page(Peer peer, Population population, int bound) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/conversations/%s/messages?limit=%d&before=%d"
                        .formatted(peer.port(), population.rooms().get(0).id(), PAGE, bound)))
                .header("Authorization", "Bearer " + ChatServer.token(population.people().get(0)))
                .build();
    }

    private static boolean isPageBefore(HttpResponse<String> answer, int bound) {
        return answer.statusCode() == 200
                && answer.body().contains("\"seq\":" + (bound - 1) + ",")
                && answer.body().contains("\"seq\":" + (bound - PAGE) + ",")
                && !answer.body().contains("\"seq\":" + bound + ",");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
