package com.sealkloud.chat.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing of passwords, per user and per address. Only failures count: people of one office, behind one
 * address, all log in at nine.
 */
@Component
class LogInThrottle {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final LoadingCache<String, Bucket> users;
    private final LoadingCache<String, Bucket> addresses;

    LogInThrottle(AccountProperties properties) {
        users = buckets(properties.logIn().failuresPerUser());
        addresses = buckets(properties.logIn().failuresPerAddress());
    }

    private static LoadingCache<String, Bucket> buckets(int failures) {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(failures).refillGreedy(failures, PERIOD))
                        .withNanosecondPrecision()
                        .build());
    }

    boolean isOpenFor(String username, String address) {
        return users.get(username).getAvailableTokens() > 0
                && addresses.get(address).getAvailableTokens() > 0;
    }

    void failed(String username, String address) {
        users.get(username).tryConsume(1);
        addresses.get(address).tryConsume(1);
    }
}
