package com.sealkloud.chat.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** What waits for the broker fits into the memory of a node. */
class ConfirmedPublisherTests {

    private static final String LONG = "\u6f22".repeat(10_000);
    private static final int FIT = (16 << 20) / (3 * 10_000);

    @Test
    void whatIsTooMuchIsRefusedAndThereIsRoomAgainOnceItIsConfirmed() {
        ConfirmedPublisher publisher = new ConfirmedPublisher(new Confirming());
        List<CompletableFuture<Void>> first =
                IntStream.range(0, 2_000).mapToObj(i -> publish(publisher)).toList();

        List<CompletableFuture<Void>> taken =
                first.stream().filter(each -> !each.isDone()).toList();
        assertThat(taken).hasSizeBetween(FIT / 2, FIT);

        publisher.start();
        try {
            taken.forEach(CompletableFuture::join);
            for (int i = 0; i < 2 * FIT; i++) {
                publish(publisher).join();
            }
        } finally {
            publisher.stop();
        }
    }

    private static CompletableFuture<Void> publish(ConfirmedPublisher publisher) {
        return publisher.publish("e", "k", LONG, Map.of(), MessageDeliveryMode.PERSISTENT);
    }

    /** A broker that confirms everything at once. */
    private static class Confirming extends RabbitTemplate {

        @Override
        public <T> T invoke(RabbitOperations.OperationsCallback<T> action) {
            return action.doInRabbit(this);
        }

        @Override
        public void send(String exchange, String routingKey, Message message, CorrelationData correlation) {
            correlation.getFuture().complete(new CorrelationData.Confirm(true, null));
        }
    }
}
