package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many searches a node does at the same time: they must leave connections to the
 * database to those who write. One user has half of the places at the most.
 */
public class SearchPermits {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Semaphore places;
    private final int ofOne;
    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    /** @param atOnce how many searches there may be at the same time */
    public SearchPermits(int atOnce) {
        this.places = new Semaphore(atOnce);
        this.ofOne = Math.max(1, atOnce / 2);
    }

    /**
     * The places of one user.
     *
     * @param callers how many search or wait; without any it is forgotten
     */
    private record Share(Semaphore places, int callers) {}

    /** @throws Refusal {@code rate_limited} if there is no place in time */
    public <R> R one(Principal searcher, Supplier<R> search) {
        String userId = searcher.getName();
        Share share = shares.compute(userId, this::entered);
        try {
            long began = System.nanoTime();
            // First the place of their own: whoever waits for that keeps none from others.
            return in(share.places(), began, () -> in(places, began, search));
        } finally {
            shares.computeIfPresent(userId, SearchPermits::left);
        }
    }

    private Share entered(String userId, @Nullable Share present) {
        return present == null
                ? new Share(new Semaphore(ofOne), 1)
                : new Share(present.places(), present.callers() + 1);
    }

    private static @Nullable Share left(String userId, Share present) {
        return present.callers() == 1 ? null : new Share(present.places(), present.callers() - 1);
    }

    private static <R> R in(Semaphore places, long began, Supplier<R> search) {
        takePlace(places, PATIENCE.toNanos() - (System.nanoTime() - began));
        try {
            return search.get();
        } finally {
            places.release();
        }
    }

    private static void takePlace(Semaphore places, long nanos) {
        try {
            if (places.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(RefusalCode.RATE_LIMITED, "Too many searches are under way.", PATIENCE);
    }
}
