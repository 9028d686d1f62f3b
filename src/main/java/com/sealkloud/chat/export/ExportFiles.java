package com.sealkloud.chat.export;

import com.sealkloud.chat.disk.OwnerOnly;
import com.sealkloud.chat.encryption.FileSealing;
import com.sealkloud.chat.filestore.StoredResource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
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
     * Writes what nobody gets before it is published. Another node may take an export over and
     * write it, too, so each attempt has a part of its own.
     *
     * @return its size in bytes
     */
    long write(Export export, Content content) {
        Path part = part(export);
        boolean isComplete = false;
        try {
            OwnerOnly.folder(folder);
            try (OutputStream file = new Considerate(Files.newOutputStream(part));
                    OutputStream out = stream(export.exportId(), file)) {
                content.writeTo(out);
            }
            long size = written(export.exportId(), part).contentLength();
            isComplete = true;
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!isComplete) {
                remove(part);
            }
        }
    }

    private Resource written(String exportId, Path file) {
        return sealing.isOn() ? sealed(exportId, file) : new FileSystemResource(file);
    }

    private Resource sealed(String exportId, Path file) {
        return new StoredResource(exportId, new SealedExport(sealing, exportId, file));
    }

    private OutputStream stream(String exportId, OutputStream file) throws IOException {
        return sealing.isOn() ? sealing.seal(exportId, file) : file;
    }

    /** Makes what this attempt has written the file of the export, and removes what others left. */
    void publish(Export export) {
        try {
            String exportId = export.exportId();
            Path complete = sealing.isOn() ? sealed(exportId) : path(exportId);
            Files.move(part(export), complete, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        removeParts(export.exportId());
    }

    /** Removes what this attempt has written; the part of another attempt stays. */
    void discard(Export export) {
        remove(part(export));
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
        return Files.exists(sealed) ? sealed(exportId, sealed) : new FileSystemResource(path(exportId));
    }

    boolean exist(String exportId) {
        return Files.exists(sealed(exportId)) || Files.exists(path(exportId));
    }

    /** @return the ids of all exports of which there is some file */
    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{part,zip,sealed}")) {
                files.forEach(file -> ids.add(file.getFileName().toString().replaceFirst("[.].*", "")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ids;
    }

    /** Also removes what attempts have left whose node died. */
    void remove(String exportId) {
        removeComplete(exportId);
        removeParts(exportId);
    }

    /** Leaves what attempts are writing. */
    void removeComplete(String exportId) {
        sealing.forget(exportId);
        remove(path(exportId));
        remove(sealed(exportId));
    }

    private void removeParts(String exportId) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, exportId + ".*part")) {
            parts.forEach(ExportFiles::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path part(Export export) {
        return folder.resolve(export.exportId() + "." + export.attempts() + ".part");
    }

    private Path path(String exportId) {
        return folder.resolve(exportId + ".zip");
    }

    private Path sealed(String exportId) {
        return folder.resolve(exportId + ".zip.sealed");
    }
}
