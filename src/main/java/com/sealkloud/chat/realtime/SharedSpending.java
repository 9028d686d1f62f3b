package com.sealkloud.chat.realtime;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.cluster.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the limits of {@link RateLimits} hold for a user on all nodes together. Through the
 * database, nodes tell each other what users have spent beyond half of their budget; users below
 * that cost nothing. A user on n nodes can start with n half budgets, but then gets the one rate.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class SharedSpending {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private record Source(String nodeId, RateLimits.Action action, String userId) {}

    private record Report(Source source, long total) {}

    private final RateLimits limits;
    private final JdbcTemplate jdbc;
    private final String nodeId;
    private final Clock clock;
    private final Cache<Source, Long> known =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(5)).build();

    SharedSpending(RateLimits limits, JdbcTemplate jdbc, NodeId nodeId, Clock clock) {
        this.limits = limits;
        this.jdbc = jdbc;
        this.nodeId = nodeId.value();
        this.clock = clock;
    }

    /** Without the database, the limits hold for each node separately. */
    @Scheduled(fixedDelay = 500)
    void exchange() {
        tell(limits.nearTheLimit());
        hear();
    }

    private void tell(List<Spending> spendings) {
        OffsetDateTime now = utc(clock.instant());
        for (Spending spending : spendings) {
            Source source = new Source(nodeId, spending.action(), spending.userId());
            if (Objects.equals(known.getIfPresent(source), spending.total())) {
                continue;
            }
            String action = spending.action().name();
            int updated = jdbc.update(
                    "update rate_spending set total = ?, spent_at = ? where node_id = ? and action = ? and user_id = ?",
                    spending.total(),
                    now,
                    nodeId,
                    action,
                    spending.userId());
            if (updated == 0) {
                jdbc.update(
                        "insert into rate_spending (node_id, action, user_id, total, spent_at) values (?, ?, ?, ?, ?)",
                        nodeId,
                        action,
                        spending.userId(),
                        spending.total(),
                        now);
            }
            known.put(source, spending.total());
        }
    }

    private void hear() {
        Instant since = clock.instant().minus(WINDOW);
        List<Report> reports = jdbc.query(
                "select node_id, action, user_id, total from rate_spending where spent_at > ? and node_id <> ?",
                (row, number) -> new Report(
                        new Source(
                                row.getString("node_id"),
                                RateLimits.Action.valueOf(row.getString("action")),
                                row.getString("user_id")),
                        row.getLong("total")),
                utc(since),
                nodeId);
        for (Report report : reports) {
            Long before = known.getIfPresent(report.source());
            long spent = before == null || report.total() < before ? report.total() : report.total() - before;
            if (spent > 0) {
                limits.charge(report.source().action(), report.source().userId(), spent);
            }
            known.put(report.source(), report.total());
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forgetOld() {
        jdbc.update(
                "delete from rate_spending where spent_at < ?",
                utc(clock.instant().minus(Duration.ofMinutes(10))));
    }
}
