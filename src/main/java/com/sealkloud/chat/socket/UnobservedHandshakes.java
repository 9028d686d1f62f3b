package com.sealkloud.chat.socket;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Leaves handshakes out of the times of HTTP calls: they say nothing of a session, and after an outage they come by the thousand.
 * Sessions have figures of their own.
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
