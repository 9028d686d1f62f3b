package com.sealkloud.chat.realtime;

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

    private FrameHeaders() {}

    static void keepAllowed(StompHeaderAccessor frame) {
        StompCommand command = frame.getCommand();
        Set<String> allowed = command == null ? Set.of() : ALLOWED.getOrDefault(command, Set.of());
        frame.toNativeHeaderMap().keySet().stream()
                .filter(name -> !allowed.contains(name))
                .forEach(frame::removeNativeHeader);
        if (command == StompCommand.SUBSCRIBE) {
            // RabbitMQ: only this connection may consume the queue behind the subscription, which must not become a
            // quorum queue where those are a virtual host's default.
            frame.setNativeHeader("exclusive", "true");
            frame.setNativeHeader("x-queue-type", "classic");
        }
    }
}
