package com.sealkloud.chat.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Where the files of a long conversation are. */
class FolderOfFilesTests {

    @Test
    void someAreInTheFileItselfAndOthersInArchivesOfAFew() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int left;
        try (ZipOutputStream zip = new ZipOutputStream(octets, StandardCharsets.UTF_8)) {
            try (FolderOfFiles files = new FolderOfFiles(zip, "talk/", 1, 2)) {
                for (int i = 1; i <= 6; i++) {
                    byte[] content = ("content " + i).getBytes(StandardCharsets.UTF_8);
                    files.add(i + ".txt", Deflater.BEST_COMPRESSION, out -> out.write(content));
                }
                left = files.left();
            }
            zip.putNextEntry(new ZipEntry("next"));
            zip.closeEntry();
        }

        assertThat(left).isZero();
        Map<String, byte[]> entries = entriesOf(octets.toByteArray());
        assertThat(entries.keySet())
                .containsExactly(
                        "talk/files/1.txt",
                        "talk/more-files-1.zip",
                        "talk/more-files-2.zip",
                        "talk/more-files-3.zip",
                        "next");
        assertThat(entriesOf(entries.get("talk/more-files-2.zip")))
                .containsOnlyKeys("4.txt", "5.txt")
                .containsEntry("5.txt", "content 5".getBytes(StandardCharsets.UTF_8));
        assertThat(entriesOf(entries.get("talk/more-files-3.zip"))).containsOnlyKeys("6.txt");
    }

    private static Map<String, byte[]> entriesOf(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
