package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The bytes of files, in a folder. All nodes must see the same one. Nothing of a file's name gets
 * into the name under which it is stored.
 */
@Component
class FileStorage {

    private static final String SCHEME = "file:";
    private static final int STEP = 64 << 10;

    private final Path folder;
    private final StorageHealth health;
    private final SecureRandom random = new SecureRandom();

    FileStorage(AttachmentProperties properties, StorageHealth health) {
        this.health = health;
        this.folder = Path.of(properties.storage().substring(SCHEME.length())).toAbsolutePath();
    }

    /** @return a key that nobody can guess, for new bytes */
    String newKey() {
        byte[] key = new byte[16];
        random.nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Writes bytes. */
    @FunctionalInterface
    interface Content<T> {

        T writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes all that comes.
     *
     * @return how many bytes that was
     * @throws Refusal {@code bad_request} if it did not come completely, {@code unavailable} if it
     *     cannot be written
     */
    long write(String key, byte[] beginning, InputStream rest) {
        byte[] step = new byte[STEP];
        return write(key, out -> {
            out.write(beginning);
            long size = beginning.length;
            for (int octets = received(rest, step); octets >= 0; octets = received(rest, step)) {
                out.write(step, 0, octets);
                size += octets;
            }
            return size;
        });
    }

    /**
     * Waits until the content is on the disk.
     *
     * @throws Refusal {@code unavailable} if it cannot be written
     */
    <T> T write(String key, Content<T> content) {
        Path path = path(key);
        try {
            createFolder(path);
            // A channel would be closed if the thread is called off its connection.
            try (FileOutputStream file = new FileOutputStream(path.toFile());
                    OutputStream out = new BufferedOutputStream(file, STEP)) {
                T written = content.writeTo(out);
                out.flush();
                file.getFD().sync();
                health.worked();
                return written;
            }
        } catch (IOException e) {
            health.failed(folder, e);
            throw new Refusal(RefusalCode.UNAVAILABLE, "The file cannot be stored now. Try again later.");
        }
    }

    /** @throws Refusal {@code bad_request} if the client has gone */
    private static int received(InputStream in, byte[] step) {
        try {
            return in.read(step);
        } catch (IOException gone) {
            throw Refusal.badRequest("The file did not arrive completely.");
        }
    }

    private void createFolder(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** @throws Refusal {@code unavailable} if it cannot be read */
    Resource read(String key) {
        FileSystemResource file = new FileSystemResource(path(key));
        if (!file.isReadable()) {
            throw new Refusal(RefusalCode.UNAVAILABLE, "The file cannot be read now. Try again later.");
        }
        return file;
    }

    InputStream open(String key) throws IOException {
        return new BufferedInputStream(new FileInputStream(path(key).toFile()), STEP);
    }

    ImageInputStream openPicture(String key) throws IOException {
        return new FileImageInputStream(path(key).toFile());
    }

    long size(String key) throws IOException {
        return Files.size(path(key));
    }

    /**
     * Does nothing if there are none.
     *
     * @throws UncheckedIOException if they cannot be removed now
     */
    void remove(String key) {
        try {
            Files.deleteIfExists(path(key));
        } catch (IOException e) {
            health.failed(folder, e);
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String key) {
        return folder.resolve(key.substring(0, 2)).resolve(key);
    }
}
