package com.sealkloud.chat.encryption;

import java.io.IOException;
import java.io.OutputStream;

/** Seals what is written, in chunks. Only closing completes the file. */
final class SealingStream extends OutputStream {

    private final OutputStream out;
    private final ChunkCipher cipher;
    private final byte[] plain = new byte[ChunkCipher.CHUNK];
    private final byte[] sealed = new byte[ChunkCipher.SEALED_CHUNK];
    private int length;
    private long number;
    private boolean isClosed;

    SealingStream(OutputStream out, ChunkCipher cipher) {
        this.out = out;
        this.cipher = cipher;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
        int from = offset;
        int left = count;
        while (left > 0) {
            // A full chunk waits for what follows, since it may be the last one.
            if (length == plain.length) {
                seal(false);
            }
            int some = Math.min(left, plain.length - length);
            System.arraycopy(octets, from, plain, length, some);
            length += some;
            from += some;
            left -= some;
        }
    }

    private void seal(boolean isLast) throws IOException {
        out.write(sealed, 0, cipher.seal(number, isLast, plain, length, sealed));
        number++;
        length = 0;
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            try (out) {
                seal(true);
            }
        }
    }
}
