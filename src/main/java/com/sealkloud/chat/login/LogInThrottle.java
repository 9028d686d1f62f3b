package com.sealkloud.chat.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.token.Known;
import com.sealkloud.chat.token.LogInOrigin;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Throttles password guessing. An attempt is counted before its password is checked, and refunded
 * if it was right, so that concurrent guesses cannot pass together. Each budget has a limit per
 * minute and a stricter one per hour, so delays grow, but nobody is locked out.
 *
 * <p>A login from a browser or network that the account knows has its own budget, which others
 * cannot exhaust. Other logins use three budgets: that of the account for all unknown places, that
 * of the network and that of the site. The last two count user names and not attempts, since an
 * office or a mobile network shares an address.
 */
@Component
public class LogInThrottle {

    /** The limit of an hour, as a multiple of a minute's. */
    private static final int MINUTES_WORTH = 6;

    private static final int NETWORKS_OF_A_SITE = 4;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** The remainder of one budget. */
    private record Count(Bucket bucket, AtomicBoolean isNew) {}

    private final Cache<String, Count> counts;
    private final int perUser;
    private final int perAddress;
    private final TimeMeter time;

    /** How many attempts of a user from their known places are being checked. */
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    @Autowired
    LogInThrottle(AccountProperties properties) {
        this(properties.logIn(), TimeMeter.SYSTEM_NANOTIME);
    }

    /** @param time monotonic: a changed clock must not lock anybody out */
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
     * Counts an attempt, which its caller ends.
     *
     * @param known which of its places the account knows
     * @throws TooManyLogIns if it comes too early
     */
    public Attempt begin(String username, LogInOrigin origin, Known known) {
        Attempt attempt = new Attempt();
        if (known == Known.DEVICE) {
            attempt.spend(
                    count("device " + origin.device() + " " + username, perUser).bucket());
            return underWay(attempt, username);
        }
        String pair = "pair " + origin.network() + " " + username;
        if (known == Known.NOTHING) {
            spendForNewName(attempt, pair, origin);
        }
        attempt.spend(count(pair, perUser).bucket());
        if (known == Known.NOTHING) {
            attempt.spend(count("user " + username, perUser).bucket());
            return attempt;
        }
        return underWay(attempt, username);
    }

    /**
     * A name that its network may not try gets no budget of its own: one address with many names
     * would press the budgets of others out of the memory.
     */
    private void spendForNewName(Attempt attempt, String pair, LogInOrigin origin) {
        Count present = counts.getIfPresent(pair);
        if (present != null && !present.isNew().get()) {
            return;
        }
        attempt.spend(count("network " + origin.network(), perAddress).bucket());
        if (origin.site() != null) {
            attempt.spend(count("site " + origin.site(), perAddress * NETWORKS_OF_A_SITE)
                    .bucket());
        }
        AtomicBoolean isNew = count(pair, perUser).isNew();
        isNew.set(false);
        attempt.onGivingBack(() -> isNew.set(true));
    }

    /**
     * Right passwords cost their user nothing, but the node time: whoever sends many at once, from
     * many known places, would keep all others waiting.
     */
    private Attempt underWay(Attempt attempt, String username) {
        int together = underWay.merge(username, 1, Integer::sum);
        attempt.onEnding(() -> underWay.computeIfPresent(username, (name, count) -> count == 1 ? null : count - 1));
        if (together > perUser) {
            attempt.giveBack();
            throw TooManyLogIns.tryAgainIn(RETRY_AFTER);
        }
        return attempt;
    }

    /** The number of budgets in memory. */
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
