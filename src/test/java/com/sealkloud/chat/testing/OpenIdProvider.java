package com.sealkloud.chat.testing;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An OpenID provider whose users a test plays: it hands out codes, and exchanges each once, for
 * whoever proves to have asked for it (PKCE). Its tokens are those of {@link IdentityProvider}.
 */
public final class OpenIdProvider implements AutoCloseable {
    private static final String CLIENT = "chat";
    private static final String SECRET = "secret-of-the-tests";

    private record Granted(Map<String, String> request, String idToken) {}

    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean away;

    public OpenIdProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext("/keys", exchange -> answer(exchange, 200, IdentityProvider.keys()));
        server.createContext("/token", this::exchange);
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The settings by which a server offers it as {@code company}. */
    public List<String> arguments() {
        String registration = "--spring.security.oauth2.client.registration.company.";
        return List.of(
                registration + "client-id=" + CLIENT,
                registration + "client-secret=" + SECRET,
                registration + "client-name=Company account",
                "--spring.security.oauth2.client.provider.company.issuer-uri=" + issuer());
    }

    /** From now on it fails, or works again. */
    public void setAway(boolean isAway) {
        away = isAway;
    }

    /** @return where the browser is sent once this user has authenticated */
    public String approve(String authorizationAddress, String sub, String name, String role) {
        return approve(
                authorizationAddress,
                claims -> claims.subject(sub).claim("name", name).claim("role", role));
    }

    /** @param change the claims of the ID token, which are good without */
    public String approve(String authorizationAddress, UnaryOperator<JWTClaimsSet.Builder> change) {
        Map<String, String> request = fields(URI.create(authorizationAddress).getRawQuery());
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .claim("nonce", request.get("nonce"))
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        String code = UUID.randomUUID().toString();
        codes.put(
                code,
                new Granted(request, IdentityProvider.token(change.apply(claims).build())));
        return request.get("redirect_uri") + "?code=" + code + "&state=" + encoded(request.get("state"));
    }

    /** @return where the browser is sent if the user cancels */
    public String deny(String authorizationAddress) {
        Map<String, String> request = fields(URI.create(authorizationAddress).getRawQuery());
        return request.get("redirect_uri") + "?error=access_denied&state=" + encoded(request.get("state"));
    }

    public static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> decoded(field[1])));
    }

    private void exchange(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = fields(body);
        Granted granted = codes.remove(form.getOrDefault("code", ""));
        String credentials =
                Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean isClient =
                ("Basic " + credentials).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean isGood = granted != null
                && isClient
                && "authorization_code".equals(form.get("grant_type"))
                && granted.request().get("redirect_uri").equals(form.get("redirect_uri"))
                && granted.request().get("code_challenge").equals(challenge(form.get("code_verifier")));
        if (isGood) {
            answer(
                    exchange,
                    200,
                    Json.write(Map.of(
                            "access_token",
                            "unused",
                            "token_type",
                            "Bearer",
                            "expires_in",
                            300,
                            "id_token",
                            granted.idToken())));
        } else {
            answer(exchange, 400, Json.write(Map.of("error", "invalid_grant")));
        }
    }

    private String metadata() {
        return Json.write(Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256")));
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(away ? 503 : status, away ? -1 : octets.length);
        if (!away) {
            exchange.getResponseBody().write(octets);
        }
        exchange.close();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Objects.requireNonNullElse(verifier, "").getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
