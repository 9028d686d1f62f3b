package com.sealkloud.chat.fanout;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.socket.TextMessage;

/**
 * Puts the frames that go to a session at the same time into as few WebSocket messages as may be; STOMP is a stream, and its
 * frames end by themselves. Sessions that get the same frames share the messages. For one batch and one thread.
 */
class FrameBundles {

    /** Half of what Spring's client takes by default, for all but a single frame that is longer. */
    private static final int LONGEST = 32 * 1024;

    /** A bundle is a copy, and sessions whose frames differ in one alone have one each. */
    private static final int MOST_KEPT = 2 * 1024 * 1024;

    private final Map<List<byte[]>, List<TextMessage>> byFrames = new HashMap<>();
    private int kept;

    /** @param frames at least one; must not change any more. The same frames are the same arrays */
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
