package com.sealkloud.chat.realtime;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.WebSocketMessage;

/**
 * Bounds what one socket may send at once. {@link RateLimits} cannot: Spring puts what comes into a queue of the session that
 * has no end, and only what leaves that is counted.
 */
class ReceiveBudget {

    private final Bucket bytes;

    private ReceiveBudget(Bucket bytes) {
        this.bytes = bytes;
    }

    /** @param limit at once; a quarter of it comes back each second */
    static ReceiveBudget of(DataSize limit) {
        long capacity = limit.toBytes();
        long perSecond = Math.max(1, capacity / 4);
        return new ReceiveBudget(Bucket.builder()
                .addLimit(bytes -> bytes.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build());
    }

    /** Takes the message out of the budget, if it is still within; otherwise nothing. */
    boolean admits(WebSocketMessage<?> message) {
        return bytes.tryConsume(Math.max(1, lengthOf(message)));
    }

    /** Counts a text's characters: Spring would encode it to count its bytes. */
    private static long lengthOf(WebSocketMessage<?> message) {
        return message.getPayload() instanceof String text ? text.length() : message.getPayloadLength();
    }
}
