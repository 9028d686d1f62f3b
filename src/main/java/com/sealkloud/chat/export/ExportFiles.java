package com.sealkloud.chat.export;

import com.sealkloud.chat.disk.OwnerOnly;
import com.sealkloud.chat.encryption.FileSealing;
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

    private final FileSealing sealing;
    private final Path folder;
    private final long keepFree;

    ExportFiles(FileSealing sealing, ExportProperties properties) {
        this.sealing = sealing;
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
            try (OutputStream file = new Considerate(Files.newOutputStream(unfinished));
                    OutputStream out = stream(exportId, file)) {
                content.writeTo(out);
            }
            Path written = sealing.isOn() ? sealed(exportId) : path(exportId);
            Files.move(unfinished, written, StandardCopyOption.ATOMIC_MOVE);
            return read(exportId).contentLength();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(unfinished);
        }
    }

    private OutputStream stream(String exportId, OutputStream file) throws IOException {
        return sealing.isOn() ? sealing.seal(exportId, file) : file;
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
        Path sealed = sealed(exportId);
        return Files.exists(sealed)
                ? new SealedExport(sealing, exportId, sealed)
                : new FileSystemResource(path(exportId));
    }

    /** Does nothing if there is none. */
    void remove(String exportId) {
        remove(path(exportId));
        remove(sealed(exportId));
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

    private Path sealed(String exportId) {
        return folder.resolve(exportId + ".zip.sealed");
    }
}
