package com.sealkloud.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.filestore.LocalFile;
import com.sealkloud.chat.testing.Clamd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

/** What a real clamd says decides, and a file that it has not looked at is refused. */
@ExtendWith(OutputCaptureExtension.class)
class VirusScannerTests {

    @TempDir
    static Path folder;

    private static Clamd clamd;

    @BeforeAll
    static void start() {
        clamd = new Clamd(folder);
    }

    @AfterAll
    static void stop() {
        clamd.close();
    }

    private static void scan(@Nullable URI scanner, byte[] content) {
        scan(scanner, content, Duration.ofSeconds(30));
    }

    private static void scan(@Nullable URI scanner, byte[] content, Duration time) {
        AttachmentProperties properties = properties(scanner, time);
        scan(properties, new ScannerHealth(properties), content);
    }

    private static void scan(AttachmentProperties properties, ScannerHealth health, byte[] content) {
        try {
            Path file = Files.write(folder.resolve("file"), content);
            new VirusScanner(properties, health).require(new LocalFile(file, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AttachmentProperties properties(@Nullable URI scanner, Duration scanTime) {
        return new AttachmentProperties(
                DataSize.ofMegabytes(25),
                DataSize.ofMegabytes(500),
                64_000_000,
                16_000_000,
                20,
                3,
                Duration.ofMinutes(2),
                Duration.ofHours(24),
                Duration.ofMinutes(1),
                scanner,
                scanTime,
                Duration.ofSeconds(10),
                Duration.ofDays(7),
                List.of(),
                List.of());
    }

    private static void isRefused(URI scanner, byte[] content, RefusalCode code) {
        isRefused(() -> scan(scanner, content), code);
    }

    private static void isRefused(ThrowingCallable scan, RefusalCode code) {
        assertThatThrownBy(scan)
                .isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).code())
                .isEqualTo(code);
    }

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void cleanFilesPass() {
        scan(clamd.address(), bytes("harmless"));
        scan(null, bytes(Clamd.VIRUS));
    }

    @Test
    void infectedFilesAreRefused() {
        isRefused(clamd.address(), bytes("x".repeat(100_000) + Clamd.VIRUS), RefusalCode.INFECTED);
    }

    @Test
    void filesThatItDoesNotTakeAreRefused() {
        isRefused(clamd.address(), new byte[Clamd.LIMIT + (1 << 20)], RefusalCode.TOO_LARGE);
    }

    @Test
    void filesAreRefusedWhileItIsAway() {
        isRefused(URI.create("clamd://127.0.0.1:1"), bytes("harmless"), RefusalCode.UNAVAILABLE);
    }

    @Test
    void anOutageIsOneLineHoweverManyFilesAreRefused(CapturedOutput log) {
        AttachmentProperties away = properties(URI.create("clamd://127.0.0.1:1"), Duration.ofSeconds(30));
        ScannerHealth health = new ScannerHealth(away);
        for (int i = 0; i < 3; i++) {
            isRefused(() -> scan(away, health, bytes("harmless")), RefusalCode.UNAVAILABLE);
        }

        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(log).containsOnlyOnce("scanner does not answer");

        scan(properties(clamd.address(), Duration.ofSeconds(30)), health, bytes("harmless"));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aScannerThatHasStoppedReadingDoesNotHoldTheUpload() {
        clamd.signal("STOP");
        try {
            isRefused(() -> scan(clamd.address(), new byte[20 << 20], Duration.ofSeconds(1)), RefusalCode.UNAVAILABLE);
        } finally {
            clamd.signal("CONT");
        }
    }
}
