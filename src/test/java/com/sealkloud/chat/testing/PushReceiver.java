package com.sealkloud.chat.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * A push service on 127.0.0.1 and its devices: it verifies the caller (RFC 8292) and decrypts
 * pushes (RFC 8291) with its own implementation. A call that violates an RFC is answered with 400
 * and recorded as a complaint.
 */
public final class PushReceiver implements AutoCloseable {
    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    private final HttpServer server;
    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** What a device has got. */
    public record Delivery(JsonNode json, Map<String, String> headers, Instant at) {}

    /** What is answered instead of 201, once. */
    public record Scripted(int status, Map<String, String> headers) {}

    /** A browser that has subscribed. */
    public final class Device {
        private final String id = UUID.randomUUID().toString();
        private final KeyPair keys = newKeys();
        private final byte[] secret = new byte[16];
        private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        private final Deque<Scripted> answers = new ConcurrentLinkedDeque<>();
        private final List<Instant> calls = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch held = new CountDownLatch(0);

        private Device() {
            new SecureRandom().nextBytes(secret);
        }

        public String endpoint() {
            return origin() + "/push/" + id;
        }

        /** What the browser would send to the server. */
        public Map<String, Object> subscription() {
            return Map.of(
                    "endpoint",
                    endpoint(),
                    "keys",
                    Map.of("p256dh", base64(point((ECPublicKey) keys.getPublic())), "auth", base64(secret)));
        }

        public Device answers(int status, String... headers) {
            answers.add(new Scripted(status, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1])));
            return this;
        }

        /** Takes calls from now on, but answers them only after {@link #letGo}. */
        public void hold() {
            held = new CountDownLatch(1);
        }

        public void letGo() {
            held.countDown();
        }

        public List<Delivery> deliveries() {
            return List.copyOf(deliveries);
        }

        /** When it was tried to send something here, successfully or not. */
        public List<Instant> calls() {
            return List.copyOf(calls);
        }
    }

    PushReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/push/", this::receive);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "push-receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Device newDevice() {
        Device device = new Device();
        devices.put(device.id, device);
        return device;
    }

    /** What was wrong with calls so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Device device = devices.get(exchange.getRequestURI().getPath().substring("/push/".length()));
        int status = 404;
        if (device != null) {
            device.calls.add(Instant.now());
            Scripted scripted = device.answers.poll();
            if (scripted != null) {
                scripted.headers().forEach(exchange.getResponseHeaders()::set);
                status = scripted.status();
            } else {
                status = take(device, exchange, body);
            }
            await(device.held);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void await(CountDownLatch held) {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int take(Device device, HttpExchange exchange, byte[] body) {
        try {
            checkCaller(header(exchange, "Authorization"));
            require(header(exchange, "Content-Encoding").equals("aes128gcm"), "Content-Encoding");
            require(header(exchange, "TTL").matches("\\d+"), "TTL");
            require(header(exchange, "Topic").matches("[A-Za-z0-9_-]{1,32}"), "Topic");
            require(Set.of("very-low", "low", "normal", "high").contains(header(exchange, "Urgency")), "Urgency");
            require(body.length <= 4096, "length");
            device.deliveries.add(new Delivery(
                    Json.read(new String(decrypt(device, body), StandardCharsets.UTF_8)),
                    Map.of(
                            "topic", header(exchange, "Topic"),
                            "ttl", header(exchange, "TTL"),
                            "urgency", header(exchange, "Urgency"),
                            "key", header(exchange, "Authorization").replaceFirst(".*k=", "")),
                    Instant.now()));
            return 201;
        } catch (GeneralSecurityException | RuntimeException e) {
            complaints.add(e.toString());
            return 400;
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("Wrong: " + what);
        }
    }

    private void checkCaller(String authorization) throws GeneralSecurityException {
        require(authorization.matches("vapid t=[\\w.-]+, ?k=[\\w-]+"), "Authorization " + authorization);
        String token = authorization.replaceFirst("vapid t=([\\w.-]+),.*", "$1");
        PublicKey key = publicKey(BASE64.decode(authorization.replaceFirst(".*k=", "")));
        String[] parts = token.split("\\.");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        require(signature.verify(BASE64.decode(parts[2])), "signature");
        require(
                Json.read(new String(BASE64.decode(parts[0]), StandardCharsets.UTF_8))
                        .path("alg")
                        .asString("")
                        .equals("ES256"),
                "alg");
        JsonNode claims = Json.read(new String(BASE64.decode(parts[1]), StandardCharsets.UTF_8));
        require(claims.path("aud").asString("").equals(origin()), "aud " + claims);
        long left = claims.path("exp").asLong(0) - Instant.now().getEpochSecond();
        require(left > 0 && left <= 24 * 3600, "exp " + claims);
    }

    private static byte[] decrypt(Device device, byte[] body) throws GeneralSecurityException {
        ByteBuffer buffer = ByteBuffer.wrap(body);
        byte[] salt = take(buffer, 16);
        require(buffer.getInt() >= buffer.remaining() - 66, "record size");
        byte[] sender = take(buffer, buffer.get() & 0xff);
        byte[] record = take(buffer, buffer.remaining());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(device.keys.getPrivate());
        agreement.doPhase(publicKey(sender), true);
        byte[] info = join(
                "WebPush: info\0".getBytes(StandardCharsets.US_ASCII),
                point((ECPublicKey) device.keys.getPublic()),
                sender,
                new byte[] {1});
        byte[] input = hmac(hmac(device.secret, agreement.generateSecret()), info);
        byte[] secret = hmac(salt, input);
        byte[] key = hmac(secret, "Content-Encoding: aes128gcm\0\1".getBytes(StandardCharsets.US_ASCII));
        byte[] nonce = hmac(secret, "Content-Encoding: nonce\0\1".getBytes(StandardCharsets.US_ASCII));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(Arrays.copyOf(key, 16), "AES"),
                new GCMParameterSpec(128, Arrays.copyOf(nonce, 12)));
        byte[] padded = cipher.doFinal(record);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        require(padded[end] == 2, "padding");
        return Arrays.copyOf(padded, end);
    }

    private static byte[] take(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer buffer = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            buffer.put(part);
        }
        return buffer.array();
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] point(ECPublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length);
    }

    private static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                                new BigInteger(1, Arrays.copyOfRange(point, 33, 65))),
                        parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
