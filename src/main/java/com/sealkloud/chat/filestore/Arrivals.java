package com.sealkloud.chat.filestore;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.encryption.UnreadableFileException;
import com.sealkloud.chat.filestore.FileStorage.Content;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files on the disk of this machine that are on their way into the storage, or out of it. */
final class Arrivals {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final FileStore store;
    private final StorageFaults faults;

    Arrivals(FileStore store, StorageFaults faults) {
        this.store = store;
        this.faults = faults;
    }

    LocalFile receive(byte[] beginning, InputStream rest) {
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

    LocalFile write(Content content) {
        boolean written = false;
        LocalFile file = null;
        try {
            file = new LocalFile(store.arrivals().resolve(FileStorage.randomKey()), true);
            try (OutputStream out =
                    new BufferedOutputStream(new FileOutputStream(file.path().toFile()), LocalFile.STEP)) {
                content.writeTo(out);
            }
            written = true;
            return file;
        } catch (UnreadableFileException e) {
            throw faults.cannotRead(e);
        } catch (IOException e) {
            throw faults.cannotStore(e);
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

    /** Removes what a node has received and then died with. */
    void removeBefore(Instant time) throws IOException {
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
