package com.sealkloud.chat.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A master key that a key management service has, and never gives away: it wraps and unwraps. It is
 * asked at the start, by a rotation, and by other nodes once after it.
 */
final class KmsMasterKey implements MasterKey {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Kms kms;
    private final String key;
    private final String id;

    /**
     * Asks for its own name, so that an alias stands for the key that it means now.
     *
     * @throws MasterKeyException if the service does not answer, or does not let this node use it,
     *     with a sentence for the operator
     */
    KmsMasterKey(Kms kms, String named) {
        this.kms = kms;
        this.key = encrypt(named, new byte[] {0}, "start".getBytes(StandardCharsets.US_ASCII))
                .path("KeyId")
                .asString();
        this.id = "kms-" + MasterKeys.fingerprint(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] wanted, byte[] context) {
        return octets(encrypt(key, wanted, context), "CiphertextBlob");
    }

    private JsonNode encrypt(String named, byte[] plain, byte[] context) {
        try {
            return kms.call(
                    "Encrypt",
                    Map.of(
                            "KeyId",
                            named,
                            "Plaintext",
                            BASE64.encodeToString(plain),
                            "EncryptionContext",
                            of(context)));
        } catch (Kms.RefusedException e) {
            throw new MasterKeyException(
                    "The key management service does not seal with the key " + named + ": " + e.getMessage() + ".");
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) throws GeneralSecurityException {
        try {
            JsonNode answer = kms.call(
                    "Decrypt",
                    Map.of(
                            "KeyId",
                            key,
                            "CiphertextBlob",
                            BASE64.encodeToString(wrapped),
                            "EncryptionContext",
                            of(context)));
            return octets(answer, "Plaintext");
        } catch (Kms.RefusedException e) {
            if (e.isOfTheCiphertext()) {
                throw new GeneralSecurityException(e);
            }
            throw new MasterKeyException(
                    "The key management service does not open with the key " + key + ": " + e.getMessage() + ".");
        }
    }

    private static Map<String, String> of(byte[] context) {
        return Map.of("sealkloud-chat", new String(context, StandardCharsets.US_ASCII));
    }

    private static byte[] octets(JsonNode answer, String field) {
        return Base64.getDecoder().decode(answer.path(field).asString());
    }
}
