package com.sealkloud.chat.realtime;

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

    private final Map<List<String>, List<TextMessage>> byFrames = new HashMap<>();

    /** @param frames at least one; must not change any more */
    List<TextMessage> of(List<String> frames) {
        return byFrames.computeIfAbsent(frames, FrameBundles::bundle);
    }

    private static List<TextMessage> bundle(List<String> frames) {
        if (frames.size() == 1) {
            return List.of(new TextMessage(frames.get(0)));
        }
        List<TextMessage> messages = new ArrayList<>();
        StringBuilder next = new StringBuilder();
        for (String frame : frames) {
            if (!next.isEmpty() && next.length() + frame.length() > LONGEST) {
                messages.add(new TextMessage(next));
                next.setLength(0);
            }
            next.append(frame);
        }
        messages.add(new TextMessage(next));
        return messages;
    }
}
