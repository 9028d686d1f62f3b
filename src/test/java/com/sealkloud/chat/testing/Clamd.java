package com.sealkloud.chat.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real clamd, which knows one signature: {@link #VIRUS}. */
public final class Clamd implements AutoCloseable {
    /** What it finds. */
    public static final String VIRUS = "sealkloud-test-virus";

    /** The largest file that it takes, in bytes. */
    public static final int LIMIT = 26 << 20;

    private final int port = Processes.freePort();
    private final Path settings;
    private final Path log;
    private Process process;

    public Clamd(Path folder) {
        log = folder.resolve("clamd.log");
        try {
            Path signatures = Files.createDirectories(folder.resolve("signatures"));
            StringBuilder hex = new StringBuilder();
            VIRUS.chars().forEach(letter -> hex.append("%02x".formatted(letter)));
            Files.writeString(signatures.resolve("test.ndb"), "SealKloud.Test:0:*:" + hex + "\n");
            settings = Files.writeString(
                    folder.resolve("clamd.conf"),
                    String.join(
                            "\n",
                            "Foreground yes",
                            "DatabaseDirectory " + signatures,
                            "TCPSocket " + port,
                            "TCPAddr 127.0.0.1",
                            "StreamMaxLength " + LIMIT,
                            ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Starts it (again), on the same port. */
    public void start() {
        process = Processes.start(log, List.of("/usr/sbin/clamd", "--config-file=" + settings));
        await("clamd").until(this::isListening);
    }

    private boolean isListening() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public URI address() {
        return URI.create("clamd://127.0.0.1:" + port);
    }

    public void signal(String signal) {
        Processes.signal(process, signal);
    }

    public void kill() {
        Processes.kill(process);
    }

    @Override
    public void close() {
        kill();
    }
}
