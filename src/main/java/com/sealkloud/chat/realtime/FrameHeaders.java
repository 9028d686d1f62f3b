package com.sealkloud.chat.realtime;

import com.sealkloud.chat.text.Characters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/**
 * Leaves a client's frame only the headers that STOMP itself knows. RabbitMQ gives meaning to many more: with them a client
 * could consume or delete other people's queues, and a CONNECT would carry the access token on to the broker.
 */
final class FrameHeaders {

    private static final Map<StompCommand, Set<String>> ALLOWED = Map.of(
            StompCommand.CONNECT, Set.of("accept-version", "heart-beat"),
            StompCommand.STOMP, Set.of("accept-version", "heart-beat"),
            StompCommand.SUBSCRIBE, Set.of("id", "destination", "receipt"),
            StompCommand.UNSUBSCRIBE, Set.of("id", "receipt"),
            StompCommand.SEND, Set.of("destination", "receipt", "content-type", "content-length"),
            StompCommand.DISCONNECT, Set.of("receipt"));

    private static final List<String> LIMITED =
            List.of("id", "destination", "receipt", "content-type", "accept-version", "heart-beat");

    private FrameHeaders() {}

    /**
     * To be called before any of them is kept, repeated to others, or sent back.
     *
     * @throws Refusal if a value is longer than allowed, or has characters that no text may have
     */
    static void check(StompHeaderAccessor frame, int longest) {
        for (String name : LIMITED) {
            String value = frame.getFirstNativeHeader(name);
            if (value != null && value.length() > longest) {
                throw Refusal.badRequest("The header " + name + " is longer than " + longest + " characters.");
            }
            String fault = value == null ? null : Characters.fault(value);
            if (fault != null) {
                throw Refusal.badRequest("The header " + name + " " + fault + ".");
            }
        }
    }

    static void keepAllowed(StompHeaderAccessor frame) {
        StompCommand command = frame.getCommand();
        Set<String> allowed = command == null ? Set.of() : ALLOWED.getOrDefault(command, Set.of());
        // A copy: it must not change while it is walked through.
        frame.toNativeHeaderMap().forEach((name, values) -> {
            if (!allowed.contains(name)) {
                frame.removeNativeHeader(name);
            } else if (values.size() > 1) {
                // STOMP: the first counts.
                frame.setNativeHeader(name, values.get(0));
            }
        });
        if (command == StompCommand.SUBSCRIBE) {
            // RabbitMQ: only this connection may consume the queue behind the subscription, which must not become a
            // quorum queue where those are a virtual host's default.
            frame.setNativeHeader("exclusive", "true");
            frame.setNativeHeader("x-queue-type", "classic");
        }
    }
}
