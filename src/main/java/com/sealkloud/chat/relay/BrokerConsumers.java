package com.sealkloud.chat.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.amqp.event.AmqpEvent;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.AsyncConsumerRestartedEvent;
import org.springframework.amqp.rabbit.listener.AsyncConsumerStoppedEvent;
import org.springframework.amqp.rabbit.listener.ConsumeOkEvent;
import org.springframework.amqp.rabbit.listener.ListenerContainerConsumerFailedEvent;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Which queues of RabbitMQ this node consumes now, as confirmed by the broker. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class BrokerConsumers {

    private final RabbitListenerEndpointRegistry listeners;
    private final MeterRegistry meters;
    private final Set<String> consumed = ConcurrentHashMap.newKeySet();

    BrokerConsumers(RabbitListenerEndpointRegistry listeners, MeterRegistry meters) {
        this.listeners = listeners;
        this.meters = meters;
    }

    /** From the start, so that a queue that was never consumed is visible too. */
    @EventListener(ApplicationStartedEvent.class)
    void measure() {
        queues().forEach(queue -> meters.gauge(
                "chat.broker.consumers", Tags.of("queue", queue), consumed, all -> all.contains(queue) ? 1 : 0));
    }

    @EventListener
    void began(ConsumeOkEvent event) {
        consumed.add(event.getQueue());
    }

    @EventListener({
        ListenerContainerConsumerFailedEvent.class,
        AsyncConsumerRestartedEvent.class,
        AsyncConsumerStoppedEvent.class
    })
    void ended(AmqpEvent event) {
        if (event.getSource() instanceof AbstractMessageListenerContainer container) {
            consumed.removeAll(Arrays.asList(container.getQueueNames()));
        }
    }

    /** @return the queues that this node should consume but does not */
    List<String> missing() {
        return queues().stream().filter(queue -> !consumed.contains(queue)).toList();
    }

    private List<String> queues() {
        return listeners.getListenerContainers().stream()
                .filter(AbstractMessageListenerContainer.class::isInstance)
                .flatMap(container -> Arrays.stream(((AbstractMessageListenerContainer) container).getQueueNames()))
                .sorted()
                .toList();
    }
}
