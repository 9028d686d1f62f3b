package com.sealkloud.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Jars from which a node starts in half the processor time ({@code src/test/fast-jar}). */
final class FastJar {

    private static final Map<Path, Path> MADE = new ConcurrentHashMap<>();

    private FastJar() {}

    /** @return the options of {@code java} that start the same application */
    static List<String> optionsFor(Path jar) {
        Path fast = MADE.computeIfAbsent(jar, FastJar::made);
        return List.of("-XX:SharedArchiveFile=" + fast.resolveSibling("classes.jsa"), "-jar", fast.toString());
    }

    private static Path made(Path jar) {
        try {
            Process process = new ProcessBuilder("src/test/fast-jar", jar.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return Path.of(output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
