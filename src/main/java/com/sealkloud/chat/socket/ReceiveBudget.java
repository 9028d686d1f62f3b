package com.sealkloud.chat.socket;

import com.sealkloud.chat.realtime.RateLimits;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * Limits how much a socket, or a user over all of their sockets, may send at once. {@link
 * RateLimits} cannot: Spring puts input into an unbounded queue of the session, and only what
 * leaves that queue is counted. The budget counts the memory that a frame takes in that queue: a
 * heartbeat of one byte takes some four hundred.
 */
public class ReceiveBudget {

    /** Of a decoded frame that waits. */
    private static final int FRAME_COST = 512;

    /** Of a header line: its name and value as strings, and the list that holds the value. */
    private static final int LINE_COST = 160;

    /** Of a WebSocket message, or a part of one, which may be empty. */
    private static final int MESSAGE_COST = 128;

    private static final byte END_OF_FRAME = 0;
    private static final byte END_OF_LINE = '\n';

    private final Bucket octets;

    private ReceiveBudget(Bucket octets) {
        this.octets = octets;
    }

    /** @param limit at once; a quarter of it is added each second */
    public static ReceiveBudget of(DataSize limit) {
        long capacity = limit.toBytes();
        long perSecond = Math.max(1, capacity / 4);
        return new ReceiveBudget(Bucket.builder()
                .addLimit(octets -> octets.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build());
    }

    /**
     * @param isLast whether a WebSocket message ends here; without the end of a frame it may be a
     *     heartbeat
     * @return the memory it takes, in bytes
     */
    static long costOf(byte[] text, boolean isLast) {
        int frames = 0;
        int lines = 0;
        for (byte octet : text) {
            if (octet == END_OF_FRAME) {
                frames++;
            } else if (octet == END_OF_LINE) {
                lines++;
            }
        }
        if (isLast && frames == 0) {
            frames = 1;
        }
        return MESSAGE_COST + text.length + (long) FRAME_COST * frames + (long) LINE_COST * lines;
    }

    /** Takes it from the budget, if the budget suffices; otherwise nothing. */
    boolean admits(long cost) {
        return octets.tryConsume(cost);
    }
}
