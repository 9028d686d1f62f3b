package com.sealkloud.chat.export;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a conversation in a ZIP file, which keeps the names of its entries in memory until
 * it ends. Where it has many, further ones go into archives of their own in it, one after the
 * other. Nothing else may be written while this is open.
 */
final class FolderOfFiles implements Closeable {

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final ZipOutputStream zip;
    private final String folder;
    private final int mostInArchive;
    private int left;
    private int archives;
    private int inArchive;
    private @Nullable ZipOutputStream archive;

    /**
     * @param left how many files may be in the ZIP file itself
     * @param mostInArchive how many may be in an archive in it
     */
    FolderOfFiles(ZipOutputStream zip, String folder, int left, int mostInArchive) {
        this.zip = zip;
        this.folder = folder;
        this.left = left;
        this.mostInArchive = mostInArchive;
    }

    void add(String name, int level, Content content) throws IOException {
        if (left > 0) {
            left--;
            write(zip, folder + "files/" + name, level, content);
        } else {
            write(archiveWithRoom(), name, level, content);
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

    private ZipOutputStream archiveWithRoom() throws IOException {
        if (archive != null && inArchive == mostInArchive) {
            endArchive(archive);
        }
        if (archive == null) {
            archives++;
            zip.putNextEntry(new ZipEntry(folder + "more-files-" + archives + ".zip"));
            zip.setLevel(Deflater.NO_COMPRESSION);
            archive = new ZipOutputStream(new Unclosed(zip), StandardCharsets.UTF_8);
        }
        return archive;
    }

    private void endArchive(ZipOutputStream full) throws IOException {
        full.close();
        zip.closeEntry();
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        archive = null;
        inArchive = 0;
    }

    /** @return how many further files may be in the ZIP file itself */
    int left() {
        return left;
    }

    @Override
    public void close() throws IOException {
        if (archive != null) {
            endArchive(archive);
        }
    }

    /** The entry ends, and the file goes on. */
    static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            out.write(octets, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
