package com.sealkloud.chat.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * One open WebSocket and the incomplete part of its frame. Spring's decoder keeps each part and
 * reads all of them again with each new one, so that a frame in parts of one byte takes a hundred
 * times its length in memory and seconds of processor time. It gets complete frames instead.
 *
 * <p>Called by one thread at a time, except for what its own fields guard.
 */
public class OpenSocket {

    private static final byte END_OF_FRAME = 0;

    /**
     * Enough for a CONNECT with the longest token; an unauthenticated client has nothing else to
     * send.
     */
    private static final int MOST_BEFORE_LOG_IN = 16 * 1024;

    private final WebSocketSession socket;
    private final String network;
    private final ReceiveBudget budget;
    private final int frameLimit;
    private final long openedAt = System.nanoTime();
    private volatile boolean heard;
    private volatile boolean leaving;
    private volatile @Nullable NodeShare share;
    private @Nullable ByteArrayOutputStream incomplete;
    private boolean refused;
    private boolean hasSentFrame;

    /** @param network the client's network */
    public OpenSocket(WebSocketSession socket, String network, ReceiveBudget budget, int frameLimit) {
        this.socket = socket;
        this.network = network;
        this.budget = budget;
        this.frameLimit = frameLimit;
    }

    public WebSocketSession socket() {
        return socket;
    }

    public String network() {
        return network;
    }

    /** @return whether its first whole frame is in here; heart-beats are none */
    public boolean isFirstFrame(BinaryMessage complete) {
        boolean isFirst = !hasSentFrame && hasEnd(complete.getPayload());
        hasSentFrame |= isFirst;
        return isFirst;
    }

    /** @return false while nothing but heartbeats has come, which nobody has agreed to yet */
    public boolean hasSentFrame() {
        return hasSentFrame;
    }

    private static boolean hasEnd(ByteBuffer frames) {
        for (int at = frames.position(); at < frames.limit(); at++) {
            if (frames.get(at) == END_OF_FRAME) {
                return true;
            }
        }
        return false;
    }

    /** Its client has sent a DISCONNECT. */
    public void leaves() {
        leaving = true;
    }

    public boolean isLeaving() {
        return leaving;
    }

    public long openedAt() {
        return openedAt;
    }

    /** Counts what follows for this user, too. */
    public void belongsTo(NodeShare owner) {
        share = owner;
    }

    /** @return whether nothing has come since the last call */
    public boolean wasSilent() {
        boolean silent = !heard;
        heard = false;
        return silent;
    }

    /** @return false once the socket has exceeded its limit; nothing that follows is processed */
    public boolean admits(byte[] part, boolean isLast) {
        heard = true;
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

    public void stopReading() {
        if (socket instanceof BufferedSocket buffered) {
            buffered.stopReading();
        }
    }

    public boolean isRefused() {
        return refused;
    }

    private boolean isTooLongBeforeLogIn(byte[] part) {
        return part.length + (incomplete == null ? 0 : incomplete.size()) > MOST_BEFORE_LOG_IN;
    }

    /** @return what the decoder gets now, or null if the frame continues */
    @Nullable
    public BinaryMessage complete(byte[] part) {
        int end = endOfFrames(part);
        if (end == part.length && incomplete == null) {
            return new BinaryMessage(ByteBuffer.wrap(part));
        }
        ByteArrayOutputStream frame = incomplete == null ? new ByteArrayOutputStream(2 * part.length) : incomplete;
        incomplete = frame;
        if (end == 0) {
            frame.writeBytes(part);
            // The decoder reports the error of a frame above the limit.
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

    /**
     * @return how much of it can be decoded: up to its last NUL, or all if only heartbeats follow
     *     it
     */
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

    public static byte[] bytesOf(WebSocketMessage<?> message) {
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
