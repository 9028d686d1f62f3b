package com.sealkloud.chat.testing;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * An authenticator app. The time that it counts with stands still, so that no test meets the end of
 * a code.
 */
public record Authenticator(String secret, Instant time) {

    private static final Duration STEP = Duration.ofSeconds(30);

    public Authenticator(String secret) {
        this(secret, Instant.now());
    }

    public String code() {
        return code(time);
    }

    /** What it shows half a minute later, which the server takes already. */
    public String nextCode() {
        return code(time.plus(STEP));
    }

    private String code(Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
