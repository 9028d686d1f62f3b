package com.sealkloud.chat.testing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A STOMP frame as it came from the server. */
public record Frame(String command, Map<String, String> headers, String body) {

    /** Reads the frames of one WebSocket message; none in a heartbeat. */
    static List<Frame> parseAll(String text) {
        return Arrays.stream(text.split("\0"))
                .filter(frame -> !frame.isBlank())
                .map(Frame::parse)
                .toList();
    }

    private static Frame parse(String text) {
        int blank = text.indexOf("\n\n");
        String[] head = text.substring(0, blank).split("\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.putIfAbsent(unescape(head[i].substring(0, colon)), unescape(head[i].substring(colon + 1)));
        }
        return new Frame(head[0], headers, text.substring(blank + 2));
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\c", ":")
                .replace("\\\\", "\\");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
