package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.Workloads.Figures;
import com.sealkloud.chat.bench.load.Generator;
import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Population;
import com.sealkloud.chat.bench.peer.Backends;
import com.sealkloud.chat.bench.peer.ChatServer;
import com.sealkloud.chat.bench.peer.Contender;
import com.sealkloud.chat.bench.peer.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * W7: searches of somebody who is in a thousand rooms, half of all, among a million messages; then
 * the same beside a thousand new messages a second, and how far the index is behind.
 */
final class SearchWorkload {

    private static final int ROOMS = 1_000;
    private static final int SPEAKING_ROOMS = 64;
    private static final int SEARCHES_PER_SECOND = 10;
    private static final int MESSAGES_PER_SECOND = 1_000;
    private static final int LOOKS_PER_SECOND = 5;

    private static final String OLDEST_NOT_INDEXED = """
            select coalesce(max(extract(epoch from now() - entry.occurred_at)), 0)
            from search_position indexed
            join log_entry entry on entry.conversation_id = indexed.conversation_id and entry.seq = indexed.seq + 1""";

    private final Options options;
    private final SearchedRooms filled = new SearchedRooms();
    private final HttpClient client = HttpClient.newHttpClient();

    SearchWorkload(Options options) {
        this.options = options;
    }

    Figures measure(Backends backends, Contender contender) {
        // The first person is in the first half of the rooms.
        Population population = Population.searched(ROOMS, SPEAKING_ROOMS);
        ChatServer.WithDatabase started = ChatServer.startWithDatabase(backends, population, 1);
        try (Peer peer = started.peer()) {
            filled.fill(started.database(), population.rooms().subList(0, 2 * ROOMS), options.messages());
            Person searcher = population.people().get(0);
            Map<String, String> queries = queries();
            warmUp(peer, searcher, queries);
            Map<String, Double> figures = new LinkedHashMap<>();
            queries.forEach((name, query) -> {
                Histogram micros =
                        search(peer, searcher, Map.of(name, query), options.seconds() * 1_000L / queries.size());
                figures.put(name + " p50 ms", micros.getValueAtPercentile(50) / 1e3);
                figures.put(name + " max ms", micros.getMaxValue() / 1e3);
            });
            Histogram all = search(peer, searcher, queries, options.seconds() * 1_000L);
            figures.put("p50 ms", all.getValueAtPercentile(50) / 1e3);
            figures.put("p99 ms", all.getValueAtPercentile(99) / 1e3);
            figures.putAll(beside(started, population, searcher, queries));
            return new Figures(figures);
        }
    }

    private Map<String, Double> beside(
            ChatServer.WithDatabase started, Population population, Person searcher, Map<String, String> queries) {
        Peer peer = started.peer();
        try (Generator generator = Workloads.generator(peer, population)) {
            generator.connect(Workloads.CONNECT_AT_MOST);
            Workloads.pause(Workloads.SETTLE);
            CompletableFuture<Histogram> searching = CompletableFuture.supplyAsync(() -> {
                warmUp(peer, searcher, queries);
                return search(peer, searcher, queries, options.seconds() * 1_000L);
            });
            CompletableFuture<Double> behind = CompletableFuture.supplyAsync(() -> {
                Workloads.pause(Duration.ofSeconds(options.warmUp()));
                return behind(started.database());
            });
            Workloads.checked(generator.openLoop(
                    MESSAGES_PER_SECOND,
                    Duration.ofSeconds(options.warmUp()),
                    Duration.ofSeconds(options.seconds())));
            return Map.of(
                    "p99 ms beside " + MESSAGES_PER_SECOND + " messages/s",
                    searching.join().getValueAtPercentile(99) / 1e3,
                    "index behind at most s",
                    behind.join());
        }
    }

    /** @return the greatest age of the oldest message that is not in the index */
    private double behind(String database) {
        double most = 0;
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                PreparedStatement oldest = connection.prepareStatement(OLDEST_NOT_INDEXED)) {
            for (int i = 0; i < options.seconds() * LOOKS_PER_SECOND; i++) {
                try (ResultSet age = oldest.executeQuery()) {
                    age.next();
                    most = Math.max(most, age.getDouble(1));
                }
                Workloads.pause(Duration.ofMillis(1_000 / LOOKS_PER_SECOND));
            }
            return most;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names and what is searched for: common, rare, in parts, and what is not for this person. */
    private Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("word in every 10th message", filled.word(3));
        queries.put("in every 30th", filled.word(25));
        queries.put("in every 300th", filled.word(300));
        queries.put("rare", filled.word(SearchedRooms.RAREST));
        queries.put("two words", filled.word(25) + " " + filled.word(300));
        queries.put("three rare together", filled.word(900) + " " + filled.word(1_200) + " " + filled.word(9_000));
        queries.put("part of words", filled.word(300).substring(1, 5));
        queries.put("of others only", SearchedRooms.SECRET);
        queries.put("nowhere", "zzyzxq");
        return queries;
    }

    /** One search after the other: ten per second would leave most of it to the interpreter. */
    private void warmUp(Peer peer, Person person, Map<String, String> queries) {
        long end = System.nanoTime() + Duration.ofSeconds(options.warmUp()).toNanos();
        while (System.nanoTime() < end) {
            search(peer, person, queries, queries.size(), Duration.ZERO);
        }
    }

    private Histogram search(Peer peer, Person person, Map<String, String> queries, long millis) {
        int count = Math.max(1, (int) (millis * SEARCHES_PER_SECOND / 1_000));
        return search(peer, person, queries, count, Duration.ofSeconds(1).dividedBy(SEARCHES_PER_SECOND));
    }

    /** One search at a time, at a constant rate. */
    private Histogram search(Peer peer, Person person, Map<String, String> queries, int count, Duration interval) {
        Histogram micros = new Histogram(60_000_000, 3);
        List<String> all = List.copyOf(queries.values());
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Workloads.pause(Duration.ofNanos(start + i * interval.toNanos() - System.nanoTime()));
            long began = System.nanoTime();
            String query = all.get(i % all.size());
            String answer = get(peer, "/api/v1/search/messages?q=" + encoded(query), ChatServer.token(person));
            micros.recordValue((System.nanoTime() - began) / 1_000);
            // A page that took long ends with what it has, and the next one goes on.
            boolean isFound = !answer.contains("\"items\":[]");
            boolean isOver = answer.contains("\"nextCursor\":null");
            boolean isNone = query.equals(SearchedRooms.SECRET) || query.startsWith("zz");
            if (isNone ? isFound : !isFound && isOver) {
                throw new IllegalStateException(query + " gives " + answer);
            }
        }
        return micros;
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private String get(Peer peer, String path, String token) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + peer.ports().get(0) + path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
