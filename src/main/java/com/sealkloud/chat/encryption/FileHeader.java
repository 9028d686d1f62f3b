package com.sealkloud.chat.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a sealed file begins with: its version, the id of the data key and a random salt, of which
 * the key of the file is derived. A rotation wraps the data key anew and leaves files alone.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares headers, and none is changed
record FileHeader(String keyId, byte[] salt) {

    private static final byte[] BEGINNING = "sealed1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 32;

    /** How many bytes it has. */
    static final int LENGTH = BEGINNING.length + KeyEncryptionKeys.ID_LENGTH + SALT;

    static FileHeader of(DataKey key) {
        return new FileHeader(key.keyId(), Aead.random(SALT));
    }

    byte[] octets() {
        return ByteBuffer.allocate(LENGTH)
                .put(BEGINNING)
                .put(keyId.getBytes(StandardCharsets.US_ASCII))
                .put(salt)
                .array();
    }

    /** @return empty if it is of no known form */
    static Optional<FileHeader> read(byte[] octets) {
        if (octets.length != LENGTH || !Arrays.equals(octets, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length)) {
            return Optional.empty();
        }
        int salt = LENGTH - SALT;
        String keyId = new String(octets, BEGINNING.length, KeyEncryptionKeys.ID_LENGTH, StandardCharsets.US_ASCII);
        return Optional.of(new FileHeader(keyId, Arrays.copyOfRange(octets, salt, LENGTH)));
    }

    /** @param secret of the file, which is not stored with it */
    ChunkCipher cipher(DataKey key, byte[] secret, String name) {
        AssociatedData associated = new AssociatedData("file", "", 0, name);
        byte[] own =
                ByteBuffer.allocate(SALT + secret.length).put(salt).put(secret).array();
        return new ChunkCipher(KeyedHash.of(key, "file").key(own), associated.authenticated("1", keyId));
    }
}
