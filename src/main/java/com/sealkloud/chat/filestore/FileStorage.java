package com.sealkloud.chat.filestore;

import com.sealkloud.chat.api.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The bytes of files. They are complete on the disk of this machine before they get into the {@link
 * FileStore}. Nothing of a file's name gets into the key under which it is stored.
 */
@Component
public class FileStorage {

    /** So many characters of a key divide all keys into 256 parts. */
    static final int PARTITION = 2;

    /** The end of the keys of sealed files. */
    public static final String SEALED = SealedStore.MARK;

    private static final int SAME = 12;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final FileStore store;
    private final StorageFaults faults;
    private final Arrivals arrivals;

    FileStorage(FileStore store, StorageHealth health) {
        this.store = store;
        this.faults = new StorageFaults(health);
        this.arrivals = new Arrivals(store, faults);
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
        return arrivals.receive(beginning, rest);
    }

    /**
     * Writes to the disk of this machine.
     *
     * @throws Refusal {@code unavailable} if it cannot be written, {@code not_found} if it is a
     *     copy of what cannot be opened
     */
    public LocalFile write(Content content) {
        return arrivals.write(content);
    }

    /**
     * Takes the file over.
     *
     * @throws Refusal {@code unavailable} if it cannot be stored
     */
    public void store(String key, LocalFile file) {
        try {
            store.put(key, file.path());
            faults.none();
        } catch (IOException e) {
            throw faults.cannotStore(e);
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
            faults.none();
            return size;
        } catch (IOException e) {
            throw faults.cannotRead(e);
        }
    }

    public InputStream open(String key, long from) {
        try {
            InputStream bytes = store.open(key, from, Long.MAX_VALUE);
            faults.none();
            return bytes;
        } catch (IOException e) {
            throw faults.cannotRead(e);
        }
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
            faults.note(e);
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
        arrivals.removeBefore(time);
    }
}
