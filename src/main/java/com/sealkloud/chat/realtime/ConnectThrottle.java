package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.socket.RealtimeProperties;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.stereotype.Component;

/**
 * Refuses new clients while many callers wait for the database: after an outage everybody
 * reconnects at once, and if all were admitted, nobody would make progress. Each is told when to
 * come back, at staggered times.
 */
@Component
class ConnectThrottle {

    private static final long SOONEST_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LATEST_NANOS = Duration.ofSeconds(10).toNanos();

    private final RealtimeProperties properties;
    private final @Nullable HikariDataSource pool;
    private final AtomicLong lastTurn = new AtomicLong(System.nanoTime());

    ConnectThrottle(DataSource dataSource, RealtimeProperties properties) {
        this.pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
        this.properties = properties;
    }

    /** @throws Refusal {@code rate_limited} with the time when to come back */
    void enter() {
        if (waitingForTheDatabase() > properties.admissionQueue()) {
            long now = System.nanoTime();
            long gap = Duration.ofSeconds(1).toNanos() / properties.admissionPace();
            long turn = lastTurn.updateAndGet(last -> Math.max(last, now + SOONEST_NANOS) + gap);
            // Beyond the last turn, clients get a random time before it: an unbounded queue would
            // lock out clients for minutes.
            long wait = turn - now <= LATEST_NANOS
                    ? turn - now
                    : ThreadLocalRandom.current().nextLong(SOONEST_NANOS, LATEST_NANOS);
            throw new Refusal(
                    RefusalCode.RATE_LIMITED,
                    "Many clients connect at once; retry at the given time.",
                    Duration.ofNanos(wait));
        }
    }

    private int waitingForTheDatabase() {
        HikariPoolMXBean state = pool == null ? null : pool.getHikariPoolMXBean();
        return state == null ? 0 : state.getThreadsAwaitingConnection();
    }
}
