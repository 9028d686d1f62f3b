package com.sealkloud.chat.export;

import com.sealkloud.chat.disk.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The files of exports, in a folder that only the service reads. */
@Component
class ExportFiles {

    /** The disk is looked at after so many bytes. */
    private static final int STEP = 1 << 20;

    private final Path folder;
    private final long keepFree;

    ExportFiles(ExportProperties properties) {
        this.folder = properties.folder();
        this.keepFree = properties.keepFree().toBytes();
    }

    /** Writes the content of an export. */
    @FunctionalInterface
    interface Content {

        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Nobody gets a file that is not complete.
     *
     * @return its size in bytes
     */
    long write(String exportId, Content content) {
        Path unfinished = folder.resolve(exportId + ".part");
        try {
            OwnerOnly.folder(folder);
            try (OutputStream out = new Considerate(Files.newOutputStream(unfinished))) {
                content.writeTo(out);
            }
            Files.move(unfinished, path(exportId), StandardCopyOption.ATOMIC_MOVE);
            return Files.size(path(exportId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(unfinished);
        }
    }

    /** Leaves space for others: each member of a room may export all its files. */
    private final class Considerate extends BufferedOutputStream {

        private long sinceLook = STEP;

        private Considerate(OutputStream out) {
            super(out);
        }

        @Override
        public synchronized void write(byte[] octets, int offset, int length) throws IOException {
            sinceLook += length;
            if (sinceLook >= STEP) {
                sinceLook = 0;
                if (Files.getFileStore(folder).getUsableSpace() < keepFree) {
                    throw new IOException("the disk has less left than chat.export.keep-free");
                }
            }
            super.write(octets, offset, length);
        }
    }

    Resource read(String exportId) {
        return new FileSystemResource(path(exportId));
    }

    /** Does nothing if there is none. */
    void remove(String exportId) {
        remove(path(exportId));
        remove(folder.resolve(exportId + ".part"));
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String exportId) {
        return folder.resolve(exportId + ".zip");
    }
}
