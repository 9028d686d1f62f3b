package com.sealkloud.chat.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs calls according to Standard Webhooks 1.0 (https://www.standardwebhooks.com): HMAC-SHA256
 * over id, time and body, with a secret written as {@code whsec_} and base64.
 */
final class Signature {

    private static final String PREFIX = "whsec_";
    private static final int SECRET_OCTETS = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String newSecret(SecureRandom random) {
        byte[] octets = new byte[SECRET_OCTETS];
        random.nextBytes(octets);
        return PREFIX + Base64.getEncoder().encodeToString(octets);
    }

    /**
     * @param seconds since 1970, as in the header {@code webhook-timestamp}
     * @return the header {@code webhook-signature}: a signature for each secret
     */
    static String of(String id, long seconds, String body, List<String> secrets) {
        String signed = id + "." + seconds + "." + body;
        return secrets.stream().map(secret -> "v1," + sign(signed, secret)).collect(Collectors.joining(" "));
    }

    private static String sign(String text, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A call cannot be signed", e);
        }
    }
}
