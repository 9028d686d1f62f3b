package com.sealkloud.chat.filestore;

import com.sealkloud.chat.encryption.FileSealing;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seals what gets into another store, if that is switched on, and opens what comes out. The key
 * tells which files are sealed, so that a plain one cannot be put in the place of a sealed one.
 */
final class SealedStore implements FileStore {

    /** Sorts behind hexadecimal digits in every database. */
    static final String MARK = "s";

    private final FileStore store;
    private final FileSealing sealing;

    SealedStore(FileStore store, FileSealing sealing) {
        this.store = store;
        this.sealing = sealing;
    }

    static boolean isSealed(String key) {
        return key.endsWith(MARK);
    }

    @Override
    public String newKey() {
        return sealing.isOn() ? store.newKey() + MARK : store.newKey();
    }

    @Override
    public Path arrivals() throws IOException {
        return store.arrivals();
    }

    /** Leaves the removal of the plain file to its owner. */
    @Override
    public void put(String key, Path arrived) throws IOException {
        if (!isSealed(key)) {
            store.put(key, arrived);
            return;
        }
        Path sealed = store.arrivals().resolve(store.newKey());
        try {
            try (InputStream in = new FileInputStream(arrived.toFile());
                    OutputStream file = new FileOutputStream(sealed.toFile());
                    OutputStream out = sealing.seal(key, file)) {
                in.transferTo(out);
            }
            store.put(key, sealed);
        } finally {
            Files.deleteIfExists(sealed);
        }
    }

    @Override
    public long size(String key) throws IOException {
        long stored = store.size(key);
        return isSealed(key) ? FileSealing.sizeOf(stored) : stored;
    }

    @Override
    public InputStream open(String key, long from, long to) throws IOException {
        return isSealed(key)
                ? sealing.open(key, (first, end) -> store.open(key, first, end), from)
                : store.open(key, from, to);
    }

    @Override
    public @Nullable Path local(String key) {
        return isSealed(key) ? null : store.local(key);
    }

    @Override
    public void remove(String key) throws IOException {
        if (isSealed(key)) {
            // First of all: copies of the storage count, too.
            sealing.forget(key);
        }
        store.remove(key);
    }

    @Override
    public Set<String> keys(String beginning) throws IOException {
        return store.keys(beginning);
    }

    @Override
    public void close() {
        store.close();
    }
}
