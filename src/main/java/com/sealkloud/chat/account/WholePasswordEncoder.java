package com.sealkloud.chat.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * bcrypt in which every character of a password counts. bcrypt reads 72 bytes and stops at a NUL,
 * so passwords that it cannot read completely are hashed with HMAC-SHA-384 first. All others keep
 * the format of earlier versions, which can then run beside this one. Composed and decomposed
 * characters are equal (NFC, as RFC 8265 requires).
 */
class WholePasswordEncoder implements PasswordEncoder {

    private static final int READ_BYTES = 72;
    private static final String PLAIN = "{bcrypt}";
    private static final String DIGESTED = "{bcrypt-hmac}";
    private static final String DIGEST = "HmacSHA384";

    /**
     * Not a secret: it prevents unsalted hashes leaked elsewhere from being tried here directly.
     */
    private static final byte[] PURPOSE = "sealkloud-chat password".getBytes(StandardCharsets.UTF_8);

    private final BCryptPasswordEncoder bcrypt;

    /** @param cost the logarithm of how many rounds bcrypt makes */
    WholePasswordEncoder(int cost) {
        this.bcrypt = new BCryptPasswordEncoder(cost);
    }

    @Override
    public String encode(@Nullable CharSequence password) {
        String normal = Normalizer.normalize(String.valueOf(password), Normalizer.Form.NFC);
        return isReadCompletely(normal) ? PLAIN + bcrypt.encode(normal) : DIGESTED + bcrypt.encode(digest(normal));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        if (password == null || hash == null) {
            return false;
        }
        String typed = password.toString();
        String normal = Normalizer.normalize(typed, Normalizer.Form.NFC);
        if (hash.startsWith(DIGESTED)) {
            return bcrypt.matches(digest(normal), hash.substring(DIGESTED.length()));
        }
        String plain = hash.startsWith(PLAIN) ? hash.substring(PLAIN.length()) : "";
        if (!isReadCompletely(normal)) {
            // Takes as long as any other wrong password, so that the time does not reveal the
            // hash's format.
            bcrypt.matches(digest(normal), plain);
            return false;
        }
        // Earlier versions hashed the password as typed.
        return bcrypt.matches(normal, plain)
                || !normal.equals(typed) && isReadCompletely(typed) && bcrypt.matches(typed, plain);
    }

    private static boolean isReadCompletely(String password) {
        return password.indexOf('\0') < 0 && password.getBytes(StandardCharsets.UTF_8).length <= READ_BYTES;
    }

    private static String digest(String password) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(PURPOSE, DIGEST));
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + DIGEST, e);
        }
    }
}
