package com.sealkloud.chat.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a message for one device (RFC 8291), as a single record of {@code aes128gcm} (RFC 8188).
 */
final class PushEncryption {

    /** Fits into the 4096 bytes that every push service accepts (RFC 8291, 4). */
    static final int LONGEST = 3_993;

    private static final int SALT_LENGTH = 16;
    private static final int KEY_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final int RECORD_SIZE = 4_096;
    private static final byte LAST_RECORD = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PushEncryption() {}

    /**
     * @param message at most {@link #LONGEST} bytes
     * @param device the device's public key, {@code p256dh}
     * @param secret the device's {@code auth}, 16 bytes
     */
    static byte[] encrypt(byte[] message, ECPublicKey device, byte[] secret) {
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        return encrypt(message, device, secret, P256.newKeys(), salt);
    }

    /** The same with a given key pair and salt, which must be used for one message only. */
    static byte[] encrypt(byte[] message, ECPublicKey device, byte[] secret, KeyPair sender, byte[] salt) {
        if (message.length > LONGEST) {
            throw new IllegalArgumentException("A push message of " + message.length + " octets is too long");
        }
        try {
            byte[] senderKey = P256.encode((ECPublicKey) sender.getPublic());
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(sender.getPrivate());
            agreement.doPhase(device, true);
            byte[] input = expand(
                    hmac(secret, agreement.generateSecret()),
                    concat(text("WebPush: info\0"), P256.encode(device), senderKey),
                    32);
            byte[] key = hmac(salt, input);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(expand(key, text("Content-Encoding: aes128gcm\0"), KEY_LENGTH), "AES"),
                    new GCMParameterSpec(TAG_BITS, expand(key, text("Content-Encoding: nonce\0"), NONCE_LENGTH)));
            byte[] record = cipher.doFinal(concat(message, new byte[] {LAST_RECORD}));
            return ByteBuffer.allocate(SALT_LENGTH + 5 + senderKey.length + record.length)
                    .put(salt)
                    .putInt(RECORD_SIZE)
                    .put((byte) senderKey.length)
                    .put(senderKey)
                    .put(record)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A push message cannot be encrypted", e);
        }
    }

    /** HKDF-Expand (RFC 5869, 2.3), for output of at most one block. */
    private static byte[] expand(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, concat(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer buffer = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(buffer::put);
        return buffer.array();
    }
}
