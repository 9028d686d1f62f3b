package com.sealkloud.chat.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** For what ends an entry of a file, which goes on. */
final class UnclosedStream extends FilterOutputStream {

    UnclosedStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        out.write(octets, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
