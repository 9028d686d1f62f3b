package com.sealkloud.chat.rabbit;

import java.time.Duration;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Creates containers for listeners that receive the messages of their queue in batches. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
public class BatchContainers {

    /** In bytes, as {@code broker/rabbitmq.conf} allows. */
    public static final int LARGEST_MESSAGE = 320 * 1024;

    /** Of one queue: so many of the largest messages still fit into the memory of a node. */
    private static final int MOST_UNACKNOWLEDGED = 100;

    private static final long RECOVERY_MILLIS = 2_000;

    private final ConnectionFactory connections;

    BatchContainers(ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * A separate factory for each caller, who may configure it further.
     *
     * @param batch the most messages in a batch, however many more are wanted no more than 100;
     *     up to twice as many are prefetched
     * @param gathering how long a batch may wait for further messages; a single one is delayed by
     *     as much
     */
    public SimpleRabbitListenerContainerFactory of(int batch, Duration gathering) {
        SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
        factory.setConnectionFactory(connections);
        factory.setBatchListener(true);
        factory.setConsumerBatchEnabled(true);
        // Spring would prefetch a whole batch in any case.
        factory.setBatchSize(Math.min(batch, MOST_UNACKNOWLEDGED));
        factory.setPrefetchCount(Math.min(2 * batch, MOST_UNACKNOWLEDGED));
        factory.setReceiveTimeout(gathering.toMillis());
        factory.setBatchReceiveTimeout(gathering.toMillis());
        // The service starts without RabbitMQ, and consumes the queue when RabbitMQ is available.
        factory.setMissingQueuesFatal(false);
        factory.setRecoveryInterval(RECOVERY_MILLIS);
        // A password that is being changed is refused for a moment; by default the listener would
        // then stop.
        factory.setContainerCustomizer(container -> container.setPossibleAuthenticationFailureFatal(false));
        return factory;
    }
}
