package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.Workloads.Figures;
import com.sealkloud.chat.bench.load.Generator;
import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Population;
import com.sealkloud.chat.bench.load.Room;
import com.sealkloud.chat.bench.peer.Backends;
import com.sealkloud.chat.bench.peer.ChatServer;
import com.sealkloud.chat.bench.peer.Contender;
import com.sealkloud.chat.bench.peer.Peer;
import com.sealkloud.chat.search.SeededIndex;
import com.sealkloud.chat.search.SeededIndex.Message;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
    private static final int VOCABULARY = 30_000;
    private static final int WORDS = 12;

    /** Only in rooms of others. */
    private static final String SECRET = "quuxilium";

    private static final Pattern LAG = Pattern.compile("chat_search_lag_seconds_max\\{[^}]*} ([0-9.E-]+)");

    private final Options options;
    private final List<String> vocabulary = vocabulary();

    SearchWorkload(Options options) {
        this.options = options;
    }

    Figures measure(Backends backends, Contender contender) {
        // The first person is in the first half of the rooms.
        Population population = Population.searched(ROOMS, SPEAKING_ROOMS);
        ChatServer.WithDatabase started = ChatServer.startWithDatabase(backends, population, 1);
        try (Peer peer = started.peer()) {
            fill(started.database(), population.rooms().subList(0, 2 * ROOMS));
            Person searcher = population.people().get(0);
            Map<String, String> queries = queries();
            search(peer, searcher, queries, options.warmUp() * 1_000L);
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
            figures.putAll(beside(peer, population, searcher, queries));
            return new Figures(figures);
        }
    }

    private Map<String, Double> beside(
            Peer peer, Population population, Person searcher, Map<String, String> queries) {
        try (Generator generator = Workloads.generator(peer, population)) {
            generator.connect(Workloads.CONNECT_AT_MOST);
            Workloads.pause(Workloads.SETTLE);
            CompletableFuture<Histogram> searching = CompletableFuture.supplyAsync(
                    () -> search(peer, searcher, queries, options.seconds() * 1_000L));
            Workloads.checked(generator.openLoop(
                    MESSAGES_PER_SECOND, Duration.ofSeconds(1), Duration.ofSeconds(options.seconds())));
            return Map.of(
                    "p99 ms beside " + MESSAGES_PER_SECOND + " messages/s",
                    searching.join().getValueAtPercentile(99) / 1e3,
                    "index behind at most s",
                    lag(peer));
        }
    }

    /** Names and what is searched for: common, rare, in parts, and what is not for this person. */
    private Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("word in every 10th message", vocabulary.get(3));
        queries.put("in every 30th", vocabulary.get(25));
        queries.put("in every 300th", vocabulary.get(300));
        queries.put("rare", vocabulary.get(VOCABULARY - 10));
        queries.put("two words", vocabulary.get(25) + " " + vocabulary.get(300));
        queries.put("three rare together", vocabulary.get(900) + " " + vocabulary.get(1_200) + " " + vocabulary.get(9_000));
        queries.put("part of words", vocabulary.get(300).substring(1, 5));
        queries.put("of others only", SECRET);
        queries.put("nowhere", "zzyzxq");
        return queries;
    }

    /** One search at a time, at a constant rate. */
    private Histogram search(Peer peer, Person person, Map<String, String> queries, long millis) {
        Histogram micros = new Histogram(60_000_000, 3);
        HttpClient client = HttpClient.newHttpClient();
        List<String> all = List.copyOf(queries.values());
        long start = System.nanoTime();
        int count = Math.max(1, (int) (millis * SEARCHES_PER_SECOND / 1_000));
        for (int i = 0; i < count; i++) {
            Workloads.pause(Duration.ofNanos(start + i * 1_000_000_000L / SEARCHES_PER_SECOND - System.nanoTime()));
            long began = System.nanoTime();
            String query = all.get(i % all.size());
            String answer = get(client, peer, "/api/v1/search/messages?q=" + encoded(query), ChatServer.token(person));
            micros.recordValue((System.nanoTime() - began) / 1_000);
            // A page that took long ends with what it has, and the next one goes on.
            boolean isFound = !answer.contains("\"items\":[]");
            boolean isOver = answer.contains("\"nextCursor\":null");
            boolean isNone = query.equals(SECRET) || query.startsWith("zz");
            if (isNone ? isFound : !isFound && isOver) {
                throw new IllegalStateException(query + " gives " + answer);
            }
        }
        return micros;
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static String get(HttpClient client, Peer peer, String path, String token) {
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

    private static double lag(Peer peer) {
        Matcher lag = LAG.matcher(
                get(HttpClient.newHttpClient(), peer, "/actuator/prometheus", ChatServer.METRICS_TOKEN));
        return lag.find() ? Double.parseDouble(lag.group(1)) : Double.NaN;
    }

    private void fill(String database, List<Room> rooms) {
        int each = options.messages() / rooms.size();
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                Statement statement = connection.createStatement()) {
            SeededIndex.claim(connection, rooms.stream().map(Room::id).toList(), each);
            SeededIndex.copy(
                    connection,
                    "log_entry (conversation_id, seq, type, actor_id, message_id, client_message_id, occurred_at, payload)",
                    messages(rooms, each),
                    SearchWorkload::writeEntry);
            for (int half = 0; half < 2; half++) {
                statement.execute("update conversation set last_seq = %1$d, last_message_seq = %1$d where conversation_id in ('%2$s')"
                        .formatted(
                                each,
                                String.join(
                                        "','",
                                        rooms.subList(half * ROOMS, (half + 1) * ROOMS).stream()
                                                .map(Room::id)
                                                .toList())));
            }
            List<String> known = new ArrayList<>(vocabulary);
            known.add(SECRET);
            SeededIndex.write(connection, messages(rooms, each), known);
            statement.execute("vacuum analyze");
            // Or it would be written to the disk while something is measured.
            statement.execute("checkpoint");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeEntry(Message message, Appendable to) throws IOException {
        String id = message.conversationId() + "-" + message.seq();
        to.append(String.join(
                "\t",
                message.conversationId(),
                String.valueOf(message.seq()),
                "room_message",
                message.senderId(),
                "m-" + id,
                "c-" + id,
                message.sentAt(),
                "{\"type\":\"room_message\",\"messageId\":\"m-%1$s\",\"conversationId\":\"%2$s\",\"seq\":%3$d,\"roomId\":\"%2$s\",\"senderId\":\"%4$s\",\"senderName\":\"%4$s\",\"senderRole\":\"employee_l1\",\"content\":\"%5$s\",\"clientMessageId\":\"c-%1$s\",\"kind\":\"text\",\"timestamp\":\"%6$s\"}"
                        .formatted(
                                id,
                                message.conversationId(),
                                message.seq(),
                                message.senderId(),
                                message.content(),
                                message.sentAt())));
    }

    /** The same ones each time, one after the other in time, in all rooms by turns. */
    private Stream<Message> messages(List<Room> rooms, int each) {
        Random random = new Random(4711);
        return LongStream.range(0, (long) each * rooms.size()).mapToObj(number -> {
            Room room = rooms.get((int) (number % rooms.size()));
            String words = IntStream.range(0, WORDS)
                    .mapToObj(word -> vocabulary.get(rank(random)))
                    .reduce((one, other) -> one + " " + other)
                    .orElseThrow();
            // The words of the query for several, and one of others.
            String more = number % 20_011 == 0
                    ? " " + vocabulary.get(900) + " " + vocabulary.get(1_200) + " " + vocabulary.get(9_000) + " "
                            + vocabulary.get(VOCABULARY - 10)
                    : room.index() >= ROOMS && number % 10 == 0 ? " " + SECRET : "";
            return new Message(
                    room.id(),
                    number / rooms.size() + 1,
                    Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number).toString(),
                    room.members().get((int) (number % room.members().size())).id(),
                    words + more);
        });
    }

    /** As often as words are used (Zipf): the first ones often, the last ones hardly ever. */
    private static int rank(Random random) {
        return (int) Math.pow(VOCABULARY, random.nextDouble()) - 1;
    }

    private static List<String> vocabulary() {
        String[] syllables = {
            "ba", "der", "ki", "lo", "men", "nu", "par", "qui", "ro", "sta", "tel", "un", "ver", "wo", "xi", "zen"
        };
        return IntStream.range(0, VOCABULARY)
                .mapToObj(number -> {
                    StringBuilder word = new StringBuilder();
                    for (int rest = number + syllables.length; rest > 0; rest /= syllables.length) {
                        word.append(syllables[rest % syllables.length]);
                    }
                    return word.toString();
                })
                .toList();
    }
}
