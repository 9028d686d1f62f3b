package com.sealkloud.chat.presence;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountErased;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When each user was last online, and which status was announced. */
@Component
class LastSeenTimes {

    private static final String LAST_SEEN = "select user_id, seen_at, announced from last_seen ";

    private final JdbcClient jdbc;

    LastSeenTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Inserts missing rows.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if another node has just
     *     inserted one
     */
    void ensure(Collection<String> userIds, Instant now) {
        jdbc.sql("""
                        insert into last_seen (user_id, seen_at, announced)
                        select k.user_id, :now, 'OFFLINE' from unnest(cast(:userIds as varchar array)) as k(user_id)
                        where not exists (select 1 from last_seen s where s.user_id = k.user_id)""").param("now", utc(now)).param("userIds", texts(userIds)).update();
    }

    /**
     * Locks the rows, so that only one of two nodes announces a change; always in the same order.
     */
    List<LastSeen> lock(Collection<String> userIds) {
        return jdbc.sql(LAST_SEEN + "where user_id = any(:userIds) order by user_id for update")
                .param("userIds", texts(userIds))
                .query(LastSeenTimes::lastSeen)
                .list();
    }

    /** One statement per status: there are few of them, and hundreds of users. */
    void save(Map<PresenceStatus, List<String>> announced, Instant now) {
        announced.forEach((status, userIds) -> jdbc.sql(
                        "update last_seen set seen_at = :now, announced = :status where user_id = any(:userIds)")
                .param("now", utc(now))
                .param("status", status.name())
                .param("userIds", texts(userIds))
                .update());
    }

    List<LastSeen> of(Collection<String> userIds) {
        return jdbc.sql(LAST_SEEN + "where user_id = any(:userIds)")
                .param("userIds", texts(userIds))
                .query(LastSeenTimes::lastSeen)
                .list();
    }

    List<LastSeen> hereOf(Collection<String> userIds) {
        return jdbc.sql(LAST_SEEN + "where user_id = any(:userIds) and announced <> 'OFFLINE'")
                .param("userIds", texts(userIds))
                .query(LastSeenTimes::lastSeen)
                .list();
    }

    /** Lists the statuses, because an index does not help with an inequality. */
    List<LastSeen> here() {
        return jdbc.sql(LAST_SEEN + "where announced in ('ONLINE', 'AWAY', 'DND')")
                .query(LastSeenTimes::lastSeen)
                .list();
    }

    private static LastSeen lastSeen(ResultSet row, int number) throws SQLException {
        return new LastSeen(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                PresenceStatus.valueOf(row.getString(3)));
    }

    List<String> shownWithoutSession() {
        return jdbc.sql("""
                        select user_id from last_seen s
                        where announced in ('ONLINE', 'AWAY', 'DND')
                            and not exists (select 1 from presence_lease l where l.user_id = s.user_id)""").query(String.class).list();
    }

    List<String> seenSince(Collection<String> userIds, Instant since) {
        return jdbc.sql("select user_id from last_seen where user_id = any(:userIds) and seen_at > :since")
                .param("userIds", texts(userIds))
                .param("since", utc(since))
                .query(String.class)
                .list();
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("delete from last_seen where user_id = ?")
                .param(erased.userId())
                .update();
    }
}
