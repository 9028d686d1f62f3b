package com.sealkloud.chat.realtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Remembers whose rights were looked at again lately. A session or a subscription that is let in at
 * that very moment is not among those that were looked at, although it was let in by the rights of
 * before.
 */
@Component
class Rechecks {

    /** Longer than it takes to let somebody in. */
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private final AtomicLong count = new AtomicLong();
    private final Cache<String, Long> last =
            Caffeine.newBuilder().expireAfterWrite(A_WHILE).build();

    /** To be called before the sessions of this person are gone through. */
    void begin(String userId) {
        last.put(userId, count.incrementAndGet());
    }

    /** @return a mark in time, to be taken before rights are asked for */
    long mark() {
        return count.get();
    }

    /** To be asked once it can be found by others what was let in. */
    boolean hasBegunSince(long mark, String userId) {
        Long begun = last.getIfPresent(userId);
        return begun != null && begun > mark;
    }
}
