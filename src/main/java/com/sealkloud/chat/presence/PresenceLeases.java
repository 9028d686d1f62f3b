package com.sealkloud.chat.presence;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.presence.LeaseChange.Closed;
import com.sealkloud.chat.presence.LeaseChange.Opened;
import com.sealkloud.chat.presence.LeaseChange.Renewed;
import com.sealkloud.chat.presence.LeaseChange.Told;
import com.sealkloud.chat.realtime.NodeId;
import com.sealkloud.chat.sql.GroupCommit;
import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The leases of all sessions on all nodes. Those who come, go and look about at the same time share a transaction. */
@Component
class PresenceLeases {

    private static final String LEASES = """
            select session_id, user_id, attention, visible, conversation_id, opened_at, active_at, expires_at, closed
            from presence_lease\s""";

    private static final String OPEN = """
            insert into presence_lease (session_id, user_id, node_id, attention, visible, conversation_id, opened_at,
                active_at, expires_at, closed)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /**
     * Changes what is there and nothing else: a client says something of its window as it closes, and a lease that was written again
     * after its session had gone would be renewed for as long as its node lives.
     */
    private static final String TELL = """
            update presence_lease set attention = ?, visible = ?, conversation_id = ?, active_at = coalesce(?, active_at)
            where session_id = ? and closed = false""";

    private static final String CLOSE = "update presence_lease set closed = true, expires_at = ? where session_id = ?";

    private static final String RENEW = "update presence_lease set expires_at = ? where node_id = ? and closed = false";

    private final String nodeId;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final GroupCommit<LeaseChange, Boolean> commits;

    PresenceLeases(NodeId nodeId, JdbcClient jdbc, JdbcTemplate batches, TransactionTemplate transactions) {
        this.nodeId = nodeId.value();
        this.jdbc = jdbc;
        this.batches = batches;
        this.commits = new GroupCommit<>("chat-leases", transactions, this::write);
    }

    /**
     * Waits until it is committed. Renewals go this way too: beside it they would lock the same rows in another order.
     *
     * @return whether there was something to change
     */
    boolean change(LeaseChange change) {
        return commits.commit(change);
    }

    /** A session waits for each of its changes, hence there is one of each at the most. */
    private List<Boolean> write(List<LeaseChange> changes) {
        List<Object[]> opened = new ArrayList<>();
        List<Object[]> told = new ArrayList<>();
        List<Object[]> closed = new ArrayList<>();
        List<Object[]> renewed = new ArrayList<>();
        for (LeaseChange change : changes) {
            if (change instanceof Opened open) {
                opened.add(row(open.lease()));
            } else if (change instanceof Told tell) {
                told.add(new Object[] {
                    tell.attention().name(),
                    tell.visible(),
                    tell.conversationId(),
                    utcOrNull(tell.activeAt()),
                    tell.sessionId()
                });
            } else if (change instanceof Closed close) {
                closed.add(new Object[] {utc(close.expiresAt()), close.sessionId()});
            } else if (change instanceof Renewed renew) {
                renewed.add(new Object[] {utc(renew.expiresAt()), nodeId});
            }
        }
        Iterator<Integer> openedRows = write(OPEN, opened);
        Iterator<Integer> toldRows = write(TELL, told);
        Iterator<Integer> closedRows = write(CLOSE, closed);
        Iterator<Integer> renewedRows = write(RENEW, renewed);
        return changes.stream()
                .map(change -> {
                    Iterator<Integer> rows = change instanceof Opened
                            ? openedRows
                            : change instanceof Told ? toldRows : change instanceof Closed ? closedRows : renewedRows;
                    return rows.next() != 0;
                })
                .toList();
    }

    /** @return how many rows each of these has changed */
    private Iterator<Integer> write(String sql, List<Object[]> rows) {
        return IntStream.of(batches.batchUpdate(sql, rows)).iterator();
    }

    private Object[] row(PresenceLease lease) {
        return new Object[] {
            lease.sessionId(),
            lease.userId(),
            nodeId,
            lease.attention().name(),
            lease.visible(),
            lease.conversationId(),
            utc(lease.openedAt()),
            utc(lease.activeAt()),
            utc(lease.expiresAt()),
            lease.closed()
        };
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant time) {
        return time == null ? null : utc(time);
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
