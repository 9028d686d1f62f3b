package com.sealkloud.chat.fanout;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.socket.TextMessage;

/**
 * Bundles the frames for a session into as few WebSocket messages as possible. STOMP is a stream
 * whose frames delimit themselves. Sessions with the same frames share the messages. For one batch
 * and one thread.
 */
class FrameBundles {

    /** Half of the default limit of Spring's client, except for a single longer frame. */
    private static final int LONGEST = 32 * 1024;

    /** A bundle is a copy, and sessions whose frames differ in one each have their own. */
    private static final int MOST_KEPT = 2 * 1024 * 1024;

    private final Map<List<byte[]>, List<TextMessage>> byFrames = new HashMap<>();
    private int kept;

    /** @param frames at least one; must not change any more. Equal frames are the same array */
    List<TextMessage> of(List<byte[]> frames) {
        if (kept > MOST_KEPT) {
            byFrames.clear();
            kept = 0;
        }
        return byFrames.computeIfAbsent(frames, this::bundle);
    }

    private List<TextMessage> bundle(List<byte[]> frames) {
        if (frames.size() == 1) {
            return List.of(new TextMessage(frames.get(0)));
        }
        frames.forEach(frame -> kept += frame.length);
        List<TextMessage> messages = new ArrayList<>();
        ByteArrayOutputStream next = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            if (next.size() > 0 && next.size() + frame.length > LONGEST) {
                messages.add(new TextMessage(next.toByteArray()));
                next.reset();
            }
            next.writeBytes(frame);
        }
        messages.add(new TextMessage(next.toByteArray()));
        return messages;
    }
}
