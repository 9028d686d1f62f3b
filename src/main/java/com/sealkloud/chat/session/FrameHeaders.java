package com.sealkloud.chat.session;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.text.Characters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/**
 * Removes all headers from a client's frame except those of STOMP itself. RabbitMQ interprets many
 * more: with them a client could consume or delete queues of other users, and a CONNECT would pass
 * the access token on to the broker.
 */
public final class FrameHeaders {

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
     * Called before any of them is stored, forwarded or echoed.
     *
     * @throws Refusal if a value is longer than allowed, or has characters that no text may have
     */
    public static void check(StompHeaderAccessor frame, int longest) {
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

    public static void keepAllowed(StompHeaderAccessor frame) {
        StompCommand command = frame.getCommand();
        Set<String> allowed = command == null ? Set.of() : ALLOWED.getOrDefault(command, Set.of());
        // A copy: the map must not change during the iteration.
        frame.toNativeHeaderMap().forEach((name, values) -> {
            if (!allowed.contains(name)) {
                frame.removeNativeHeader(name);
            } else if (values.size() > 1) {
                // STOMP: the first counts.
                frame.setNativeHeader(name, values.get(0));
            }
        });
        if (command == StompCommand.SUBSCRIBE) {
            // RabbitMQ: only this connection may consume the subscription's queue, which must not
            // become a quorum queue where those are a virtual host's default.
            frame.setNativeHeader("exclusive", "true");
            frame.setNativeHeader("x-queue-type", "classic");
        }
    }
}
