package com.sealkloud.chat.search;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Limits how many searches a node does at the same time: they must leave connections to the
 * database to those who write.
 */
@Component
class SearchPermits {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Semaphore places;

    SearchPermits(SearchProperties properties) {
        this.places = new Semaphore(properties.atOnce());
    }

    /** @throws Refusal {@code rate_limited} if there is no place in time */
    <R> R one(Supplier<R> search) {
        takePlace();
        try {
            return search.get();
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(RefusalCode.RATE_LIMITED, "Too many searches are under way.", PATIENCE);
    }
}
