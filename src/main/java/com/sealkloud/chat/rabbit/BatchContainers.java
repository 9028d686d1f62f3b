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

    private static final long RECOVERY_MILLIS = 2_000;

    private final ConnectionFactory connections;

    BatchContainers(ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * A separate factory for each caller, who may configure it further.
     *
     * @param batch the most messages in a batch; twice as many are prefetched
     * @param gathering how long a batch may wait for further messages; a single one is delayed by
     *     as much
     */
    public SimpleRabbitListenerContainerFactory of(int batch, Duration gathering) {
        SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
        factory.setConnectionFactory(connections);
        factory.setBatchListener(true);
        factory.setConsumerBatchEnabled(true);
        factory.setBatchSize(batch);
        factory.setPrefetchCount(2 * batch);
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
