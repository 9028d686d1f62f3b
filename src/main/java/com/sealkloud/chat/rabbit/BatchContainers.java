package com.sealkloud.chat.rabbit;

import java.time.Duration;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Makes listeners that are handed whatever waits in their queue, up to a batch. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
public class BatchContainers {

    private static final long RECOVERY_MILLIS = 2_000;

    private final ConnectionFactory connections;

    BatchContainers(ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * A factory of its own for each caller, who may set further.
     *
     * @param batch the most messages that are handed over at once; twice as many are fetched
     * @param gathering how long a batch may wait for further messages: a lone one is handled so much later
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
        // The service starts without RabbitMQ, and reads the queue when it is there.
        factory.setMissingQueuesFatal(false);
        factory.setRecoveryInterval(RECOVERY_MILLIS);
        // A password that is being changed is refused for a moment; by default the listener would then stop for good.
        factory.setContainerCustomizer(container -> container.setPossibleAuthenticationFailureFatal(false));
        return factory;
    }
}
