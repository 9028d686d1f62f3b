package com.sealkloud.chat.filestore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the bytes of files are. All nodes see the same ones. */
interface FileStore extends AutoCloseable {

    /** @return a key that nobody can guess, for new bytes */
    default String newKey() {
        return FileStorage.randomKey();
    }

    /** @return a folder for files that are not stored yet; storing moves them out of it */
    Path arrivals() throws IOException;

    /**
     * Takes over a file of {@link #arrivals()}. All of it is stored when this returns, or nothing
     * is visible under the key.
     */
    void put(String key, Path arrived) throws IOException;

    /** @throws java.io.FileNotFoundException if there is none */
    long size(String key) throws IOException;

    /**
     * @param from the first byte that is wanted
     * @param to behind the last one; the stream may go on
     * @throws java.io.FileNotFoundException if there is none
     * @throws java.io.EOFException if it ends before the first byte that is wanted
     */
    InputStream open(String key, long from, long to) throws IOException;

    /** @return where the bytes are on this machine; null if they are not */
    default @Nullable Path local(String key) {
        return null;
    }

    /** Does nothing if there are none. */
    void remove(String key) throws IOException;

    /** @return all keys that begin so */
    Set<String> keys(String beginning) throws IOException;

    @Override
    default void close() {}
}
