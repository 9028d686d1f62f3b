package com.sealkloud.chat.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.encryption.FileSealing;
import com.sealkloud.chat.encryption.Sealings;
import com.sealkloud.chat.export.ExportFiles.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** What exports take of the disk. */
class ExportFilesTests {

    private static final Content SMALL = out -> out.write(new byte[10]);

    @TempDir
    Path folder;

    private ExportFiles leaving(DataSize free) {
        return exports(Sealings.filesOff(), free);
    }

    private ExportFiles exports(FileSealing sealing, DataSize free) {
        return new ExportFiles(
                sealing, new ExportProperties("file:" + folder, Duration.ofDays(7), free, Duration.ofSeconds(10)));
    }

    @Test
    void leaveSpaceForOthers() {
        assertThat(leaving(DataSize.ofMegabytes(1)).write("one", SMALL)).isEqualTo(10);

        assertThatThrownBy(() -> leaving(DataSize.ofTerabytes(1_000_000)).write("two", SMALL))
                .hasMessageContaining("chat.export.keep-free");

        assertThat(folder.resolve("one.zip")).exists();
        assertThat(folder)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("two"));
    }

    @Test
    void areSealedUnderTheirNames() throws IOException {
        DataSize free = DataSize.ofMegabytes(1);
        ExportFiles exports =
                exports(Sealings.files(JdbcClient.create(Sealings.database()), Sealings.newKey(folder)), free);
        leaving(free).write("before", SMALL);

        assertThat(exports.write("one", out -> out.write("Ambrosia".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(8);

        Path file = folder.resolve("one.zip.sealed");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("Ambrosia");
        assertThat(exports.read("one").getContentAsString(StandardCharsets.US_ASCII))
                .isEqualTo("Ambrosia");
        assertThat(exports.read("one").contentLength()).isEqualTo(8);
        assertThat(exports.read("before").contentLength()).isEqualTo(10);
        Files.move(file, folder.resolve("two.zip.sealed"));
        assertThatThrownBy(() -> exports.read("two").getInputStream()).isInstanceOf(Refusal.class);
        exports.remove("two");
        assertThat(folder.resolve("two.zip.sealed")).doesNotExist();
    }
}
