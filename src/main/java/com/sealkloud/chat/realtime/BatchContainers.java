package com.sealkloud.chat.realtime;

import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Makes listeners that are handed whatever waits in their queue, up to a batch. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
public class BatchContainers {

    /** How long a batch waits for one more message: short, since a lone one is then handled. */
    private static final long RECEIVE_MILLIS = 20;

    private static final long RECOVERY_MILLIS = 2_000;

    private final ConnectionFactory connections;

    BatchContainers(ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * A factory of its own for each caller, who may set further.
     *
     * @param batch the most messages that are handed over at once; twice as many are fetched
     */
    public SimpleRabbitListenerContainerFactory of(int batch) {
        SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
        factory.setConnectionFactory(connections);
        factory.setBatchListener(true);
        factory.setConsumerBatchEnabled(true);
        factory.setBatchSize(batch);
        factory.setPrefetchCount(2 * batch);
        factory.setReceiveTimeout(RECEIVE_MILLIS);
        // The service starts without RabbitMQ, and reads the queue when it is there.
        factory.setMissingQueuesFatal(false);
        factory.setRecoveryInterval(RECOVERY_MILLIS);
        return factory;
    }
}
