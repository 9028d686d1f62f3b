package com.sealkloud.chat.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC-SHA-256 of texts, of which an index keeps some bits instead of the texts. */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    private KeyedHash(SecretKey key) {
        this.key = key;
    }

    /** @param purpose hashes of different ones have nothing in common */
    static KeyedHash of(DataKey key, String purpose) {
        return new KeyedHash(new KeyedHash(key.key()).key(purpose.getBytes(StandardCharsets.UTF_8)));
    }

    /** @return a key that only who has this one can derive of the same salt */
    SecretKey key(byte[] salt) {
        return Aead.key(hash(salt));
    }

    private byte[] hash(byte[] octets) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hash", e);
        }
    }

    /** @return the first 32 bits; different texts may have the same */
    public int of(String text) {
        return ByteBuffer.wrap(hash(text.getBytes(StandardCharsets.UTF_8))).getInt();
    }
}
