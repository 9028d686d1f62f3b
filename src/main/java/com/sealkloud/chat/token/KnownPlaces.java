package com.sealkloud.chat.token;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.AccountProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Stores from which networks and browsers users have logged in, where attempts count less. */
@Component
public class KnownPlaces {

    /** Otherwise each login would write a row that already exists. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final AccountProperties properties;
    private final Clock clock;

    KnownPlaces(JdbcClient jdbc, AccountProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    public Known lookUp(String userId, LogInOrigin origin) {
        Set<String> known = new HashSet<>(jdbc.sql("""
                        select place from known_place
                        where user_id = :userId and place in (:network, :device) and seen_at > :since""")
                .param("userId", userId)
                .param("network", network(origin))
                .param("device", String.valueOf(device(origin)))
                .param("since", utc(oldest()))
                .query(String.class)
                .list());
        if (origin.device() != null && known.contains(device(origin))) {
            return Known.DEVICE;
        }
        return known.contains(network(origin)) ? Known.NETWORK : Known.NOTHING;
    }

    /** To be called within the transaction of a login, which has locked the account. */
    void remember(String userId, LogInOrigin origin) {
        remember(userId, network(origin));
        String device = device(origin);
        if (device != null) {
            remember(userId, device);
        }
        forgetAllBut(properties.logIn().placesPerUser(), userId);
    }

    private void remember(String userId, String place) {
        Instant now = clock.instant();
        boolean isFresh = jdbc.sql(
                        "select seen_at > :fresh from known_place where user_id = :userId and place = :place")
                .param("fresh", utc(now.minus(FRESH)))
                .param("userId", userId)
                .param("place", place)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (isFresh) {
            return;
        }
        int updated = jdbc.sql("update known_place set seen_at = :now where user_id = :userId and place = :place")
                .param("now", utc(now))
                .param("userId", userId)
                .param("place", place)
                .update();
        if (updated == 0) {
            jdbc.sql("insert into known_place (user_id, place, seen_at) values (:userId, :place, :now)")
                    .param("userId", userId)
                    .param("place", place)
                    .param("now", utc(now))
                    .update();
        }
    }

    private void forgetAllBut(int most, String userId) {
        jdbc.sql("""
                        delete from known_place where user_id = :userId and place not in (
                            select place from known_place where user_id = :userId
                            order by seen_at desc, place fetch first :most rows only)""").param("userId", userId).param("most", most).update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forgetOld() {
        jdbc.sql("delete from known_place where seen_at < :oldest")
                .param("oldest", utc(oldest()))
                .update();
    }

    private Instant oldest() {
        return clock.instant().minus(properties.logIn().knownFor());
    }

    private static String network(LogInOrigin origin) {
        return "net:" + origin.network();
    }

    private static @Nullable String device(LogInOrigin origin) {
        return origin.device() == null ? null : "dev:" + origin.device();
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("delete from known_place where user_id = ?")
                .param(erased.userId())
                .update();
    }
}
