package com.sealkloud.chat.realtime;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.stereotype.Component;

/** The destinations of all {@code @MessageMapping} methods; a client may send to no other. */
@Component
class ApplicationDestinations {

    static final String PREFIX = "/app";

    private final ObjectProvider<SimpAnnotationMethodMessageHandler> handler;
    private volatile @Nullable Set<String> known;

    ApplicationDestinations(ObjectProvider<SimpAnnotationMethodMessageHandler> handler) {
        this.handler = handler;
    }

    boolean contains(String destination) {
        Set<String> destinations = known;
        if (destinations == null) {
            destinations = handler.getObject().getHandlerMethods().keySet().stream()
                    .flatMap(mapping -> mapping.getDestinationConditions().getPatterns().stream())
                    .map(pattern -> PREFIX + pattern)
                    .collect(Collectors.toUnmodifiableSet());
            known = destinations;
        }
        return destinations.contains(destination);
    }
}
