package com.sealkloud.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who may search at the same time. */
class SearchPermitsTests {

    private final SearchPermits permits = new SearchPermits(4);
    private final CountDownLatch ends = new CountDownLatch(1);
    private final List<CompletableFuture<String>> searches = new ArrayList<>();

    private void begin(String userId) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        searches.add(CompletableFuture.supplyAsync(
                () -> permits.one(() -> userId, () -> {
                    begun.countDown();
                    awaitEnd();
                    return userId;
                }),
                task -> new Thread(task).start()));
        begun.await();
    }

    private void awaitEnd() {
        try {
            ends.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneUserHasHalfOfThePlacesAndOthersTheRest() throws InterruptedException {
        begin("carol");
        begin("carol");

        assertThatThrownBy(() -> permits.one(() -> "carol", () -> "third")).isInstanceOf(Refusal.class);
        begin("lena");
        begin("ravi");
        assertThatThrownBy(() -> permits.one(() -> "mona", () -> "fifth")).isInstanceOf(Refusal.class);

        ends.countDown();
        assertThat(searches).extracting(CompletableFuture::join).containsExactly("carol", "carol", "lena", "ravi");
        begin("carol");
        begin("carol");
    }
}
