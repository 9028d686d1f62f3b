package com.sealkloud.chat.presence;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.cluster.NodeId;
import com.sealkloud.chat.sql.GroupCommit;
import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The leases of all sessions on all nodes. Connects, disconnects and focus changes at the same time
 * share a transaction.
 */
@Component
class PresenceLeases {

    private static final String LEASES = """
            select session_id, user_id, attention, visible, conversation_id, opened_at, active_at, expires_at, closed
            from presence_lease\s""";

    private final String nodeId;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final GroupCommit<LeaseChange, Integer> commits;

    PresenceLeases(NodeId nodeId, JdbcClient jdbc, JdbcTemplate batches, TransactionTemplate transactions) {
        this.nodeId = nodeId.value();
        this.jdbc = jdbc;
        this.batches = batches;
        this.commits = new GroupCommit<>("chat-leases", transactions, this::write, Function.identity());
    }

    /**
     * Waits for the commit. Renewals use the same queue, because they would otherwise lock the same
     * rows in another order.
     *
     * @return how many leases were changed
     */
    int change(LeaseChange change) {
        return commits.commit(change);
    }

    /**
     * Changes of a kind are sent as a batch; their order does not matter, since a session waits for
     * each of its changes.
     */
    private List<Integer> write(List<LeaseChange> changes) {
        Map<String, Iterator<Integer>> rowsChanged = new HashMap<>();
        return changes.stream()
                .map(change -> rowsChanged
                        .computeIfAbsent(change.sql(), sql -> writeAll(sql, changes))
                        .next())
                .toList();
    }

    private Iterator<Integer> writeAll(String sql, List<LeaseChange> changes) {
        List<Object[]> rows = changes.stream()
                .filter(change -> change.sql().equals(sql))
                .map(change -> change.values(nodeId))
                .toList();
        return IntStream.of(batches.batchUpdate(sql, rows)).iterator();
    }

    List<PresenceLease> validOf(Collection<String> userIds, Instant now) {
        return jdbc.sql(LEASES + "where user_id = any(:userIds) and expires_at > :now")
                .param("userIds", texts(userIds))
                .param("now", utc(now))
                .query(PresenceLeases::lease)
                .list();
    }

    List<PresenceLease> valid(Instant now) {
        return jdbc.sql(LEASES + "where expires_at > :now")
                .param("now", utc(now))
                .query(PresenceLeases::lease)
                .list();
    }

    private static PresenceLease lease(ResultSet row, int number) throws SQLException {
        return new PresenceLease(
                row.getString(1),
                row.getString(2),
                Attention.valueOf(row.getString(3)),
                row.getBoolean(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getBoolean(9));
    }

    /**
     * @return the ids of this node's sessions that have a lease, even if it is closed or expired
     */
    List<String> sessionsHere() {
        return jdbc.sql("select session_id from presence_lease where node_id = :nodeId")
                .param("nodeId", nodeId)
                .query(String.class)
                .list();
    }

    List<String> holdersOfExpired(Instant now) {
        return jdbc.sql("select distinct user_id from presence_lease where expires_at <= :now")
                .param("now", utc(now))
                .query(String.class)
                .list();
    }

    void removeExpired(Collection<String> userIds, Instant now) {
        jdbc.sql("delete from presence_lease where user_id = any(:userIds) and expires_at <= :now")
                .param("userIds", texts(userIds))
                .param("now", utc(now))
                .update();
    }

    @PreDestroy
    void stop() {
        commits.close();
    }
}
