package com.sealkloud.chat.push;

import com.sealkloud.chat.outgoing.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;

/** Hands a message to a device's push service (RFC 8030). */
@Component
class PushService {

    private static final int TOPIC_OCTETS = 24;

    private final PushCalls calls;
    private final Vapid vapid;
    private final PushProperties properties;

    PushService(PushCalls calls, Vapid vapid, PushProperties properties) {
        this.calls = calls;
        this.vapid = vapid;
        this.properties = properties;
    }

    /** @return its answer; failed if it cannot be reached, or may not be called */
    CompletableFuture<Answer> send(PushSubscription device, PushQueue.Queued message) {
        try {
            return calls.send(request(URI.create(device.endpoint()), device, message));
        } catch (RuntimeException e) {
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
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(DigestUtils.sha256(topic), TOPIC_OCTETS));
    }
}
