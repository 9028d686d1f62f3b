package com.sealkloud.chat.encryption;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Seals files as streams, in chunks, and opens them from any position. The key of a file is derived
 * of a data key that all of them share, and of a secret of its own. What has stored a file must
 * know whether it is sealed: were it the file that tells, a plain one could be put in its place.
 */
@Component
public class FileSealing {

    private final DataKeys keys;
    private final KeyEncryptionKeys keks;
    private final FileSecrets secrets;
    private final UnreadableTexts unreadable;
    private final boolean enabled;

    FileSealing(
            DataKeys keys,
            KeyEncryptionKeys keks,
            FileSecrets secrets,
            UnreadableTexts unreadable,
            EncryptionProperties properties) {
        this.keys = keys;
        this.keks = keks;
        this.secrets = secrets;
        this.unreadable = unreadable;
        this.enabled = properties.enabled();
    }

    /** @return whether files that are written are to be sealed */
    public boolean isOn() {
        return enabled;
    }

    /**
     * @param name under which the file is stored, and never another one: under another name it
     *     cannot be opened
     * @return what seals all that is written; only closing it completes the file
     */
    public OutputStream seal(String name, OutputStream out) throws IOException {
        DataKey key = keys.present("");
        FileHeader header = FileHeader.of(key);
        out.write(header.octets());
        return new SealingStream(out, header.cipher(key, secrets.create(name), name));
    }

    /** The bytes of a sealed file. */
    @FunctionalInterface
    public interface Source {

        /**
         * @param from the first byte that is wanted
         * @param to behind the last one; the stream may go on
         */
        InputStream open(long from, long to) throws IOException;
    }

    /**
     * @param name under which the file is stored
     * @param from the first byte that is wanted, of what was sealed
     * @throws UnreadableFileException if the bytes at this position cannot be opened; reading may
     *     throw it, too
     */
    public InputStream open(String name, Source source, long from) throws IOException {
        long first = from / ChunkCipher.CHUNK;
        InputStream stored = source.open(0, first == 0 ? Long.MAX_VALUE : FileHeader.LENGTH);
        try {
            ChunkCipher cipher = cipher(name, stored.readNBytes(FileHeader.LENGTH));
            if (first > 0) {
                stored.close();
                stored = source.open(FileHeader.LENGTH + first * ChunkCipher.SEALED_CHUNK, Long.MAX_VALUE);
            }
            OpeningStream plain = new OpeningStream(stored, cipher, first, () -> unreadable(name));
            // What cannot be opened is to be told before an answer has begun.
            plain.fill();
            plain.skipNBytes(from % ChunkCipher.CHUNK);
            return plain;
        } catch (EOFException e) {
            stored.close();
            throw unreadable(name);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    private ChunkCipher cipher(String name, byte[] beginning) throws UnreadableFileException {
        return FileHeader.read(beginning)
                .flatMap(header -> key(header).map(key -> header.cipher(key, secrets.find(name), name)))
                .orElseThrow(() -> unreadable(name));
    }

    private Optional<DataKey> key(FileHeader header) {
        return keks.exist() ? keys.byId(header.keyId()) : Optional.empty();
    }

    /** The file of this name is removed: nobody can open a copy of it from now on. */
    public void forget(String name) {
        if (keks.exist()) {
            secrets.destroy(name);
        }
    }

    private UnreadableFileException unreadable(String name) {
        unreadable.found(new AssociatedData("file", "", 0, name));
        return new UnreadableFileException(name);
    }

    /** @return how long a file is of which so many bytes are stored */
    public static long sizeOf(long stored) {
        return ChunkCipher.sizeOf(stored - FileHeader.LENGTH);
    }
}
