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
class ExportedFilesTests {

    @Test
    void someAreInTheFileItselfAndOthersInArchivesOfAFew() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets, StandardCharsets.UTF_8)) {
            ExportedFiles files = new ExportedFiles(zip, 1, 2);
            for (int i = 1; i <= 6; i++) {
                add(files, "talk/", i);
            }
            files.endFolder();
            zip.putNextEntry(new ZipEntry("next"));
            zip.closeEntry();
            add(files, "next/", 7);
            files.endFolder();
        }

        Map<String, byte[]> entries = entriesOf(octets.toByteArray());
        assertThat(entries.keySet())
                .containsExactly(
                        "talk/files/1.txt",
                        "talk/more-files-1.zip",
                        "talk/more-files-2.zip",
                        "talk/more-files-3.zip",
                        "next",
                        "next/more-files-1.zip");
        assertThat(entriesOf(entries.get("talk/more-files-2.zip")))
                .containsOnlyKeys("4.txt", "5.txt")
                .containsEntry("5.txt", "content 5".getBytes(StandardCharsets.UTF_8));
        assertThat(entriesOf(entries.get("talk/more-files-3.zip"))).containsOnlyKeys("6.txt");
    }

    private static void add(ExportedFiles files, String folder, int number) throws IOException {
        byte[] content = ("content " + number).getBytes(StandardCharsets.UTF_8);
        files.add(folder, number + ".txt", Deflater.BEST_COMPRESSION, out -> out.write(content));
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
