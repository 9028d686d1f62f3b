package com.sealkloud.chat.relay;

import com.sealkloud.chat.fanout.BrokerMode;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.stereotype.Component;

/**
 * Whether the broker is available, shown as {@code broker} in the health endpoint: {@code relay}
 * for STOMP, and with RabbitMQ {@code queues} for the queues consumed over AMQP. Each has its own
 * login, which can be refused separately.
 */
@Component("brokerHealthContributor")
class BrokerHealth implements CompositeHealthContributor {

    private static final String RELAY = "relay";
    private static final String QUEUES = "queues";

    private final BrokerMode mode;
    private final @Nullable BrokerConsumers consumers;
    private volatile boolean available;

    BrokerHealth(BrokerMode mode, ObjectProvider<BrokerConsumers> consumers) {
        this.mode = mode;
        this.consumers = consumers.getIfAvailable();
    }

    @EventListener
    void changed(BrokerAvailabilityEvent event) {
        // The simple broker behind a node's relay is always available and says nothing about
        // RabbitMQ.
        if (mode != BrokerMode.RELAY_PER_NODE || event.getSource() instanceof NodeRelay) {
            available = event.isBrokerAvailable();
        }
    }

    private Health relay() {
        return (available ? Health.up() : Health.down())
                .withDetail("mode", mode.name().toLowerCase(Locale.ROOT))
                .build();
    }

    private static Health queues(BrokerConsumers consumers) {
        var missing = consumers.missing();
        return (missing.isEmpty() ? Health.up() : Health.down())
                .withDetail("missing", missing)
                .build();
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        BrokerConsumers known = consumers;
        if (name.equals(QUEUES)) {
            return known == null ? null : (HealthIndicator) () -> queues(known);
        }
        return name.equals(RELAY) ? (HealthIndicator) this::relay : null;
    }

    @Override
    public Stream<HealthContributors.Entry> stream() {
        return Stream.of(RELAY, QUEUES)
                .filter(name -> getContributor(name) != null)
                .map(name -> new HealthContributors.Entry(name, Objects.requireNonNull(getContributor(name))));
    }
}
