package com.sealkloud.chat.push;

import com.sealkloud.chat.outgoing.Answer;
import com.sealkloud.chat.outgoing.OutgoingCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
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

    /**
     * @return its answer; failed if it cannot be reached, or may not be called
     * @throws RuntimeException if the device's keys are none
     */
    CompletableFuture<Answer> send(PushSubscription device, PushRows.Queued message) {
        return calls.send(request(URI.create(device.endpoint()), device, message));
    }

    private OutgoingCall request(URI endpoint, PushSubscription device, PushRows.Queued message) {
        byte[] body = PushEncryption.encrypt(
                message.payload().getBytes(StandardCharsets.UTF_8),
                P256.decode(Base64.getUrlDecoder().decode(device.p256dh())),
                Base64.getUrlDecoder().decode(device.auth()));
        Map<String, String> headers = Map.of(
                "Authorization", vapid.authorization(endpoint),
                "Content-Type", "application/octet-stream",
                "Content-Encoding", "aes128gcm",
                "Content-Length", String.valueOf(body.length),
                "TTL", String.valueOf(properties.timeToLive().toSeconds()),
                "Topic", topic(message.topic()),
                "Urgency", message.urgency().name().toLowerCase(Locale.ROOT));
        return new OutgoingCall(endpoint, headers, body, properties.timeout());
    }

    /**
     * A topic has 32 characters of base64url at the most (RFC 8030, 5.4), and need not tell the
     * service what it stands for.
     */
    private static String topic(String topic) {
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(DigestUtils.sha256(topic), TOPIC_OCTETS));
    }
}
