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
 * Bounds the entries that anybody can cause: so many an hour of each person and action, and of
 * those who are not logged in for each account. It counts those that are omitted.
 */
@Component
class AuditBudget {

    private static final int MOST_KEYS = 20_000;

    /** How many times as much as one account, all accounts together that strangers try. */
    private static final int ACCOUNTS = 20;

    /** @param target only of what is done by people who are not logged in */
    private record Key(
            @Nullable String actor, String action, @Nullable String target) {}

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
     * @param target the account that these try, if there is such an account
     */
    boolean admits(@Nullable String actor, String action, @Nullable String target) {
        boolean isAdmitted = actor == null && target != null
                ? admitsGuess(action, target)
                : spend(new Key(actor, action, null), perHour);
        if (!isAdmitted) {
            omitted.merge(action, 1L, Long::sum);
            meters.counter("chat.audit.omitted", "action", action).increment();
        }
        return isAdmitted;
    }

    /**
     * Neither made-up names nor guesses at other accounts may hide those at this one: the first of
     * an hour is admitted however many there are of others.
     */
    private boolean admitsGuess(String action, String target) {
        return spend(new Key(null, "first " + action, target), 1)
                || spend(new Key(null, action, target), perHour)
                        && spend(new Key(null, "all " + action, null), ACCOUNTS * perHour);
    }

    private boolean spend(Key key, int most) {
        return buckets.get(key, missing -> bucket(most)).tryConsume(1);
    }

    private static Bucket bucket(int most) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofHours(1)))
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
