package com.sealkloud.chat.filestore;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.encryption.UnreadableFileException;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The bytes of files. They are complete on the disk of this machine before they get into the {@link
 * FileStore}. Nothing of a file's name gets into the key under which it is stored.
 */
@Component
public class FileStorage {

    private static final Logger log = LoggerFactory.getLogger(FileStorage.class);

    /** So many characters of a key divide all keys into 256 parts. */
    static final int PARTITION = 2;

    /** The end of the keys of sealed files. */
    public static final String SEALED = SealedStore.MARK;

    private static final int SAME = 12;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final FileStore store;
    private final StorageHealth health;

    FileStorage(FileStore store, StorageHealth health) {
        this.store = store;
        this.health = health;
    }

    /** @return whether the bytes under this key are sealed: such a key ends with {@link #SEALED} */
    public static boolean isSealed(String key) {
        return SealedStore.isSealed(key);
    }

    static String randomKey() {
        byte[] key = new byte[16];
        RANDOM.nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** @return a key that nobody can guess, for new bytes */
    public String newKey() {
        return store.newKey();
    }

    /** @return one for a copy of the same bytes: of pictures, its beginning is their version */
    public String newKeyInsteadOf(String former) {
        return former.substring(0, SAME) + newKey().substring(SAME);
    }

    /** Writes bytes. */
    @FunctionalInterface
    public interface Content {

        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes all that comes to the disk of this machine.
     *
     * @throws Refusal {@code bad_request} if it did not come completely, {@code unavailable} if it
     *     cannot be written
     */
    public LocalFile receive(byte[] beginning, InputStream rest) {
        byte[] step = new byte[LocalFile.STEP];
        return write(out -> {
            out.write(beginning);
            for (int octets = received(rest, step); octets >= 0; octets = received(rest, step)) {
                out.write(step, 0, octets);
            }
        });
    }

    /** @throws Refusal {@code bad_request} if the client has gone */
    private static int received(InputStream in, byte[] step) {
        try {
            return in.read(step);
        } catch (IOException gone) {
            throw Refusal.badRequest("The file did not arrive completely.");
        }
    }

    /**
     * Writes to the disk of this machine.
     *
     * @throws Refusal {@code unavailable} if it cannot be written, {@code not_found} if it is a
     *     copy of what cannot be opened
     */
    public LocalFile write(Content content) {
        boolean written = false;
        LocalFile file = null;
        try {
            file = new LocalFile(store.arrivals().resolve(randomKey()), true);
            try (OutputStream out =
                    new BufferedOutputStream(new FileOutputStream(file.path().toFile()), LocalFile.STEP)) {
                content.writeTo(out);
            }
            written = true;
            return file;
        } catch (UnreadableFileException e) {
            throw cannotRead(e);
        } catch (IOException e) {
            throw cannotStore(e);
        } finally {
            if (!written && file != null) {
                forget(file);
            }
        }
    }

    private static void forget(LocalFile file) {
        try {
            file.close();
        } catch (IOException e) {
            log.warn("What arrived of a file cannot be removed: {}", e.toString());
        }
    }

    private Refusal cannotStore(IOException e) {
        health.failed(e);
        return new Refusal(RefusalCode.UNAVAILABLE, "The file cannot be stored now. Try again later.");
    }

    /**
     * Takes the file over.
     *
     * @throws Refusal {@code unavailable} if it cannot be stored
     */
    public void store(String key, LocalFile file) {
        try {
            store.put(key, file.path());
            health.worked();
        } catch (IOException e) {
            throw cannotStore(e);
        }
    }

    /**
     * @return what sends the bytes; reading it throws a {@link Refusal}, {@code unavailable} or
     *     {@code not_found}, if they are not there
     */
    public Resource read(String key) {
        return new StoredResource(key, new StoredResource.Bytes() {

            @Override
            public long size() {
                return FileStorage.this.size(key);
            }

            @Override
            public InputStream open(long from) {
                return FileStorage.this.open(key, from);
            }
        });
    }

    long size(String key) {
        try {
            long size = store.size(key);
            health.worked();
            return size;
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    public InputStream open(String key, long from) {
        try {
            InputStream bytes = store.open(key, from, Long.MAX_VALUE);
            health.worked();
            return bytes;
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    private Refusal cannotRead(IOException e) {
        if (e instanceof FileNotFoundException) {
            log.warn("The bytes of a file are lost: {}", e.getMessage());
            return Refusal.notFound("The bytes of the file are lost.");
        }
        if (e instanceof EOFException) {
            log.warn("The bytes of a file are cut: {}", e.getMessage());
            return Refusal.notFound("The bytes of the file are cut.");
        }
        if (e instanceof UnreadableFileException) {
            return Refusal.notFound("The file cannot be read: it was changed in the storage, or its key is gone.");
        }
        health.failed(e);
        return new Refusal(RefusalCode.UNAVAILABLE, "The file cannot be read now. Try again later.");
    }

    /** @return the bytes on this machine; the caller closes it */
    public LocalFile fetch(String key) {
        Path local = store.local(key);
        if (local != null) {
            return new LocalFile(local, false);
        }
        return write(out -> {
            try (InputStream in = open(key, 0)) {
                in.transferTo(out);
            }
        });
    }

    public void remove(String key) throws IOException {
        try {
            store.remove(key);
        } catch (IOException e) {
            health.failed(e);
            throw e;
        }
    }

    public Set<String> keys(String beginning) throws IOException {
        return store.keys(beginning);
    }

    public boolean has(String key) throws IOException {
        try {
            return store.size(key) >= 0;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** Removes what a node has received and then died with. */
    public void removeArrivalsBefore(Instant time) throws IOException {
        try (Stream<Path> arrivals = Files.list(store.arrivals())) {
            for (Path file : (Iterable<Path>) arrivals::iterator) {
                // One that has just been stored, or removed, has no time.
                if (Files.exists(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
