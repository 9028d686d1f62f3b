package com.sealkloud.chat.filestore;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file on this machine.
 *
 * @param passing whether it is not needed any more when it is closed
 */
public record LocalFile(Path path, boolean passing) implements AutoCloseable {

    public static final int STEP = 64 << 10;

    public long size() throws IOException {
        return Files.size(path);
    }

    /** No channel: that would be closed if the thread is called off its connection. */
    public InputStream open() throws IOException {
        return new BufferedInputStream(new FileInputStream(path.toFile()), STEP);
    }

    @Override
    public void close() throws IOException {
        if (passing) {
            Files.deleteIfExists(path);
        }
    }
}
