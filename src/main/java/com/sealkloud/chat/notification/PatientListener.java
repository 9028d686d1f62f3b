package com.sealkloud.chat.notification;

import com.sealkloud.chat.lifecycle.NodeStopsException;
import com.sealkloud.chat.lifecycle.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives envelopes to the {@link NotificationListener} and bears with failure: what fails together is tried one by one, and what
 * fails alone a few times, so that one bad event holds up no other. A database that is away is waited for; that is no fault of
 * the event.
 */
@Component
class PatientListener {

    private static final Logger log = LoggerFactory.getLogger(PatientListener.class);

    private static final int MOST_FAILURES = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final NotificationListener listener;
    private final JsonMapper json;
    private final Patience patience;

    PatientListener(NotificationListener listener, JsonMapper json, Patience patience) {
        this.listener = listener;
        this.json = json;
        this.patience = patience;
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
        try {
            listener.handle(arrived.stream().map(Arrived::event).toList());
        } catch (RuntimeException e) {
            log.debug("{} events are tried one by one: {}", arrived.size(), e.getMessage());
            arrived.forEach(one -> handleAlone(one, givenUp));
        }
    }

    private <T> void handleAlone(Arrived<T> one, BiConsumer<T, RuntimeException> givenUp) {
        int failures = 0;
        while (true) {
            try {
                listener.handle(List.of(one.event()));
                return;
            } catch (RuntimeException e) {
                if (!isDatabaseAway(e) && ++failures == MOST_FAILURES) {
                    givenUp.accept(one.carrier(), e);
                    return;
                }
                patience.pause(PAUSE);
            }
        }
    }

    private static boolean isDatabaseAway(RuntimeException failure) {
        return failure instanceof TransactionException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException;
    }
}
