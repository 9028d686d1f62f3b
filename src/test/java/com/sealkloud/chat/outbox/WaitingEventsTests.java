package com.sealkloud.chat.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.outbox.UnpublishedMark.CommitMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Events that wait for the broker: long ones fit into the memory of a node, and what it does not
 * take is left to the sweep.
 */
class WaitingEventsTests {

    private static final String LONG = "\u6f22".repeat(10_000);
    private static final int FIT = (16 << 20) / (2 * 10_000);

    private final Confirming topics = new Confirming();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final PublishedMarks marks = new PublishedMarks(new Rows(), List.of(), new TransactionTemplate() {
        @Override
        public <T> T execute(TransactionCallback<T> action) {
            return action.doInTransaction(new SimpleTransactionStatus());
        }
    });

    @Test
    void whatTheOutboxHasNoRoomForStaysInTheDatabase() {
        Outbox outbox = outbox(publication -> CompletableFuture.completedFuture(null));

        List<CompletableFuture<Void>> settled = IntStream.range(0, 2_000)
                .mapToObj(i -> outbox.republish(new CommitMark("" + i), List.of(publication("k"))))
                .toList();
        assertThat(settled).filteredOn(each -> !each.isDone()).hasSizeBetween(FIT / 4, FIT / 2);

        outbox.start();
        outbox.stop();
        CompletableFuture<Void> next = outbox.republish(new CommitMark("next"), List.of(publication("k")));
        assertThat(next).isNotDone();
    }

    /** Marks are not written here: what is to be marked stays unsettled. */
    @Test
    void onlyWhatTheBrokerHasTakenIsMarkedAsPublished() {
        Outbox outbox = outbox(publication -> publication.routingKey().equals("taken")
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IllegalStateException("refused")));
        CompletableFuture<Void> taken = outbox.republish(new CommitMark("1"), List.of(publication("taken")));
        CompletableFuture<Void> refused =
                outbox.republish(new CommitMark("2"), List.of(publication("taken"), publication("refused")));

        outbox.start();
        outbox.stop();

        assertThat(taken).isNotDone();
        assertThat(refused).isDone();
    }

    /** Topics and programs would hear it again each time, as long as a feature is behind. */
    @Test
    void whatOnlyAFeatureRefusesIsToldToFeaturesAlone() {
        Outbox outbox = outbox(publication -> CompletableFuture.completedFuture(null));
        CommitMark mark = new CommitMark("1");
        List<Publication> events = List.of(publication("unheard"));
        CompletableFuture<Void> published = outbox.republish(mark, events);
        outbox.start();
        await().until(() -> told.size() == 1);
        await().until(() -> {
            marks.write();
            return published.isDone();
        });
        assertThat(statements).containsExactly("published 1");

        CompletableFuture<Void> again = outbox.tellAgain(mark, events);
        outbox.stop();

        assertThat(again).isDone();
        assertThat(told).hasSize(2);
        assertThat(topics.heard).hasSize(1);
        marks.write();
        assertThat(statements).as("noted once").hasSize(1);
    }

    private Outbox outbox(EventFeed feed) {
        return new Outbox(
                topics,
                feed,
                new EventSubscribers(List.of((routingKey, envelope) -> {
                    told.add(routingKey);
                    return routingKey.equals("unheard")
                            ? CompletableFuture.failedFuture(new IllegalStateException("full"))
                            : CompletableFuture.completedFuture(null);
                })),
                marks,
                new OutboxProperties(20_000, Duration.ofSeconds(2), Duration.ofSeconds(15)));
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

    private static Publication publication(String routingKey) {
        return new Publication(Map.of("/topic/t", LONG), routingKey, LONG, LONG, false);
    }

    private final class Rows extends OutboxRows {

        private Rows() {
            super(null, null);
        }

        @Override
        void remove(Collection<String> commitIds) {
            statements.add("removed " + String.join(" ", commitIds));
        }

        @Override
        void published(Collection<String> commitIds) {
            statements.add("published " + String.join(" ", commitIds));
        }
    }

    private static class Confirming implements Broadcast {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<Void> publish(String destination, String json) {
            return republish(destination, json);
        }

        @Override
        public CompletableFuture<Void> republish(String destination, String json) {
            heard.add(destination);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void signal(String destination, Object event) {}
    }
}
