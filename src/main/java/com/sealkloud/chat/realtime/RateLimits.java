package com.sealkloud.chat.realtime;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.security.Principal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Spends what a person may do per second, whichever door it comes through. */
@Component
public class RateLimits {

    /** What is counted apart. */
    public enum Action {
        MESSAGE,
        TYPING,
        CONNECT,
        OTHER
    }

    private static final Duration IDLE = Duration.ofMinutes(2);

    private final Map<Action, LoadingCache<String, Bucket>> buckets = new EnumMap<>(Action.class);

    RateLimits(LimitProperties properties) {
        buckets.put(Action.MESSAGE, buckets(properties.messages()));
        buckets.put(Action.TYPING, buckets(properties.typing()));
        buckets.put(Action.CONNECT, buckets(properties.connects()));
        buckets.put(Action.OTHER, buckets(properties.other()));
    }

    private static LoadingCache<String, Bucket> buckets(LimitProperties.Rate rate) {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(IDLE)
                .build(key -> Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                        .build());
    }

    /**
     * Counts one action of this person.
     *
     * @throws Refusal {@code rate_limited} with the time after which it is worth trying again
     */
    public void spend(Principal principal, Action action) {
        ConsumptionProbe probe = Objects.requireNonNull(buckets.get(action))
                .get(principal.getName())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refusal(
                    RefusalCode.RATE_LIMITED,
                    "Too many at once; slow down.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(1));
        }
    }
}
