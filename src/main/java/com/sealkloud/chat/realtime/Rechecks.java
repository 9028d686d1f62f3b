package com.sealkloud.chat.realtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Remembers for a while whose rights were checked again. The check misses a session or subscription
 * that is being admitted at the same moment with the old rights: {@link AccessRevocation} asks
 * here, and then checks that one too.
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
