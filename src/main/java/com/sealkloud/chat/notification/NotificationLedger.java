package com.sealkloud.chat.notification;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.due.DueRows;
import com.sealkloud.chat.due.DueTable;
import com.sealkloud.chat.due.DueTable.Condition;
import com.sealkloud.chat.due.OldRows;
import com.sealkloud.chat.log.LogEntryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of notifications as a queue: events that were handled, and what is to be sent of them.
 * {@link ShownNotifications} has those that were sent.
 */
@Repository
class NotificationLedger {

    private static final Condition<Due> KEY =
            new Condition<>("conversation_id = ? and seq = ? and user_id = ?", NotificationLedger::keyOf);

    private static final int ADDED_AT_ONCE = 1_000;

    /** What was shown is shown, whoever has claimed it since. */
    private static final DueTable<Due> TABLE =
            new DueTable<>("notification", "shown = false", KEY, KEY, NotificationLedger::due);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final DueRows<Due> rows;
    private final NotificationProperties properties;
    private final Clock clock;

    NotificationLedger(JdbcClient jdbc, JdbcTemplate batches, NotificationProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.rows = new DueRows<>(batches, TABLE);
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Notes that these are handled with the caller's transaction.
     *
     * @return those that were not before
     * @throws org.springframework.dao.DuplicateKeyException if another node handles one of them at
     *     this moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<LogEntryId> note(Collection<LogEntryId> positions, Instant now) {
        Set<LogEntryId> fresh = new LinkedHashSet<>(positions);
        jdbc.sql("""
                        select e.conversation_id, e.seq
                        from unnest(cast(:conversationIds as varchar array), cast(:seqs as bigint array)) as k(conversation_id, seq)
                        join handled_event e on e.conversation_id = k.conversation_id and e.seq = k.seq""")
                .param("conversationIds", LogEntryId.conversationIds(positions))
                .param("seqs", LogEntryId.seqs(positions))
                .query((row, number) -> new LogEntryId(row.getString(1), row.getLong(2)))
                .list()
                .forEach(fresh::remove);
        batches.batchUpdate(
                "insert into handled_event (conversation_id, seq, handled_at) values (?, ?, ?)",
                fresh.stream()
                        .map(position -> new Object[] {position.conversationId(), position.seq(), utc(now)})
                        .toList());
        return fresh;
    }

    /** In steps, since the driver keeps all values of one in memory. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(List<Due> notifications) {
        for (int from = 0; from < notifications.size(); from += ADDED_AT_ONCE) {
            addSome(notifications.subList(from, Math.min(from + ADDED_AT_ONCE, notifications.size())));
        }
    }

    private void addSome(List<Due> notifications) {
        batches.batchUpdate(
                """
                insert into notification
                    (conversation_id, seq, message_seq, user_id, notification_id, shown, due_at, attempts, created_at)
                values (?, ?, ?, ?, ?, false, ?, 0, ?)""",
                notifications.stream()
                        .map(due -> new Object[] {
                            due.conversationId(),
                            due.position().seq(),
                            due.isOfEdit() ? due.messageSeq() : null,
                            due.userId(),
                            due.notificationId(),
                            utc(due.dueAt()),
                            utc(due.createdAt())
                        })
                        .toList());
    }

    /**
     * Takes what is due, for this node alone, up to {@code until}: then it is due again unless it
     * was settled.
     */
    @Transactional
    public List<Due> claim(Instant now, Instant until, int limit) {
        return rows.claim(now, until, limit).stream().sorted(Due.ORDER).toList();
    }

    private static Due due(ResultSet row, int attempts) throws SQLException {
        return new Due(
                row.getString("notification_id"),
                new LogEntryId(row.getString("conversation_id"), row.getLong("seq")),
                Objects.requireNonNullElse(row.getObject("message_seq", Long.class), row.getLong("seq")),
                row.getString("user_id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                attempts);
    }

    /**
     * @param onPage whether open pages show it, and not devices
     * @return of each whether it is still wanted; if not, it was read while it was being sent
     */
    @Transactional
    public boolean[] shown(List<Due> notifications, boolean onPage) {
        int[] changed =
                rows.settle(notifications, "shown = true, on_page = ?, due_at = ?", onPage, utc(clock.instant()));
        boolean[] wanted = new boolean[changed.length];
        for (int i = 0; i < changed.length; i++) {
            wanted[i] = changed[i] != 0;
        }
        return wanted;
    }

    /** Makes due again what was noted as shown in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notShown(Collection<Due> notifications) {
        rows.settle(notifications, "shown = false, due_at = ?", utc(clock.instant()));
    }

    /**
     * Makes due again, at once, what was sent to pages of these users since then.
     *
     * @return whether there was any
     */
    @Transactional
    public boolean sendAgain(Collection<String> userIds, Instant since) {
        List<Object[]> keys = jdbc.sql("""
                        select conversation_id, seq, user_id from notification
                        where user_id = any(:userIds) and shown = true and on_page = true and due_at > :since
                        order by conversation_id, seq, user_id for update""")
                .param("userIds", texts(userIds))
                .param("since", utc(since))
                .query((row, number) -> new Object[] {row.getString(1), row.getLong(2), row.getString(3)})
                .list();
        batches.batchUpdate("update notification set shown = false, attempts = 0 where " + KEY.sql(), keys);
        return !keys.isEmpty();
    }

    @Transactional
    public void postpone(List<Due> notifications, Instant until) {
        rows.putBack(notifications, until);
    }

    @Transactional
    public void remove(List<Due> notifications) {
        rows.remove(notifications);
    }

    private static Object[] keyOf(Due due) {
        return new Object[] {due.conversationId(), due.position().seq(), due.userId()};
    }

    /**
     * Forgets events that are too old to be notified if they came again, and what nobody has read
     * for days.
     */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void prune() {
        Instant before = clock.instant().minus(properties.keep());
        rows.prune(before);
        new OldRows(batches, "handled_event", "handled_at").deleteBefore(before);
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("delete from notification where user_id = ?")
                .param(erased.userId())
                .update();
    }
}
