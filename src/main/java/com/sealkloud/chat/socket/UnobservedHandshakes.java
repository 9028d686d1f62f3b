package com.sealkloud.chat.socket;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Excludes handshakes from the metrics of HTTP calls: they say nothing about a session, and after
 * an outage they arrive by the thousand. Sessions have their own metrics.
 */
@Component
class UnobservedHandshakes implements ObservationPredicate {

    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && request.getCarrier().getRequestURI().equals("/ws"));
    }
}
