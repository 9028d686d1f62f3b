package com.sealkloud.chat.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/** Which changes a node hears, and how often. */
class AccessChangesTests {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final HeardChanges heard = new HeardChanges(Duration.ofMinutes(1), nanos::get);
    private final List<AccessChange> rows = new CopyOnWriteArrayList<>();
    private final List<String> carriedOver = new CopyOnWriteArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();
    private volatile boolean databaseIsAway;

    private List<Long> looks(long... visible) {
        List<Long> fresh = new ArrayList<>();
        for (long id : visible) {
            if (id > heard.floor() && heard.hear(id)) {
                fresh.add(id);
            }
        }
        heard.raiseFloor();
        return fresh;
    }

    @Test
    void changeWhoseTransactionTakesLongerIsHeardAfterTheLaterOnes() {
        assertThat(looks(1, 3)).containsExactly(1L, 3L);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(looks(1, 3)).isEmpty();

        assertThat(looks(1, 2, 3, 4)).containsExactly(2L, 4L);
        assertThat(looks(1, 2, 3, 4)).isEmpty();
    }

    /** However long it is open: its rows are written, and numbered, as it commits. */
    @Test
    void changeOfATransactionThatTakesLongerThanAnybodyWaitsIsHeard() {
        AccessChanges changes = changes(userId -> {});
        TransactionSynchronizationManager.initSynchronization();
        try {
            changes.record("mona");
            changes.record("mona");
            rows.add(new AccessChange(3, "lena"));
            assertThat(looks(ids())).containsExactly(1L, 2L, 3L);
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            assertThat(looks(ids())).isEmpty();

            TransactionSynchronizationUtils.triggerBeforeCommit(false);
            TransactionSynchronizationUtils.triggerBeforeCompletion();
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }

        assertThat(rows).filteredOn(row -> row.userId().equals("mona")).hasSize(1);
        assertThat(looks(ids())).containsExactly(4L);
    }

    private long[] ids() {
        return rows.stream().mapToLong(AccessChange::id).toArray();
    }

    @Test
    void onlyWhatMayStillAppearIsRemembered() {
        looks(1, 3);
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        looks(1, 3, 4);

        assertThat(heard.floor()).isEqualTo(3);
        assertThat(looks(4, 5)).containsExactly(5L);
    }

    @Test
    void whatCouldNotBeCarriedOverIsTriedAgainAndKeepsNobodyElseWaiting() {
        isTriedAgainAfter(() -> new IllegalStateException("away"));
    }

    @Test
    void itIsTriedAgainAlsoAfterMemoryWasUsedUp() {
        isTriedAgainAfter(() -> new OutOfMemoryError("as the test wants"));
    }

    private void isTriedAgainAfter(Supplier<Throwable> failure) {
        databaseIsAway = true;
        AccessChanges changes = changes(userId -> {
            if (databaseIsAway && userId.equals("dave")) {
                tries.incrementAndGet();
                AccessChangesTests.<RuntimeException>fail(failure.get());
            }
        });

        changes.publishNew();
        await().until(() -> carriedOver.equals(List.of("carol")) && tries.get() == 1);

        databaseIsAway = false;
        await().until(() -> {
            changes.publishNew();
            return carriedOver.equals(List.of("carol", "dave"));
        });
    }

    @Test
    void oneWhoseCheckIsSlowKeepsNobodyElseWaitingAndIsNotCheckedTwiceAtOnce() {
        CountDownLatch answer = new CountDownLatch(1);
        AccessChanges changes = changes(userId -> {
            if (userId.equals("dave")) {
                tries.incrementAndGet();
                await().until(() -> answer.getCount() == 0);
            }
        });
        try {
            CompletableFuture.runAsync(changes::publishNew);
            await().until(() -> carriedOver.equals(List.of("carol")));
            rows.add(new AccessChange(3, "dave"));
            rows.add(new AccessChange(4, "carol"));
            CompletableFuture.runAsync(changes::publishNew);
            await().until(() -> carriedOver.equals(List.of("carol", "carol")));
            assertThat(tries).hasValue(1);
        } finally {
            answer.countDown();
        }

        await().until(() -> {
            changes.publishNew();
            return carriedOver.equals(List.of("carol", "carol", "dave", "dave"));
        });
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable failure) throws E {
        throw (E) failure;
    }

    /** @param check what is done for a person, on a thread of its own */
    private AccessChanges changes(Consumer<String> check) {
        rows.add(new AccessChange(1, "dave"));
        rows.add(new AccessChange(2, "carol"));
        return new AccessChanges(
                new Table(),
                event -> {
                    String userId = ((AccessChanged) event).userId();
                    check.accept(userId);
                    carriedOver.add(userId);
                },
                Clock.systemUTC());
    }

    /** It numbers rows as they are inserted. */
    private final class Table extends AccessChangeStore {

        private Table() {
            super(null, null);
        }

        @Override
        void add(Collection<String> userIds, Instant now) {
            userIds.forEach(userId -> rows.add(new AccessChange(rows.size() + 1, userId)));
        }

        @Override
        List<AccessChange> after(long id) {
            return List.copyOf(rows);
        }
    }
}
