package com.sealkloud.chat.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.export.ExportFiles.Content;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What exports take of the disk. */
class ExportFilesTests {

    private static final Content SMALL = out -> out.write(new byte[10]);

    @TempDir
    Path folder;

    private ExportFiles leaving(DataSize free) {
        return new ExportFiles(
                new ExportProperties("file:" + folder, Duration.ofDays(7), free, Duration.ofSeconds(10)));
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
}
