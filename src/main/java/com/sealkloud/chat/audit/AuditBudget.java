package com.sealkloud.chat.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Bounds the entries that anybody can cause: so many an hour of each person and action. It counts
 * those that are omitted.
 */
@Component
class AuditBudget {

    private static final int MOST_KEYS = 20_000;

    private record Key(@Nullable String actor, String action, boolean hasTarget) {}

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(Duration.ofHours(2))
            .build();
    private final Map<String, Long> omitted = new ConcurrentHashMap<>();
    private final int perHour;
    private final MeterRegistry meters;

    AuditBudget(AuditProperties properties, MeterRegistry meters) {
        this.perHour = properties.entriesPerHour();
        this.meters = meters;
    }

    /**
     * @param actor null for all who are not logged in together
     * @param hasTarget counted apart: made-up names must not hide guesses at the passwords of
     *     accounts
     */
    boolean admits(@Nullable String actor, String action, boolean hasTarget) {
        if (buckets.get(new Key(actor, action, hasTarget), missing -> bucket()).tryConsume(1)) {
            return true;
        }
        omitted.merge(action, 1L, Long::sum);
        meters.counter("chat.audit.omitted", "action", action).increment();
        return false;
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, Duration.ofHours(1)))
                .withCustomTimePrecision(TimeMeter.SYSTEM_NANOTIME)
                .build();
    }

    /** @return how many were omitted, by action */
    Map<String, Long> omitted() {
        return new TreeMap<>(omitted);
    }

    /** @param counts what is written down by now */
    void settle(Map<String, Long> counts) {
        counts.forEach((action, count) -> omitted.computeIfPresent(
                action, (same, present) -> present > count ? Long.valueOf(present - count) : null));
    }
}
