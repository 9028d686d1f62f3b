package com.sealkloud.chat.realtime;

import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.stereotype.Component;

/** Whether the broker is there: the relay's own connection tells. Shown as {@code broker} in the health endpoint. */
@Component("brokerHealthIndicator")
class BrokerHealth implements HealthIndicator {

    private final BrokerMode mode;
    private volatile boolean available;

    BrokerHealth(BrokerMode mode) {
        this.mode = mode;
    }

    @EventListener
    void changed(BrokerAvailabilityEvent event) {
        // The simple broker behind a node's relay is always there and says nothing of RabbitMQ.
        if (mode != BrokerMode.RELAY_PER_NODE || event.getSource() instanceof NodeRelay) {
            available = event.isBrokerAvailable();
        }
    }

    @Override
    public Health health() {
        return (available ? Health.up() : Health.down())
                .withDetail("mode", mode.name().toLowerCase(Locale.ROOT))
                .build();
    }
}
