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
 * bcrypt in which every character of a password counts. bcrypt reads 72 bytes and takes a NUL for the end, so what it
 * cannot read completely goes through HMAC-SHA-384 first. Everything else keeps the form that earlier versions read, which
 * can then run beside this one. Composed and decomposed characters are the same password (NFC, as RFC 8265 asks for).
 */
class WholePasswordEncoder implements PasswordEncoder {

    private static final int READ_BYTES = 72;
    private static final String PLAIN = "{bcrypt}";
    private static final String DIGESTED = "{bcrypt-hmac}";
    private static final String DIGEST = "HmacSHA384";

    /** No secret: it keeps unsalted hashes that leaked elsewhere from being tried here without breaking them first. */
    private static final byte[] PURPOSE = "sealkloud-chat password".getBytes(StandardCharsets.UTF_8);

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();

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
            // As long as for any other wrong password, or the time would tell which form the hash has.
            bcrypt.matches(digest(normal), plain);
            return false;
        }
        // Earlier versions hashed what was typed as it was.
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
