package com.sealkloud.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which changes a node hears, and how often. */
class AccessChangesTests {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final HeardChanges heard = new HeardChanges(Duration.ofMinutes(1), nanos::get);
    private boolean databaseIsAway;

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
        List<AccessChange> rows = new ArrayList<>();
        List<String> carriedOver = new ArrayList<>();
        AccessChangeRepository table = (AccessChangeRepository) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AccessChangeRepository.class},
                (proxy, method, arguments) -> rows);
        AccessChanges changes = new AccessChanges(
                table,
                event -> {
                    String userId = ((AccessChanged) event).userId();
                    if (databaseIsAway && userId.equals("dave")) {
                        throw new IllegalStateException("away");
                    }
                    carriedOver.add(userId);
                },
                Clock.systemUTC());
        rows.add(new AccessChange(1, "dave"));
        rows.add(new AccessChange(2, "carol"));
        databaseIsAway = true;

        changes.publishNew();
        assertThat(carriedOver).containsExactly("carol");

        databaseIsAway = false;
        changes.publishNew();
        changes.publishNew();
        assertThat(carriedOver).containsExactly("carol", "dave");
    }
}
