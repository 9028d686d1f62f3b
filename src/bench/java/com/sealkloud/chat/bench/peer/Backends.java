package com.sealkloud.chat.bench.peer;

import com.sealkloud.chat.testing.PostgresServer;
import com.sealkloud.chat.testing.Rabbit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL and RabbitMQ for those who need them: started when the first one does, and shared by whoever comes later. */
public final class Backends implements AutoCloseable {

    private final Path folder;
    private PostgresServer postgres;
    private Rabbit chatRabbit;
    private PlainRabbit plainRabbit;

    /** @param folder where all processes keep their data and logs */
    public Backends(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** PostgreSQL with its defaults: {@code fsync} on. */
    PostgresServer postgres() {
        if (postgres == null) {
            postgres = new PostgresServer(folder("postgres"));
        }
        return postgres;
    }

    /** Takes away what the system that was measured before has left: tidying it up would cost the next one time. */
    public void settle() {
        if (postgres != null) {
            postgres.dropDatabases();
        }
    }

    /** RabbitMQ as this product sets it up. */
    Rabbit chatRabbit() {
        if (chatRabbit == null) {
            chatRabbit = new Rabbit(folder.resolve("chat-broker"));
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
        try {
            return Files.createDirectories(folder.resolve(name));
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
