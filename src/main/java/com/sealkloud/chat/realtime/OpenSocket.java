package com.sealkloud.chat.realtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * One open WebSocket, and what it has sent of a frame that is not complete. Spring's decoder keeps each part by itself and
 * reads all of them again with each new one, so that a frame in parts of one octet takes a hundred times its length in memory
 * and seconds of processor time; it gets frames as a whole instead.
 *
 * <p>Called by one thread at a time, but for what its own fields guard.
 */
class OpenSocket {

    private static final byte END_OF_FRAME = 0;

    /** Enough for a CONNECT with the longest token; who is not logged in has no more to say. */
    private static final int MOST_BEFORE_LOG_IN = 16 * 1024;

    private final WebSocketSession socket;
    private final String network;
    private final ReceiveBudget budget;
    private final int frameLimit;
    private final long openedAt = System.nanoTime();
    private volatile @Nullable NodeShare share;
    private @Nullable ByteArrayOutputStream incomplete;
    private boolean refused;
    private boolean hasSentFrame;

    /** @param network where it comes from */
    OpenSocket(WebSocketSession socket, String network, ReceiveBudget budget, int frameLimit) {
        this.socket = socket;
        this.network = network;
        this.budget = budget;
        this.frameLimit = frameLimit;
    }

    WebSocketSession socket() {
        return socket;
    }

    String network() {
        return network;
    }

    /** @return whether its first whole frame is in here; heart-beats are none */
    boolean isFirstFrame(BinaryMessage complete) {
        boolean isFirst = !hasSentFrame && hasEnd(complete.getPayload());
        hasSentFrame |= isFirst;
        return isFirst;
    }

    private static boolean hasEnd(ByteBuffer frames) {
        for (int at = frames.position(); at < frames.limit(); at++) {
            if (frames.get(at) == END_OF_FRAME) {
                return true;
            }
        }
        return false;
    }

    long openedAt() {
        return openedAt;
    }

    /** What comes from now on counts for this person, too. */
    void belongsTo(NodeShare owner) {
        share = owner;
    }

    /** @return false once the socket has sent more than it may; nothing that follows counts any more */
    boolean admits(byte[] part, boolean isLast) {
        if (!refused) {
            long cost = ReceiveBudget.costOf(part, isLast);
            NodeShare owner = share;
            refused = !budget.admits(cost)
                    || (owner == null
                            ? isTooLongBeforeLogIn(part)
                            : !owner.received().admits(cost));
        }
        return !refused;
    }

    void stopReading() {
        if (socket instanceof BufferedSocket buffered) {
            buffered.stopReading();
        }
    }

    boolean isRefused() {
        return refused;
    }

    private boolean isTooLongBeforeLogIn(byte[] part) {
        return part.length + (incomplete == null ? 0 : incomplete.size()) > MOST_BEFORE_LOG_IN;
    }

    /** @return what the decoder is to see now, or null if the frame goes on */
    @Nullable
    BinaryMessage complete(byte[] part) {
        int end = endOfFrames(part);
        if (end == part.length && incomplete == null) {
            return new BinaryMessage(ByteBuffer.wrap(part));
        }
        ByteArrayOutputStream frame = incomplete == null ? new ByteArrayOutputStream(2 * part.length) : incomplete;
        incomplete = frame;
        if (end == 0) {
            frame.writeBytes(part);
            // The decoder says what is wrong with a frame that is longer than any may be.
            return frame.size() > frameLimit ? take(frame) : null;
        }
        frame.write(part, 0, end);
        BinaryMessage complete = take(frame);
        if (end < part.length) {
            incomplete = new ByteArrayOutputStream(2 * (part.length - end));
            incomplete.write(part, end, part.length - end);
        }
        return complete;
    }

    private BinaryMessage take(ByteArrayOutputStream frame) {
        incomplete = null;
        return new BinaryMessage(ByteBuffer.wrap(frame.toByteArray()));
    }

    /** @return how much of it may be decoded: up to its last NUL, or all if nothing but heart-beats follow that */
    private int endOfFrames(byte[] part) {
        int end = part.length;
        while (end > 0 && (part[end - 1] == '\n' || part[end - 1] == '\r')) {
            end--;
        }
        if (end == 0) {
            return incomplete == null ? part.length : 0;
        }
        if (part[end - 1] == END_OF_FRAME) {
            return part.length;
        }
        while (end > 0 && part[end - 1] != END_OF_FRAME) {
            end--;
        }
        return end;
    }

    static byte[] bytesOf(WebSocketMessage<?> message) {
        if (message.getPayload() instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (message.getPayload() instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return new byte[0];
    }
}
