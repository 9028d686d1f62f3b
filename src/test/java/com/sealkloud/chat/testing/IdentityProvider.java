package com.sealkloud.chat.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;

/** The helpdesk's identity provider as a chat server sees it: a key, and tokens signed with it. */
public final class IdentityProvider {
    private static final QuickRsaSigner KEYS = new QuickRsaSigner();
    private static final QuickRsaSigner FOREIGN_KEYS = new QuickRsaSigner();

    private IdentityProvider() {}

    /** A token that is good for an hour. */
    public static String token(String sub, String name, String role) {
        return signed(KEYS, claims(sub, name, role, Instant.now().plus(1, ChronoUnit.HOURS)));
    }

    public static String tokenUntil(Instant expiry, String sub, String name, String role) {
        return signed(KEYS, claims(sub, name, role, expiry));
    }

    /** A token that somebody else has signed. */
    public static String forgedToken(String sub, String name, String role) {
        return signed(FOREIGN_KEYS, claims(sub, name, role, Instant.now().plus(1, ChronoUnit.HOURS)));
    }

    public static String token(JWTClaimsSet claims) {
        return signed(KEYS, claims);
    }

    /**
     * @return a file with the public key, for {@code
     *     spring.security.oauth2.resourceserver.jwt.public-key-location}
     */
    public static Path publicKeyIn(Path folder) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.publicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        try {
            return Files.writeString(folder.resolve("identity-provider.pem"), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token that names a key which nobody has. */
    public static String tokenOfKey(String keyId) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(),
                    claims("nobody", "nobody", "client", Instant.now().plus(1, ChronoUnit.HOURS)));
            jwt.sign(FOREIGN_KEYS);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return what its {@code jwks_uri} answers */
    public static String keys() {
        return new JWKSet(new RSAKey.Builder(KEYS.publicKey()).build()).toString();
    }

    private static JWTClaimsSet claims(String sub, String name, String role, Instant expiry) {
        return new JWTClaimsSet.Builder()
                .subject(sub)
                .claim("name", name)
                .claim("role", role)
                .issueTime(new Date())
                .expirationTime(Date.from(expiry))
                .build();
    }

    private static String signed(QuickRsaSigner keys, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
            jwt.sign(keys);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
