package com.sealkloud.chat.account;

import static com.sealkloud.chat.sql.SqlValues.utc;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows that tell whose rights have changed. */
@Repository
class AccessChangeStore {

    private final JdbcTemplate jdbc;
    private final EntityManager entities;

    AccessChangeStore(JdbcTemplate jdbc, EntityManager entities) {
        this.jdbc = jdbc;
        this.entities = entities;
    }

    /**
     * For a transaction that does nothing else after it, since the ids are given here. What JPA has
     * not written yet is written before, as it may wait for rows.
     */
    void add(Collection<String> userIds, Instant now) {
        entities.flush();
        OffsetDateTime time = utc(now);
        jdbc.batchUpdate(
                "insert into access_change (user_id, changed_at) values (?, ?)",
                userIds.stream().map(userId -> new Object[] {userId, time}).toList());
    }

    List<AccessChange> after(long id) {
        return jdbc.query(
                "select id, user_id from access_change where id > ?",
                (row, number) -> new AccessChange(row.getLong(1), row.getString(2)),
                id);
    }

    void deleteBefore(Instant time) {
        jdbc.update("delete from access_change where changed_at < ?", utc(time));
    }
}
