package com.sealkloud.chat.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of an export in its ZIP file, which keeps the names of all its entries in memory until
 * it ends. If there are many, further ones go into archives of their own in it, one after the
 * other. Nothing else may be written between the first file of a folder and its end.
 */
final class ExportedFiles {

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final ZipOutputStream zip;
    private final int mostInArchive;
    private int plainLeft;
    private int archivesOfFolder;
    private int inArchive;
    private @Nullable ZipOutputStream archive;

    /**
     * @param mostPlain how many files may be in the ZIP file itself
     * @param mostInArchive how many may be in an archive in it
     */
    ExportedFiles(ZipOutputStream zip, int mostPlain, int mostInArchive) {
        this.zip = zip;
        this.plainLeft = mostPlain;
        this.mostInArchive = mostInArchive;
    }

    void add(String folder, String name, int level, Content content) throws IOException {
        if (plainLeft > 0) {
            plainLeft--;
            write(zip, folder + "files/" + name, level, content);
        } else {
            write(archiveWithRoom(folder), name, level, content);
            inArchive++;
        }
    }

    private static void write(ZipOutputStream zip, String name, int level, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.setLevel(level);
        content.writeTo(zip);
        zip.closeEntry();
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
    }

    private ZipOutputStream archiveWithRoom(String folder) throws IOException {
        if (inArchive == mostInArchive) {
            endArchive();
        }
        if (archive == null) {
            archivesOfFolder++;
            zip.putNextEntry(new ZipEntry(folder + "more-files-" + archivesOfFolder + ".zip"));
            zip.setLevel(Deflater.NO_COMPRESSION);
            archive = new ZipOutputStream(new UnclosedStream(zip), StandardCharsets.UTF_8);
        }
        return archive;
    }

    private void endArchive() throws IOException {
        if (archive != null) {
            archive.close();
            zip.closeEntry();
            zip.setLevel(Deflater.DEFAULT_COMPRESSION);
            archive = null;
            inArchive = 0;
        }
    }

    void endFolder() throws IOException {
        endArchive();
        archivesOfFolder = 0;
    }
}
