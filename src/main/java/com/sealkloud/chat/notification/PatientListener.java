package com.sealkloud.chat.notification;

import com.sealkloud.chat.lifecycle.NodeStopsException;
import com.sealkloud.chat.lifecycle.Retries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives envelopes to the {@link NotificationListener}: together, and one by one when that fails
 * ({@link Retries}), so that one bad event holds up no other.
 */
@Component
class PatientListener {

    private static final Retries.Limits LIMITS = new Retries.Limits(3, Duration.ofMillis(300));

    private final NotificationListener listener;
    private final JsonMapper json;
    private final Retries retries;

    PatientListener(NotificationListener listener, JsonMapper json, Retries retries) {
        this.listener = listener;
        this.json = json;
        this.retries = retries;
    }

    private record Arrived<T>(T carrier, IncomingEvent event) {}

    /** How to get at an event's bytes. */
    interface Body<T> {
        byte[] of(T carrier);
    }

    /**
     * @param givenUp gets what cannot be handled, and why
     * @throws NodeStopsException if some were not handled and must come again
     */
    <T> void handle(List<T> carriers, Body<T> body, BiConsumer<T, RuntimeException> givenUp) {
        List<Arrived<T>> arrived = new ArrayList<>();
        for (T carrier : carriers) {
            try {
                arrived.add(new Arrived<>(carrier, IncomingEvent.parse(body.of(carrier), json)));
            } catch (BrokenEventException e) {
                givenUp.accept(carrier, e);
            }
        }
        retries.together(LIMITS, arrived, this::handle, (one, failure) -> {
            givenUp.accept(one.carrier(), failure);
            return one;
        });
    }

    private <T> List<Arrived<T>> handle(List<Arrived<T>> events) {
        listener.handle(events.stream().map(Arrived::event).toList());
        return events;
    }
}
