package com.sealkloud.chat.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * Codes of authenticator apps (RFC 6238) as all of them can compute them: SHA-1, six digits, thirty
 * seconds.
 */
final class OneTimeCodes {

    static final String PATTERN = "[0-9]{6}";

    private static final int SECRET_LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

    /** @return a new secret in Base32, as apps take it */
    static String newSecret() {
        byte[] bytes = new byte[SECRET_LENGTH];
        RANDOM.nextBytes(bytes);
        return new Base32().encodeToString(bytes);
    }

    /** @return what the QR code contains */
    static String address(String issuer, String userId, String secret) {
        String name = URLEncoder.encode(issuer, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + name + ":" + userId + "?secret=" + secret + "&issuer=" + name;
    }

    /**
     * Allows for a clock that is half a minute wrong.
     *
     * @param after the last step whose code was used
     * @return the time step that the code belongs to
     */
    OptionalLong step(String secret, String code, Instant now, long after) {
        long present = now.getEpochSecond() / generator.getTimeStep().toSeconds();
        return LongStream.rangeClosed(present - 1, present + 1)
                .filter(step -> step > after && code.equals(code(secret, step)))
                .findFirst();
    }

    String code(String secret, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(secret), generator.getAlgorithm()),
                    Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
