package com.sealkloud.chat.encryption;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;

/** Opens what was sealed in chunks. It gives nothing of a chunk before all of it is authentic. */
final class OpeningStream extends FilterInputStream {

    private final ChunkCipher cipher;
    private final Supplier<IOException> unreadable;

    /** A chunk, and a byte of the next one, which tells that it is not the last. */
    private final byte[] sealed = new byte[ChunkCipher.SEALED_CHUNK + 1];

    private final byte[] plain = new byte[ChunkCipher.CHUNK];
    private int kept;
    private int position;
    private int length;
    private long number;
    private boolean wasLast;

    /**
     * @param in begins with this chunk
     * @param unreadable makes what is thrown if a chunk cannot be opened
     */
    OpeningStream(InputStream in, ChunkCipher cipher, long number, Supplier<IOException> unreadable) {
        super(in);
        this.cipher = cipher;
        this.number = number;
        this.unreadable = unreadable;
    }

    /** @return whether there is something to read */
    boolean fill() throws IOException {
        while (position == length) {
            if (wasLast) {
                return false;
            }
            open();
        }
        return true;
    }

    private void open() throws IOException {
        int octets = kept + in.readNBytes(sealed, kept, sealed.length - kept);
        boolean isLast = octets < sealed.length;
        try {
            length = cipher.open(number, isLast, sealed, isLast ? octets : octets - 1, plain);
        } catch (GeneralSecurityException e) {
            throw unreadable.get();
        }
        sealed[0] = sealed[sealed.length - 1];
        kept = 1;
        position = 0;
        number++;
        wasLast = isLast;
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(plain[position++]) : -1;
    }

    @Override
    public int read(byte[] octets, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(count, length - position);
        System.arraycopy(plain, position, octets, offset, some);
        position += some;
        return some;
    }

    @Override
    public long skip(long octets) throws IOException {
        if (!fill()) {
            return 0;
        }
        int some = (int) Math.max(0, Math.min(octets, length - position));
        position += some;
        return some;
    }

    @Override
    public int available() {
        return length - position;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
