package com.sealkloud.chat.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing of passwords. An attempt is counted before its password is looked at, and given back if it was right,
 * so that guesses at the same time do not pass together. Each count has a bound for a minute and a narrower one for an
 * hour: the delays grow, and nobody is shut out.
 *
 * <p>Whoever logs in from a browser or network that the account knows has a count of their own, which strangers cannot use
 * up. For everybody else three more count: the account's from all unknown places, the network's and the site's. These two
 * count user names and not attempts, since an office or a mobile network shares an address.
 */
@Component
class LogInThrottle {

    /** So many times the bound of a minute within an hour. */
    private static final int MINUTES_WORTH = 6;

    private static final int NETWORKS_OF_A_SITE = 4;

    /** What is left of one budget. */
    private record Count(Bucket bucket, AtomicBoolean isNew) {}

    private final Cache<String, Count> counts;
    private final int perUser;
    private final int perAddress;
    private final TimeMeter time;

    @Autowired
    LogInThrottle(AccountProperties properties) {
        this(properties.logIn(), TimeMeter.SYSTEM_NANOTIME);
    }

    /** @param time monotonic: a clock that is set must not shut anybody out */
    LogInThrottle(AccountProperties.LogIn limits, TimeMeter time) {
        this.counts = Caffeine.newBuilder()
                .maximumSize(limits.counts())
                .expireAfterAccess(Duration.ofHours(2))
                .build();
        this.perUser = limits.failuresPerUser();
        this.perAddress = limits.failuresPerAddress();
        this.time = time;
    }

    /**
     * Counts an attempt.
     *
     * @param known which of its places the account knows
     * @throws TooManyLogIns if it comes too early
     */
    Attempt begin(String username, Place place, Known known) {
        Attempt attempt = new Attempt();
        if (known == Known.DEVICE) {
            attempt.spend(
                    count("device " + place.device() + " " + username, perUser).bucket());
            return attempt;
        }
        Count pair = count("pair " + place.network() + " " + username, perUser);
        if (known == Known.NOTHING && pair.isNew().compareAndSet(true, false)) {
            attempt.onGivingBack(() -> pair.isNew().set(true));
            attempt.spend(count("network " + place.network(), perAddress).bucket());
            if (place.site() != null) {
                attempt.spend(count("site " + place.site(), perAddress * NETWORKS_OF_A_SITE)
                        .bucket());
            }
        }
        attempt.spend(pair.bucket());
        if (known == Known.NOTHING) {
            attempt.spend(count("user " + username, perUser).bucket());
        }
        return attempt;
    }

    /** How many budgets are remembered. */
    long size() {
        counts.cleanUp();
        return counts.estimatedSize();
    }

    private Count count(String key, int perMinute) {
        return counts.get(key, missing -> new Count(bucket(perMinute), new AtomicBoolean(true)));
    }

    private Bucket bucket(int perMinute) {
        int perHour = perMinute * MINUTES_WORTH;
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, Duration.ofHours(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
