package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.rabbit.BatchContainers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is stored.
 *
 * @param origin the queue it was consumed from; null if unknown, and then it cannot be replayed
 * @param sender the verified account, empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares letters, and none is changed
record BuriedLetter(
        @Nullable String origin,
        String sender,
        String routingKey,
        @Nullable String error,
        @Nullable String reason,
        @Nullable String contentType,
        @Nullable String messageId,
        @Nullable String correlationId,
        byte[] body) {

    /** Above the limit of any request, and of any message if RabbitMQ has our configuration. */
    private static final int LONGEST_BODY = BatchContainers.LARGEST_MESSAGE;

    private static final int ID_OCTETS = 16;

    BuriedLetter {
        routingKey = routingKey.replace("\0", "");
        error = storable(error);
        contentType = storable(contentType);
        messageId = storable(messageId);
        correlationId = storable(correlationId);
        body = body.length > LONGEST_BODY ? Arrays.copyOf(body, LONGEST_BODY) : body;
    }

    /** No supported database stores a NUL. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }

    BuriedLetter withBody(byte[] other) {
        return new BuriedLetter(
                origin, sender, routingKey, error, reason, contentType, messageId, correlationId, other);
    }

    /** Derived from the content: a replayed letter that is refused again has the same id. */
    String letterId() {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update(body);
        String rest = String.join(
                "\n",
                routingKey,
                String.valueOf(messageId),
                String.valueOf(correlationId),
                String.valueOf(error),
                String.valueOf(origin));
        return HexFormat.of().formatHex(digest.digest(rest.getBytes(StandardCharsets.UTF_8)), 0, ID_OCTETS);
    }
}
