package com.sealkloud.chat.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Identifies this installation to a push service: a JWT for its origin, signed with ES256 (RFC
 * 8292).
 */
@Component
class Vapid {

    /** Half of the RFC's maximum, so that clocks may differ. */
    private static final Duration LIFETIME = Duration.ofHours(12);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final VapidKeys keys;
    private final PushProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    Vapid(VapidKeys keys, PushProperties properties, JsonMapper json, Clock clock) {
        this.keys = keys;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /** @return the value of the header {@code Authorization} */
    String authorization(URI endpoint) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
        claims.put("exp", clock.instant().plus(LIFETIME).getEpochSecond());
        if (!properties.contact().isEmpty()) {
            claims.put("sub", properties.contact());
        }
        String signed = part(Map.of("typ", "JWT", "alg", "ES256")) + "." + part(claims);
        return "vapid t=" + signed + "." + BASE64.encodeToString(sign(signed)) + ", k=" + keys.publicKey();
    }

    private String part(Map<String, Object> content) {
        return BASE64.encodeToString(json.writeValueAsBytes(content));
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.privateKey());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A push service cannot be told who calls", e);
        }
    }
}
