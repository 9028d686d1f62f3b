package com.sealkloud.chat.encryption;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks as much of the protocol of AWS KMS as is used of it, and checks signatures itself. */
final class KmsServer implements AutoCloseable {

    static final String SECRET = "a secret of the tests";

    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/";
    private static final String ALIAS = "alias/chat";
    private static final String TARGET = "TrentService.";

    private final Map<String, SecretKey> keys =
            Map.of(ARN + "1", Aead.key(Aead.random(Aead.KEY_BYTES)), ARN + "2", Aead.key(Aead.random(Aead.KEY_BYTES)));

    private final JsonMapper json = new JsonMapper();
    private final AtomicInteger calls = new AtomicInteger();
    private final HttpServer server;
    private final AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(0));
    private volatile boolean refusing;

    KmsServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** From now on calls are not answered. */
    void hold() {
        held.set(new CountDownLatch(1));
    }

    void goOn() {
        held.get().countDown();
    }

    /** From now on it does nothing for this service. */
    void refuse() {
        refusing = true;
    }

    int calls() {
        return calls.get();
    }

    KmsProperties settings(String key, String formerKey, String secret) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new KmsProperties(key, formerKey, endpoint, "eu-central-1", "AKID", secret, Duration.ofSeconds(5));
    }

    /** The name of a key: it has two. */
    static String arn(int number) {
        return ARN + number;
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            held.get().await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("The test is over.");
        }
        int status = 200;
        Map<String, String> said;
        try {
            said = isSigned(exchange, body)
                    ? act(exchange.getRequestHeaders().getFirst("X-Amz-Target"), json.readTree(body))
                    : Map.of("__type", "InvalidSignatureException", "message", "The signature does not match.");
        } catch (GeneralSecurityException e) {
            said = Map.of("__type", "com.amazonaws.kms#InvalidCiphertextException");
        }
        if (said.containsKey("__type")) {
            status = 400;
        }
        byte[] answer = json.writeValueAsBytes(said);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private Map<String, String> act(String target, JsonNode of) throws GeneralSecurityException {
        String keyId = of.path("KeyId").asString().equals(ALIAS)
                ? arn(1)
                : of.path("KeyId").asString();
        if (refusing) {
            return Map.of("__type", "AccessDeniedException", "message", "Not you.");
        }
        SecretKey key = keys.get(keyId);
        if (key == null) {
            return Map.of("__type", "NotFoundException", "message", "There is no key " + keyId);
        }
        byte[] context = of.path("EncryptionContext").toString().getBytes(StandardCharsets.UTF_8);
        return target.equals(TARGET + "Encrypt")
                ? Map.of("KeyId", keyId, "CiphertextBlob", text(Aead.seal(key, context, octets(of, "Plaintext"))))
                : Map.of("KeyId", keyId, "Plaintext", text(Aead.open(key, context, octets(of, "CiphertextBlob"))));
    }

    private static String text(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static byte[] octets(JsonNode of, String field) {
        return Base64.getDecoder().decode(of.path(field).asString());
    }

    /** Signature version 4, by its description and not by the SDK. */
    private static boolean isSigned(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
        Map<String, String> given = Arrays.stream(exchange.getRequestHeaders()
                        .getFirst("Authorization")
                        .substring("AWS4-HMAC-SHA256 ".length())
                        .split(", *"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        String headers = given.get("SignedHeaders");
        if (!headers.contains("x-amz-target") || !headers.contains("host")) {
            return false;
        }
        String request = "POST\n/\n\n"
                + Arrays.stream(headers.split(";"))
                        .map(name -> name + ":"
                                + exchange.getRequestHeaders().getFirst(name).strip() + "\n")
                        .collect(Collectors.joining())
                + "\n" + headers + "\n" + hash(body);
        String scope = given.get("Credential").substring("AKID/".length());
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        String signed = "AWS4-HMAC-SHA256\n" + exchange.getRequestHeaders().getFirst("X-Amz-Date") + "\n" + scope + "\n"
                + hash(request.getBytes(StandardCharsets.UTF_8));
        return scope.endsWith("/eu-central-1/kms/aws4_request")
                && HexFormat.of().formatHex(hmac(key, signed)).equals(given.get("Signature"));
    }

    private static String hash(byte[] octets) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
    }
}
