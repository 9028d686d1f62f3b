package com.sealkloud.chat.push;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands a message to a device's push service (RFC 8030). */
@Component
class PushService {

    private static final int TOPIC_OCTETS = 24;

    private final PushHosts hosts;
    private final Vapid vapid;
    private final PushProperties properties;
    private final Clock clock;
    private final HttpClient http;

    PushService(PushHosts hosts, Vapid vapid, PushProperties properties, Clock clock) {
        this.hosts = hosts;
        this.vapid = vapid;
        this.properties = properties;
        this.clock = clock;
        // A redirect would lead past the list of hosts.
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.timeout())
                .build();
    }

    /**
     * What the push service has said.
     *
     * @param retryAfter how long it wants to be left alone, if it says so
     */
    record Answer(int status, @Nullable Duration retryAfter) {

        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        /** The device has unsubscribed, or its subscription has expired. */
        boolean isGone() {
            return status == 404 || status == 410;
        }

        boolean isWorthRepeating() {
            return status == 429 || status >= 500;
        }
    }

    /** @return its answer; failed if it cannot be reached, or may not be called */
    CompletableFuture<Answer> send(PushSubscription device, PushQueue.Queued message) {
        try {
            URI endpoint = URI.create(device.endpoint());
            if (!hosts.mayCall(endpoint)) {
                return CompletableFuture.failedFuture(new IOException(endpoint.getHost() + " may not be called"));
            }
            return http.sendAsync(request(endpoint, device, message), HttpResponse.BodyHandlers.discarding())
                    .thenApply(response -> new Answer(response.statusCode(), retryAfter(response.headers())));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private HttpRequest request(URI endpoint, PushSubscription device, PushQueue.Queued message) {
        byte[] body = PushEncryption.encrypt(
                message.payload().getBytes(StandardCharsets.UTF_8),
                P256.decode(Base64.getUrlDecoder().decode(device.p256dh())),
                Base64.getUrlDecoder().decode(device.auth()));
        return HttpRequest.newBuilder(endpoint)
                .timeout(properties.timeout())
                .header("Authorization", vapid.authorization(endpoint))
                .header("Content-Type", "application/octet-stream")
                .header("Content-Encoding", "aes128gcm")
                .header("TTL", String.valueOf(properties.timeToLive().toSeconds()))
                .header("Topic", topic(message.topic()))
                .header("Urgency", message.urgency().name().toLowerCase(Locale.ROOT))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** A topic has 32 characters of base64url at the most (RFC 8030, 5.4), and need not tell the service what it stands for. */
    private static String topic(String topic) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(topic.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TOPIC_OCTETS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Either seconds or a date (RFC 9110, 10.2.3). */
    private @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").orElse("").strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            return Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
