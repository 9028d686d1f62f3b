package com.sealkloud.chat.push;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.token.LogInsEnded;
import com.sealkloud.chat.token.TokenService;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores subscribed devices. An endpoint is one device and belongs to the user who subscribed it
 * last.
 */
@Repository
class PushSubscriptions {

    private final JdbcClient jdbc;
    private final TokenService logIns;
    private final PushProperties properties;
    private final Clock clock;

    PushSubscriptions(JdbcClient jdbc, TokenService logIns, PushProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.logIns = logIns;
        this.properties = properties;
        this.clock = clock;
    }

    Optional<PushSubscription> find(String userId, String endpoint) {
        return jdbc.sql("select * from push_subscription where endpoint_hash = :hash and user_id = :userId")
                .param("hash", hash(endpoint))
                .param("userId", userId)
                .query(PushSubscriptions::read)
                .optional();
    }

    /**
     * Stores the device with its current keys, whoever had it before.
     *
     * @param logIn with which it goes; null if it goes with any
     */
    @Transactional
    public PushSubscription subscribe(
            String userId, String endpoint, String p256dh, String auth, @Nullable String logIn) {
        if (logIn != null) {
            logIns.keep(logIn);
        }
        String id = find(userId, endpoint)
                .map(PushSubscription::subscriptionId)
                .orElseGet(() -> UUID.randomUUID().toString());
        jdbc.sql("delete from push_subscription where endpoint_hash = :hash")
                .param("hash", hash(endpoint))
                .update();
        List<PushSubscription> others = of(userId);
        others.stream()
                .limit(Math.max(0, others.size() - properties.devicesPerPerson() + 1L))
                .forEach(oldest -> remove(oldest.subscriptionId()));
        PushSubscription subscription =
                new PushSubscription(id, userId, endpoint, p256dh, auth, clock.instant(), logIn);
        jdbc.sql("""
                        insert into push_subscription
                            (subscription_id, user_id, endpoint_hash, endpoint, p256dh, auth, created_at, log_in)
                        values (:id, :userId, :hash, :endpoint, :p256dh, :auth, :now, :logIn)""")
                .param("id", id)
                .param("userId", userId)
                .param("hash", hash(endpoint))
                .param("endpoint", endpoint)
                .param("p256dh", p256dh)
                .param("auth", auth)
                .param("now", utc(subscription.createdAt()))
                .param("logIn", logIn)
                .update();
        return subscription;
    }

    /** @return oldest first */
    List<PushSubscription> of(String userId) {
        return jdbc.sql("select * from push_subscription where user_id = :userId order by created_at")
                .param("userId", userId)
                .query(PushSubscriptions::read)
                .list();
    }

    List<PushSubscription> of(Collection<String> userIds) {
        return userIds.isEmpty()
                ? List.of()
                : jdbc.sql("select * from push_subscription where user_id in (:userIds)")
                        .param("userIds", userIds)
                        .query(PushSubscriptions::read)
                        .list();
    }

    Set<String> owners(Collection<String> userIds) {
        return userIds.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select distinct user_id from push_subscription where user_id = any(:userIds)")
                        .param("userIds", texts(userIds))
                        .query(String.class)
                        .list());
    }

    Optional<PushSubscription> find(String subscriptionId) {
        return jdbc.sql("select * from push_subscription where subscription_id = :id")
                .param("id", subscriptionId)
                .query(PushSubscriptions::read)
                .optional();
    }

    void remove(String subscriptionId) {
        jdbc.sql("delete from push_subscription where subscription_id = :id")
                .param("id", subscriptionId)
                .update();
    }

    /**
     * A logged-out device shows nothing any more; the page subscribes it again at the next login.
     */
    @EventListener
    void forgetDevices(LogInsEnded ended) {
        of(ended.userId()).stream()
                .filter(device -> ended.includes(device.logIn()))
                .forEach(device -> remove(device.subscriptionId()));
    }

    private static PushSubscription read(ResultSet row, int number) throws SQLException {
        return new PushSubscription(
                row.getString("subscription_id"),
                row.getString("user_id"),
                row.getString("endpoint"),
                row.getString("p256dh"),
                row.getString("auth"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("log_in"));
    }

    /** An index does not accept texts of two thousand characters. */
    private static String hash(String endpoint) {
        return DigestUtils.sha256Hex(endpoint);
    }
}
