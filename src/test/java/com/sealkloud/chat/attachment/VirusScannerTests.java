package com.sealkloud.chat.attachment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.testing.Clamd;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real clamd says decides, and a file that it has not looked at is refused. */
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
        AttachmentProperties properties = PictureTests.properties(folder.resolve("files"), scanner);
        FileStorage storage = new FileStorage(properties);
        String key = storage.newKey();
        storage.write(key, content, new ByteArrayInputStream(new byte[0]));
        new VirusScanner(storage, properties).require(key);
    }

    private static void isRefused(URI scanner, byte[] content, RefusalCode code) {
        assertThatThrownBy(() -> scan(scanner, content))
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
        isRefused(clamd.address(), new byte[3 * Clamd.LIMIT], RefusalCode.TOO_LARGE);
    }

    @Test
    void filesAreRefusedWhileItIsAway() {
        isRefused(URI.create("clamd://127.0.0.1:1"), bytes("harmless"), RefusalCode.UNAVAILABLE);
    }
}
