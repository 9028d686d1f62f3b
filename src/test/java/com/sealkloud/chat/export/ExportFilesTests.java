package com.sealkloud.chat.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.encryption.FileSealing;
import com.sealkloud.chat.encryption.Sealings;
import com.sealkloud.chat.export.Export.ExportState;
import com.sealkloud.chat.export.ExportFiles.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** What exports take of the disk, and leave there. */
class ExportFilesTests {

    private static final Content SMALL = out -> out.write(new byte[10]);

    @TempDir
    Path folder;

    private ExportFiles leaving(DataSize free) {
        return exports(Sealings.filesOff(), free);
    }

    private ExportFiles exports(FileSealing sealing, DataSize free) {
        return new ExportFiles(
                sealing,
                new ExportProperties(
                        "file:" + folder, Duration.ofDays(7), Duration.ofHours(1), free, Duration.ofSeconds(10)));
    }

    private static Export attempt(String exportId, int number) {
        return new Export(exportId, "carol", ExportState.RUNNING, null, null, number, number);
    }

    private static void write(ExportFiles files, Export export, Content content) {
        files.write(export, content);
        files.publish(export);
    }

    @Test
    void leaveSpaceForOthers() {
        write(leaving(DataSize.ofMegabytes(1)), attempt("one", 1), SMALL);

        assertThatThrownBy(() -> leaving(DataSize.ofTerabytes(1_000_000)).write(attempt("two", 1), SMALL))
                .hasMessageContaining("chat.export.keep-free");

        assertThat(folder.resolve("one.zip")).hasSize(10);
        assertThat(names()).containsExactly("one.zip");
    }

    @Test
    void anAttemptThatAnotherNodeHasTakenOverDoesNotTouchItsFile() {
        ExportFiles slow = leaving(DataSize.ofMegabytes(1));
        ExportFiles other = leaving(DataSize.ofMegabytes(1));
        Export lost = attempt("one", 1);

        assertThat(slow.write(lost, out -> {
                    out.write(1);
                    other.write(attempt("one", 2), SMALL);
                }))
                .isEqualTo(1);
        slow.discard(lost);
        other.publish(attempt("one", 2));

        assertThat(folder.resolve("one.zip")).hasSize(10);
        assertThat(names()).containsExactly("one.zip");
    }

    @Test
    void nothingOfAnAttemptStaysWhoseNodeDied() throws IOException {
        ExportFiles files = leaving(DataSize.ofMegabytes(1));
        files.write(attempt("one", 1), SMALL);
        Files.createFile(folder.resolve("one.part"));
        files.write(attempt("two", 1), SMALL);

        write(files, attempt("one", 2), SMALL);

        assertThat(names()).containsExactlyInAnyOrder("one.zip", "two.1.part");
        files.remove("two");
        assertThat(names()).containsExactly("one.zip");
    }

    private List<String> names() {
        return Stream.of(folder.toFile().list()).toList();
    }

    @Test
    void areSealedUnderTheirNames() throws IOException {
        DataSize free = DataSize.ofMegabytes(1);
        ExportFiles exports =
                exports(Sealings.files(JdbcClient.create(Sealings.database()), Sealings.newKey(folder)), free);
        write(leaving(free), attempt("before", 1), SMALL);

        Export one = attempt("one", 1);
        assertThat(exports.write(one, out -> out.write("Ambrosia".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(8);
        exports.publish(one);

        Path file = folder.resolve("one.zip.sealed");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("Ambrosia");
        assertThat(exports.read("one").getContentAsString(StandardCharsets.US_ASCII))
                .isEqualTo("Ambrosia");
        assertThat(exports.read("one").contentLength()).isEqualTo(8);
        assertThat(exports.read("before").contentLength()).isEqualTo(10);
        Files.move(file, folder.resolve("two.zip.sealed"));
        assertThatThrownBy(() -> exports.read("two").getContentAsByteArray()).isInstanceOf(Refusal.class);
        exports.remove("two");
        assertThat(folder.resolve("two.zip.sealed")).doesNotExist();
    }

    /** A browser asks for the rest of what broke off. */
    @Test
    void sealedOnesAreReadFromAnyPosition() throws IOException {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        ExportFiles exports = exports(
                Sealings.files(JdbcClient.create(Sealings.database()), Sealings.newKey(folder)),
                DataSize.ofMegabytes(1));
        write(exports, attempt("one", 1), out -> out.write(content));

        for (int from : List.of(0, 1, 65_535, 65_536, 200_000, 299_999)) {
            try (InputStream in = exports.read("one").getInputStream()) {
                assertThat(in.skip(from)).isEqualTo(from);
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, from, content.length));
            }
        }
    }
}
