package com.sealkloud.chat.fault;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.PostgresServer;
import com.sealkloud.chat.testing.Processes;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.S3Server;
import com.sealkloud.chat.testing.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PostgreSQL and RabbitMQ for all tests, and application nodes for one. */
final class Machines implements AutoCloseable {
    private static final String OF_FILES = """
            select storage_key from attachment
            union all select small_key from attachment where small_key is not null
            union all select large_key from attachment where large_key is not null""";
    private static final String NOT_INDEXED = """
            select count(*) from (select conversation_id, max(seq) as seq from log_entry
                    where type in ('message', 'room_message', 'message_edited', 'message_deleted')
                    group by conversation_id) said
            left join search_position reached on reached.conversation_id = said.conversation_id
            where reached.seq is null or reached.seq < said.seq""";
    private static final String OF_REMOVALS = "select storage_key from attachment_removal";

    /** What would hinder clients that send as much as they can. */
    private static final List<String> UNLIMITED = List.of(
            "--chat.limits.messages.burst=5000",
            "--chat.limits.messages.per-second=1000",
            "--chat.limits.connects.burst=5000",
            "--chat.limits.connects.per-second=1000",
            "--chat.limits.other.burst=50000",
            "--chat.limits.other.per-second=5000",
            "--chat.limits.text.burst=1000000000",
            "--chat.limits.calls.burst=50000",
            "--chat.limits.calls.per-second=5000",
            "--chat.realtime.receive-limit-per-person=1GB",
            "--chat.realtime.subscriptions-per-person=100000",
            "--chat.realtime.sockets-per-person=100000",
            "--chat.log-in.failures-per-address=1000");

    /** This version, as the build has made it. */
    static final Path THIS = Path.of("target", "sealkloud-chat.jar");

    private final Path folder;
    private final PostgresServer postgres;
    private final Rabbit rabbit;
    private S3Server bucket;
    private final List<Node> nodes = new ArrayList<>();
    private String database;
    private Path version = THIS;
    private boolean rabbitIsAway;

    Machines() {
        try {
            folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "faults");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = new PostgresServer(newFolder("postgres"));
        rabbit = new Rabbit(folder.resolve("broker"));
        // It is no child of this process, and must not outlive tests that are broken off.
        Runtime.getRuntime().addShutdownHook(new Thread(rabbit::kill));
    }

    private Path newFolder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PostgresServer postgres() {
        return postgres;
    }

    Rabbit rabbit() {
        return rabbit;
    }

    void killRabbit() {
        rabbitIsAway = true;
        rabbit.kill();
    }

    void restartRabbit() {
        rabbit.restart();
        rabbitIsAway = false;
    }

    String database() {
        return database;
    }

    /** @return where the nodes that are started from now on keep their files, until they end */
    S3Server startBucket() {
        bucket = new S3Server(newFolder("bucket"), 100 << 10);
        return bucket;
    }

    /** @param jar what nodes run that are added from now on */
    void use(Path jar) {
        version = jar;
    }

    /** Starts nodes that share a new, empty database. */
    List<Node> start(int count, String... more) {
        database = postgres.newDatabase();
        for (int i = 0; i < count; i++) {
            add(i + 1, rabbit.arguments(), more);
            if (i == 0) {
                // The others find the schema as the first has made it.
                nodes.get(0).awaitReady();
            }
        }
        nodes.forEach(Node::awaitReady);
        return nodes;
    }

    /** Starts another node, by way of other ports of the broker. */
    Node add(int number, List<String> brokerArguments, String... more) {
        return add(number, brokerArguments, UNLIMITED, Arrays.asList(more)).start();
    }

    /**
     * Starts one node with a new, empty database, the limits of the service, and the memory of a
     * small container.
     */
    Node startSmall(String... more) {
        database = postgres.newDatabase();
        return add(1, rabbit.arguments(), List.of(), Arrays.asList(more))
                .limitedBy(Container.optionsFor(512))
                .start()
                .awaitReady();
    }

    private Node add(int number, List<String> brokerArguments, List<String> limits, List<String> more) {
        List<String> arguments = new ArrayList<>(brokerArguments);
        arguments.addAll(List.of(
                "--chat.demo=true",
                "--chat.demo-data=false",
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres"));
        arguments.addAll(limits);
        arguments.addAll(bucket == null ? List.of("--chat.attachment.storage=file:" + files()) : bucket.arguments());
        arguments.addAll(more);
        Node node = new Node(newFolder(nameOfDatabase()), "node-" + number, Processes.freePort(), version, arguments);
        nodes.add(node);
        return node;
    }

    private String nameOfDatabase() {
        return database.substring(database.lastIndexOf('/') + 1);
    }

    /** @return where the files are, unless they are in a bucket */
    Path files() {
        return folder.resolve(nameOfDatabase()).resolve("files");
    }

    /**
     * Looks for words in the database, in the folders of all nodes, with their logs, at the broker,
     * and in what nodes have in memory.
     *
     * @param mark with which the words begin
     * @return those that each of these has
     */
    Map<String, Set<String>> placesOf(String mark) {
        Map<String, Set<String>> places =
                Traces.of(database, folder.resolve(nameOfDatabase())).placesOf(mark);
        places.put("broker", rabbit.wordsInFiles(mark));
        for (int i = 0; i < nodes.size(); i++) {
            places.put("heap of node " + (i + 1), nodes.get(i).wordsInHeap(mark));
        }
        places.values().removeIf(Set::isEmpty);
        return places;
    }

    /** The same in the database and in the folders only. */
    Map<String, Set<String>> tracesOf(String mark) {
        return Traces.of(database, folder.resolve(nameOfDatabase())).placesOf(mark);
    }

    /** What a node was doing that was killed is done by others only after minutes. */
    void letLeasesEnd() {
        execute("update task_lease set ends_at = now() - interval '1 hour'");
        execute("delete from service_node");
    }

    private void execute(String sql) {
        postgres.execute(nameOfDatabase(), sql);
    }

    /** Bytes that wait to be removed are removed at once. */
    void awaitRemovals() {
        execute("update attachment_removal set due_at = now()");
        await("removals")
                .atMost(Duration.ofMinutes(2))
                .until(() -> PostgresServer.count(database, "select count(*) from attachment_removal") == 0);
    }

    /** What a node that was killed has not indexed is indexed by another one, or by the next. */
    void awaitIndex() {
        await("all messages in the search index")
                .atMost(Duration.ofMinutes(1))
                .until(() -> PostgresServer.count(database, NOT_INDEXED) == 0);
    }

    /** No file may be without a row, and no row without a file. */
    void checkFiles(Report.Row row) {
        Set<String> stored = storedFiles();
        Set<String> ofFiles = Set.copyOf(PostgresServer.texts(database, OF_FILES));
        Set<String> known = new HashSet<>(PostgresServer.texts(database, OF_REMOVALS));
        known.addAll(ofFiles);
        row.require(stored.containsAll(ofFiles), "rows without a file");
        // What was being removed meanwhile is gone by now.
        stored.retainAll(storedFiles());
        row.require(known.containsAll(stored), "files without a row");
        row.note(ofFiles.size() + " files");
    }

    private Set<String> storedFiles() {
        if (bucket != null) {
            return bucket.keys();
        }
        if (!Files.exists(files())) {
            return new HashSet<>();
        }
        try (Stream<Path> paths = Files.walk(files())) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> !file.getParent().endsWith("arrivals"))
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<URI> urls() {
        return nodes.stream().map(Node::url).toList();
    }

    /** Ends the nodes, and brings back what a failed test has left away. */
    void endNodes() {
        nodes.forEach(Node::close);
        nodes.clear();
        if (bucket != null) {
            bucket.close();
            bucket = null;
        }
        if (rabbitIsAway) {
            restartRabbit();
        }
        postgres.startIfAway();
    }

    @Override
    public void close() {
        rabbit.close();
        postgres.close();
    }
}
