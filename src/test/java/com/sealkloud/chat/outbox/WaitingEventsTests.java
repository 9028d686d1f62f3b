package com.sealkloud.chat.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.outbox.UnpublishedMark.CommitMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Long events that wait fit into the memory of a node; the others are left to the sweep. */
class WaitingEventsTests {

    private static final String LONG = "\u6f22".repeat(10_000);
    private static final int FIT = (16 << 20) / (2 * 10_000);

    @Test
    void whatTheOutboxHasNoRoomForStaysInTheDatabase() {
        Broadcast broadcast = new Confirming();
        PublishedMarks marks = new PublishedMarks(null, List.of(), new TransactionTemplate());
        Outbox outbox = new Outbox(
                broadcast,
                publication -> CompletableFuture.completedFuture(null),
                marks,
                new OutboxProperties(20_000, Duration.ofSeconds(2), Duration.ofSeconds(15)));

        List<CompletableFuture<Void>> settled = IntStream.range(0, 2_000)
                .mapToObj(i -> outbox.republish(new CommitMark("" + i), List.of(publication())))
                .toList();
        assertThat(settled).filteredOn(each -> !each.isDone()).hasSizeBetween(FIT / 4, FIT / 2);

        outbox.start();
        outbox.stop();
        CompletableFuture<Void> next = outbox.republish(new CommitMark("next"), List.of(publication()));
        assertThat(next).isNotDone();
    }

    @Test
    void subscribersHoldNoMoreEither() {
        List<String> handled = new ArrayList<>();
        EventBatches batches = new EventBatches("batches", 100, Duration.ofMillis(1)) {
            @Override
            protected boolean wants(String routingKey) {
                return true;
            }

            @Override
            protected void handle(List<String> envelopes) {
                handled.addAll(envelopes);
            }
        };
        List<CompletableFuture<Void>> taken = IntStream.range(0, 2_000)
                .mapToObj(i -> batches.receive("k", LONG))
                .filter(each -> !each.isDone())
                .toList();
        assertThat(taken).hasSizeBetween(FIT / 2, FIT);

        batches.start();
        taken.forEach(CompletableFuture::join);
        batches.stop();

        assertThat(handled).hasSameSizeAs(taken);
        assertThat(batches.receive("k", LONG)).isNotDone();
    }

    private static Publication publication() {
        return new Publication(Map.of("/topic/t", LONG), "k", LONG, LONG, false);
    }

    private static class Confirming implements Broadcast {

        @Override
        public CompletableFuture<Void> publish(String destination, String json) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> republish(String destination, String json) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void signal(String destination, Object event) {}
    }
}
