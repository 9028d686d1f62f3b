package com.sealkloud.chat.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The frames of one WebSocket (RFC 6455), read where they lie in a buffer. */
final class Frames {

    static final int TEXT = 1;
    static final int PONG = 10;

    private static final int CONTINUATION = 0;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final byte[] NOTHING = new byte[0];

    private final Receiver receiver;
    private byte[] fragments = NOTHING;

    Frames(Receiver receiver) {
        this.receiver = receiver;
    }

    /** What comes in frames. */
    interface Receiver {

        /** A whole text, which lies there until this returns. */
        void text(byte[] bytes, int from, int to);

        void ping(byte[] payload);

        void closed(String reason);
    }

    /**
     * A frame of a client. The key of the mask is zero, which spares the masking: it costs every
     * server the same to take it off.
     */
    static ByteBuffer masked(int opcode, byte[] payload) {
        int length = payload.length;
        ByteBuffer out = ByteBuffer.allocate(length + 14);
        out.put((byte) (FINAL | opcode));
        if (length < 126) {
            out.put((byte) (MASKED | length));
        } else if (length < 65_536) {
            out.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            out.put((byte) (MASKED | 127)).putLong(length);
        }
        return out.putInt(0).put(payload).flip();
    }

    /**
     * @return where the next frame begins, or the position itself if this one has not come whole
     */
    int read(byte[] bytes, int position, int end) {
        if (end - position < 2) {
            return position;
        }
        int payload = position + 2;
        long length = bytes[position + 1] & 0x7f;
        if (length == 126) {
            if (end - position < 4) {
                return position;
            }
            length = (bytes[position + 2] & 0xff) << 8 | bytes[position + 3] & 0xff;
            payload += 2;
        } else if (length == 127) {
            if (end - position < 10) {
                return position;
            }
            length = ByteBuffer.wrap(bytes, position + 2, 8).getLong();
            payload += 8;
        }
        if (end - payload < length) {
            return position;
        }
        int next = payload + (int) length;
        take(bytes[position] & 0x0f, (bytes[position] & FINAL) != 0, bytes, payload, next);
        return next;
    }

    private void take(int opcode, boolean isLast, byte[] bytes, int from, int to) {
        switch (opcode) {
            case CLOSE -> receiver.closed(
                    new String(bytes, Math.min(from + 2, to), Math.max(0, to - from - 2), StandardCharsets.UTF_8));
            case PING -> receiver.ping(Arrays.copyOfRange(bytes, from, to));
            case PONG -> {}
            default -> takeText(opcode, isLast, bytes, from, to);
        }
    }

    private void takeText(int opcode, boolean isLast, byte[] bytes, int from, int to) {
        if (isLast && opcode != CONTINUATION) {
            receiver.text(bytes, from, to);
            return;
        }
        int known = fragments.length;
        fragments = Arrays.copyOf(fragments, known + to - from);
        System.arraycopy(bytes, from, fragments, known, to - from);
        if (isLast) {
            byte[] whole = fragments;
            fragments = NOTHING;
            receiver.text(whole, 0, whole.length);
        }
    }
}
