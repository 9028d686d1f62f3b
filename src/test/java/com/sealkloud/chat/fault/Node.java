package com.sealkloud.chat.fault;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Heap;
import com.sealkloud.chat.testing.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An application node as a process of its own, from the jar. */
final class Node implements AutoCloseable {
    private final Path log;
    private final List<String> options;
    private final List<String> arguments;
    private final URI url;
    private List<String> memory = List.of("-Xmx320m");
    private Path jar;
    private Process process;

    /** @param jar the version that it runs; another one can follow */
    Node(Path folder, String name, int port, Path jar, List<String> arguments) {
        this.jar = jar;
        this.log = folder.resolve(name + ".log");
        this.url = URI.create("http://127.0.0.1:" + port);
        this.options = List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--chat.data=" + folder.resolve(name),
                "--spring.main.banner-mode=off");
        this.arguments = new ArrayList<>(arguments);
    }

    URI url() {
        return url;
    }

    Node start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Starts in half the time, which is most of what these tests take.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(memory);
        command.addAll(FastJar.optionsFor(jar));
        command.addAll(options);
        command.addAll(arguments);
        process = Processes.start(log, command);
        return this;
    }

    /** Has further arguments from the next start on. */
    Node with(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /** @param other options of the virtual machine about memory, from the next start on */
    Node limitedBy(List<String> other) {
        memory = other;
        return this;
    }

    /** Starts it again as another version. */
    Node start(Path other) {
        jar = other;
        return start();
    }

    Node awaitReady() {
        await("node " + url + ", see " + log)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(this::isReady);
        return this;
    }

    int port() {
        return url.getPort();
    }

    boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The node has ended: see " + log);
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return LoadClient.HTTP
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @return the lines of its log that an operator has to look at */
    List<String> errors() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" ERROR ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what the process takes of the machine's memory, in MB */
    long residentMegabytes() {
        return megabytes("VmRSS:");
    }

    /**
     * @return the same without pages of files, which the system can take back: what counts in the
     *     end where a container has a limit
     */
    long ownMegabytes() {
        return megabytes("RssAnon:");
    }

    private long megabytes(String field) {
        try (Stream<String> status = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            String line = status.filter(candidate -> candidate.startsWith(field))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the words with this beginning that it has in memory, garbage excepted */
    Set<String> wordsInHeap(String mark) {
        return Heap.wordsOf(process, mark, log.resolveSibling(log.getFileName() + ".hprof"));
    }

    void kill() {
        Processes.kill(process);
    }

    void signal(String signal) {
        Processes.signal(process, signal);
    }

    /** Waits for the end of a process that was told to end. */
    Duration awaitEnd() {
        long from = System.nanoTime();
        Processes.await(process);
        return Duration.ofNanos(System.nanoTime() - from);
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            Processes.kill(process);
        }
    }
}
