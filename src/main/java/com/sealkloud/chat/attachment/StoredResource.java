package com.sealkloud.chat.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** The bytes of a file as Spring sends them, from any position: what is skipped is not read. */
final class StoredResource extends AbstractResource {

    private final FileStorage storage;
    private final String key;

    StoredResource(FileStorage storage, String key) {
        this.storage = storage;
        this.key = key;
    }

    @Override
    public long contentLength() {
        return storage.size(key);
    }

    @Override
    public InputStream getInputStream() {
        return new FromPosition(storage, key);
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return "a file";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredResource resource && resource.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Opens the file at the first byte that is read. */
    private static final class FromPosition extends FilterInputStream {

        private final FileStorage storage;
        private final String key;
        private long skipped;
        private boolean opened;

        FromPosition(FileStorage storage, String key) {
            super(InputStream.nullInputStream());
            this.storage = storage;
            this.key = key;
        }

        private void open() {
            if (!opened) {
                in = storage.open(key, skipped);
                opened = true;
            }
        }

        @Override
        public long skip(long octets) throws IOException {
            if (opened) {
                return super.skip(octets);
            }
            skipped += octets;
            return octets;
        }

        @Override
        public int read() throws IOException {
            open();
            return super.read();
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
            open();
            return super.read(octets, from, length);
        }
    }
}
