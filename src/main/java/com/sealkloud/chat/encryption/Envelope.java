package com.sealkloud.chat.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/**
 * The stored form of a sealed text: {@code sealed:1:}, the id of its key, a colon, and nonce,
 * ciphertext and tag in Base64. No JSON object begins like it, so that a column may hold both.
 */
final class Envelope {

    static final String MARK = "sealed:";

    private static final String VERSION = "1";
    private static final String BEGINNING = MARK + VERSION + ":";

    private Envelope() {}

    static boolean isSealed(String stored) {
        return stored.startsWith(MARK);
    }

    /** @return what all texts begin with that are sealed with this key */
    static String beginning(String keyId) {
        return BEGINNING + keyId + ":";
    }

    /** @return the key that it names; empty if it is of no known form */
    static Optional<String> keyId(String stored) {
        int end = stored.indexOf(':', BEGINNING.length());
        return stored.startsWith(BEGINNING) && end > 0
                ? Optional.of(stored.substring(BEGINNING.length(), end))
                : Optional.empty();
    }

    static String seal(DataKey key, AssociatedData associated, String text) {
        byte[] sealed = Aead.seal(
                key.key(), associated.authenticated(VERSION, key.keyId()), text.getBytes(StandardCharsets.UTF_8));
        return beginning(key.keyId()) + Base64.getEncoder().withoutPadding().encodeToString(sealed);
    }

    /** @return empty if it is not what was sealed with this key at this place */
    static Optional<String> open(DataKey key, AssociatedData associated, String stored) {
        try {
            byte[] sealed = Base64.getDecoder()
                    .decode(stored.substring(beginning(key.keyId()).length()));
            byte[] plain = Aead.open(key.key(), associated.authenticated(VERSION, key.keyId()), sealed);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
