package com.sealkloud.chat.filestore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** The bytes of a file as Spring sends them, from any position: what is skipped is not read. */
public final class StoredResource extends AbstractResource {

    private final String name;
    private final Bytes bytes;

    /** @param name under which the file is stored, and no other one of its kind */
    public StoredResource(String name, Bytes bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Where the bytes are. Whatever they throw is the answer, as long as nothing has been sent. */
    public interface Bytes {

        long size() throws IOException;

        /** @param from the first byte that is wanted */
        InputStream open(long from) throws IOException;
    }

    @Override
    public long contentLength() throws IOException {
        return bytes.size();
    }

    @Override
    public InputStream getInputStream() {
        return new FromPosition(bytes);
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
        return other instanceof StoredResource resource && resource.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Opens the file at the first byte that is read. */
    private static final class FromPosition extends FilterInputStream {

        private final Bytes bytes;
        private long skipped;
        private boolean opened;

        FromPosition(Bytes bytes) {
            super(InputStream.nullInputStream());
            this.bytes = bytes;
        }

        private void open() throws IOException {
            if (!opened) {
                in = bytes.open(skipped);
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
