package com.sealkloud.chat.encryption;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals and opens the chunks of one file. The nonce of a chunk is its number, and whether it is the
 * last one (the STREAM construction), so that none can be cut off, left out, repeated or moved.
 */
final class ChunkCipher {

    /** So much of a file is in a chunk; only the last one has less. */
    static final int CHUNK = 64 << 10;

    private static final int TAG = 16;

    /** What it takes when it is sealed. */
    static final int SEALED_CHUNK = CHUNK + TAG;

    private static final int NONCE = 12;

    private final Cipher cipher;
    private final SecretKey key;
    private final byte[] authenticated;

    /** @param key of this file alone, since its nonces are those of every file */
    ChunkCipher(SecretKey key, byte[] authenticated) {
        this.key = key;
        this.authenticated = authenticated;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot seal", e);
        }
    }

    /** @return how many bytes it has written */
    int seal(long number, boolean isLast, byte[] plain, int length, byte[] sealed) {
        try {
            begin(Cipher.ENCRYPT_MODE, number, isLast);
            return cipher.doFinal(plain, 0, length, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot seal", e);
        }
    }

    /**
     * @return how many bytes it has written
     * @throws GeneralSecurityException if it is not what was sealed as this chunk of this file
     */
    int open(long number, boolean isLast, byte[] sealed, int length, byte[] plain) throws GeneralSecurityException {
        begin(Cipher.DECRYPT_MODE, number, isLast);
        return cipher.doFinal(sealed, 0, length, plain);
    }

    private void begin(int mode, long number, boolean isLast) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE)
                .putLong(number)
                .putInt(isLast ? 1 : 0)
                .array();
        cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * TAG, nonce));
        cipher.updateAAD(authenticated);
    }

    /** @return how many bytes are in chunks that take so many */
    static long sizeOf(long sealed) {
        long chunks = Math.max(1, (sealed + SEALED_CHUNK - 1) / SEALED_CHUNK);
        return Math.max(0, sealed - chunks * TAG);
    }
}
