package com.sealkloud.chat.testing;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL process with production settings ({@code fsync} on), that can be killed and
 * restarted on its data.
 */
public final class PostgresServer implements AutoCloseable {
    /** Where the first server of this process has unpacked them; the others find them there. */
    private static Path unpacked;

    private final Path folder;
    private final Path data;
    private final Path binaries;
    private final int port = Processes.freePort();
    private final AtomicInteger databases = new AtomicInteger();
    private int dropped;
    private Process process;

    public PostgresServer(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.binaries = initialise();
        start();
    }

    /**
     * The embedded one unpacks its binaries and makes the data directory; what runs later is ours.
     */
    private Path initialise() {
        ((Logger) LoggerFactory.getLogger("io.zonky.test")).setLevel(Level.WARN);
        synchronized (PostgresServer.class) {
            try {
                EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(folder.toFile())
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .start()
                        .close();
                if (unpacked == null) {
                    unpacked = findBinaries();
                }
                return unpacked;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path findBinaries() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(Path.of("bin", "postgres")))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }

    /** Starts it (again) and waits until it answers. */
    public void start() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to be root; in a user namespace of its own it is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                binaries.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-h",
                "127.0.0.1",
                "-k",
                "",
                "-c",
                "max_connections=100"));
        process = Processes.start(folder.resolve("postgres.log"), command);
        await("PostgreSQL").atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    public void startIfAway() {
        if (!process.isAlive()) {
            start();
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    public void kill() {
        Processes.kill(process);
    }

    /** @return the JDBC URL of a new, empty database */
    public String newDatabase() {
        String name = "chat_" + databases.incrementAndGet();
        execute("postgres", "create database " + name);
        return url(name);
    }

    /** Leaves nothing behind that the server would tidy up later. */
    public void dropDatabases() {
        for (int number = databases.get(); number > dropped; number--) {
            execute("postgres", "drop database if exists chat_" + number + " with (force)");
        }
        dropped = databases.get();
        execute("postgres", "checkpoint");
    }

    /** Has it look at how large the tables have become; by itself it does so once a minute. */
    public void analyze() {
        for (int number = dropped + 1; number <= databases.get(); number++) {
            execute("chat_" + number, "analyze");
        }
    }

    public void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(url(database), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static long count(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the first column of all rows */
    public static List<String> texts(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            Processes.signal(process, "INT");
            Processes.await(process);
        }
    }
}
