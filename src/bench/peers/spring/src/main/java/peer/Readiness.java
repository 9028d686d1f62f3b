package peer;

import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Tells whether the broker is there. */
@RestController
class Readiness {

    private volatile boolean ready;

    @EventListener
    void brokerIs(BrokerAvailabilityEvent event) {
        ready = event.isBrokerAvailable();
    }

    @GetMapping("/ready")
    String ready() {
        if (!ready) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        return "ready";
    }
}
