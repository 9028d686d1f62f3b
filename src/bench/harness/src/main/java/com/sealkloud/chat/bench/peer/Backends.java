package com.sealkloud.chat.bench.peer;

import com.sealkloud.chat.testing.PostgresServer;
import com.sealkloud.chat.testing.Rabbit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PostgreSQL and RabbitMQ for those who need them: started when the first one does, and shared by
 * whoever comes later.
 */
public final class Backends implements AutoCloseable {

    private final Path logs;
    private final Path data;
    private PostgresServer postgres;
    private Rabbit chatRabbit;
    private PlainRabbit plainRabbit;

    /**
     * @param logs what the systems say
     * @param data of PostgreSQL, RabbitMQ and ejabberd
     */
    public Backends(Path logs, Path data) {
        this.logs = logs.toAbsolutePath();
        this.data = data.toAbsolutePath();
    }

    /** PostgreSQL with its defaults: {@code fsync} on. */
    PostgresServer postgres() {
        if (postgres == null) {
            postgres = new PostgresServer(folder("postgres"));
        }
        return postgres;
    }

    /**
     * Takes away what the system that was measured before has left: tidying it up would cost the
     * next one time.
     */
    public void settle() {
        if (postgres != null) {
            postgres.dropDatabases();
        }
    }

    /**
     * Has PostgreSQL plan its statements for tables that are no longer empty. It does so by itself
     * when its minute has come round, and a measurement must not depend on when that is.
     */
    public void analyze() {
        if (postgres != null) {
            postgres.analyze();
        }
    }

    /** RabbitMQ as this product sets it up. */
    Rabbit chatRabbit() {
        if (chatRabbit == null) {
            chatRabbit = new Rabbit(data.resolve("chat-broker"));
            // It is no child of this process.
            Runtime.getRuntime().addShutdownHook(new Thread(chatRabbit::kill));
        }
        return chatRabbit;
    }

    /** RabbitMQ with nothing set up but its STOMP plugins. */
    PlainRabbit plainRabbit() {
        if (plainRabbit == null) {
            plainRabbit = new PlainRabbit(folder("plain-broker"));
        }
        return plainRabbit;
    }

    Path folder(String name) {
        return created(data.resolve(name));
    }

    Path logs() {
        return created(logs);
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (plainRabbit != null) {
            plainRabbit.close();
        }
        if (chatRabbit != null) {
            chatRabbit.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
