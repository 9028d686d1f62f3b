package com.sealkloud.chat.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real server that speaks the protocol of S3 and checks signatures, with one bucket: s3rver,
 * which {@code npm ci} of the web client installs.
 */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "files";
    public static final String KEY = "S3RVER";

    private static final String BYTES = "._S3rver_object";
    private static final Path PROGRAM = Path.of("src/main/web/node_modules/s3rver/bin/s3rver.js");

    private final int port = Processes.freePort();
    private final Path folder;
    private final int largestFile;
    private Process process;

    /** @param largestFile in KB; what is larger fails as on a full disk */
    public S3Server(Path folder, int largestFile) {
        this.folder = folder;
        this.largestFile = largestFile;
        try {
            Files.createDirectories(folder.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Starts it (again), on its data and on the same port. */
    public void start() {
        start(largestFile);
    }

    /** The same, with a disk on which there is no more room than that, in KB. */
    public void start(int room) {
        process = Processes.start(
                folder.resolve("s3.log"),
                List.of(
                        "bash",
                        "-c",
                        "trap '' XFSZ; ulimit -f " + room + "; exec node " + PROGRAM + " -d "
                                + folder.resolve("data") + " -a 127.0.0.1 -p " + port + " --configure-bucket "
                                + BUCKET));
        await("S3, see " + folder).until(this::isListening);
    }

    private boolean isListening() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** @return the arguments of a server whose files are here */
    public List<String> arguments() {
        return Stream.of(
                        "storage=s3://" + BUCKET,
                        "s3.endpoint=" + endpoint(),
                        "s3.access-key=" + KEY,
                        "s3.secret-key=" + KEY,
                        "s3.path-style=true")
                .map(setting -> "--chat.attachment." + setting)
                .toList();
    }

    /** @return where it keeps the bytes of all keys */
    public Path folder() {
        return folder.resolve("data").resolve(BUCKET);
    }

    /** @return where it keeps the bytes of a key */
    public Path bytes(String key) {
        return folder().resolve(key + BYTES);
    }

    /** Ends it as a crash would. */
    public void kill() {
        Processes.kill(process);
    }

    /** @return the keys of all that it keeps, and of what it was receiving when it was killed */
    public Set<String> keys() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(BYTES))
                    .map(name -> name.substring(0, name.length() - BYTES.length()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
