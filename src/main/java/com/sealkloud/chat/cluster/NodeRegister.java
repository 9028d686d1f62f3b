package com.sealkloud.chat.cluster;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.lang.management.ManagementFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Which nodes there are: each says every few seconds that it runs. */
@Component
public class NodeRegister {

    private static final Logger log = LoggerFactory.getLogger(NodeRegister.class);

    private static final long INTERVAL_MILLIS = 10_000;

    /** A node that has not said anything for so long does not run. */
    private static final Duration PATIENCE = Duration.ofMillis(4 * INTERVAL_MILLIS);

    /** A node that has died is shown for so long. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final NodeId node;
    private final String version;
    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile boolean readsSealed;

    public NodeRegister(NodeId node, Release release, MeterRegistry meters, JdbcClient jdbc, Clock clock) {
        this.node = node;
        this.version = release.version();
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A node of the service.
     *
     * @param seenAt when it has last said that it runs
     * @param running false if that is too long ago
     * @param sockets those that are connected to it
     */
    public record NodeView(
            String name, String version, Instant startedAt, Instant seenAt, boolean running, long sockets) {}

    public static Instant startedAt() {
        return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    /**
     * This node is about to start. From now on others know of it.
     *
     * @param readsSealed whether it can read what they write sealed
     */
    public void enter(boolean readsSealed) {
        this.readsSealed = readsSealed;
        renew();
    }

    @Scheduled(fixedDelay = INTERVAL_MILLIS)
    public void renew() {
        try {
            Instant now = clock.instant();
            if (update(now) == 0) {
                insert(now);
                jdbc.sql("delete from service_node where seen_at < ?")
                        .param(utc(now.minus(KEPT)))
                        .update();
            }
        } catch (DuplicateKeyException renewedByAnAdministratorsCall) {
            log.debug("Two threads have registered this node at once", renewedByAnAdministratorsCall);
        } catch (DataAccessException e) {
            log.atLevel(DatabaseOutages.level(e)).log("This node could not say that it runs: {}", e.getMessage());
        }
    }

    private int update(Instant now) {
        return jdbc.sql("update service_node set seen_at = ?, sockets = ? where node_id = ?")
                .param(utc(now))
                .param(sockets())
                .param(node.value())
                .update();
    }

    private void insert(Instant now) {
        jdbc.sql("""
                        insert into service_node (node_id, name, version, started_at, seen_at, sockets, reads_sealed)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .param(node.value())
                .param(node.name())
                .param(version)
                .param(utc(startedAt()))
                .param(utc(now))
                .param(sockets())
                .param(readsSealed)
                .update();
    }

    private long sockets() {
        return Math.round(meters.find("chat.sockets").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum());
    }

    /** @return those that run, and those that have died within the last hour, by name */
    public List<NodeView> all() {
        renew();
        return seenWithin(KEPT, "");
    }

    /** @return whether no other one runs, as far as this one knows */
    public boolean isAlone() {
        return jdbc.sql("select count(*) from service_node where seen_at > ? and node_id <> ?")
                        .param(utc(clock.instant().minus(PATIENCE)))
                        .param(node.value())
                        .query(Long.class)
                        .single()
                == 0;
    }

    /** @return those that run and could not read what is sealed */
    public List<NodeView> runningWithoutKey() {
        return seenWithin(PATIENCE, " and coalesce(reads_sealed, false) = false");
    }

    private List<NodeView> seenWithin(Duration past, String condition) {
        Instant now = clock.instant();
        return jdbc.sql("select name, version, started_at, seen_at, sockets from service_node where seen_at > ?"
                        + condition + " order by name")
                .param(utc(now.minus(past)))
                .query((row, number) -> view(row, now))
                .list();
    }

    private static NodeView view(ResultSet row, Instant now) throws SQLException {
        Instant seenAt = row.getObject(4, OffsetDateTime.class).toInstant();
        return new NodeView(
                row.getString(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                seenAt,
                seenAt.isAfter(now.minus(PATIENCE)),
                row.getLong(5));
    }

    /** A node that stops in order is not shown as a dead one. */
    @PreDestroy
    void leave() {
        try {
            jdbc.sql("delete from service_node where node_id = ?")
                    .param(node.value())
                    .update();
        } catch (DataAccessException away) {
            log.debug("This node will be shown as dead", away);
        }
    }
}
