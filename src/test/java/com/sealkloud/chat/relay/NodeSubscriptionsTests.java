package com.sealkloud.chat.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.relay.NodeSubscriptions.Entry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which destinations share a queue at the broker, and when they leave it. */
class NodeSubscriptionsTests {
    private final NodeSubscriptions subscriptions = new NodeSubscriptions();

    @Test
    void manyDestinationsShareAQueue() {
        assertThat(queues(subscribe(0, 64))).hasSize(1);
        assertThat(queues(subscribe(64, 129))).hasSize(2);
    }

    @Test
    void aDestinationThatIsHeardAlreadyIsNotAskedForAgain() {
        Entry first = subscriptions.add("/topic/room.a");
        Entry second = subscriptions.add("/topic/room.a");

        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(second.id()).isEqualTo(first.id());
    }

    /**
     * What is on its way to a subscription that ends is lost, and with a shared queue it may be
     * meant for another one.
     */
    @Test
    void destinationsLeaveAQueueTogether() {
        subscriptions.add("/topic/room.a");
        subscriptions.add("/topic/room.b");
        subscriptions.remove("/topic/room.a");

        assertThat(subscriptions.takeUnused(0)).isEmpty();
        assertThat(subscriptions.add("/topic/room.a").isNew()).isFalse();

        subscriptions.remove("/topic/room.a");
        subscriptions.remove("/topic/room.b");
        assertThat(subscriptions.takeUnused(1_000_000_000_000L)).isEmpty();
        assertThat(subscriptions.takeUnused(0))
                .extracting(Entry::destination)
                .containsExactlyInAnyOrder("/topic/room.a", "/topic/room.b");
        assertThat(subscriptions.takeUnused(0)).isEmpty();
    }

    @Test
    void aQueueThatWasLeftIsNotJoinedAgain() {
        Entry left = subscriptions.add("/topic/room.a");
        subscriptions.remove("/topic/room.a");
        subscriptions.takeUnused(0);

        assertThat(subscriptions.add("/topic/room.b").queue()).isNotEqualTo(left.queue());
    }

    /**
     * The broker may still keep the queues of a session that was lost, and nobody else may use
     * them.
     */
    @Test
    void aNewSessionHasNewQueues() {
        List<Entry> before = subscribe(0, 100);

        List<Entry> after = subscriptions.renewAll();

        assertThat(after)
                .extracting(Entry::destination)
                .containsExactlyInAnyOrderElementsOf(
                        before.stream().map(Entry::destination).toList());
        assertThat(after).extracting(Entry::id).doesNotContainAnyElementsOf(ids(before));
        assertThat(queues(after)).hasSize(2).doesNotContainAnyElementsOf(queues(before));
    }

    private List<Entry> subscribe(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> subscriptions.add("/topic/room." + number))
                .toList();
    }

    private static List<Long> queues(List<Entry> entries) {
        return entries.stream().map(Entry::queue).distinct().toList();
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }
}
