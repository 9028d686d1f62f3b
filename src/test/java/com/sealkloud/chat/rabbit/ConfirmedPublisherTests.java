package com.sealkloud.chat.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.connection.CorrelationData.Confirm;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** What waits for the broker fits into the memory of a node, and is done only when it is taken. */
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

    @Test
    void whatIsRefusedHasFailedAndWhatALostChannelHadIsSentAgain() {
        Queue<Confirm> answers = new ArrayDeque<>(
                List.of(new Confirm(false, "channel closed"), new Confirm(true, null), new Confirm(false, null)));
        ConfirmedPublisher publisher = new ConfirmedPublisher(new Answering(answers));

        publisher.start();
        try {
            publish(publisher).join();
            assertThat(answers).hasSize(1);
            assertThatThrownBy(publish(publisher)::join).hasCauseInstanceOf(AmqpException.class);
        } finally {
            publisher.stop();
        }
    }

    private static CompletableFuture<Void> publish(ConfirmedPublisher publisher) {
        return publisher.publish("e", "k", LONG, Map.of(), MessageDeliveryMode.PERSISTENT);
    }

    /** A broker that gives these answers, one after the other. */
    private static class Answering extends Confirming {

        private final Queue<Confirm> answers;

        Answering(Queue<Confirm> answers) {
            this.answers = answers;
        }

        @Override
        public void send(String exchange, String routingKey, Message message, CorrelationData correlation) {
            correlation.getFuture().complete(answers.remove());
        }
    }

    /** A broker that confirms everything at once. */
    private static class Confirming extends RabbitTemplate {

        @Override
        public <T> T invoke(RabbitOperations.OperationsCallback<T> action) {
            return action.doInRabbit(this);
        }

        @Override
        public void send(String exchange, String routingKey, Message message, CorrelationData correlation) {
            correlation.getFuture().complete(new Confirm(true, null));
        }
    }
}
