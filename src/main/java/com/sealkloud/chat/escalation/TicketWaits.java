package com.sealkloud.chat.escalation;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which tickets wait for an answer. Whoever writes a row has locked the planner of the room. */
@Repository
class TicketWaits {

    private final JdbcClient jdbc;

    TicketWaits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A ticket that waits.
     *
     * @param since since when its present tier has been expected to answer
     * @param dueAt when it is looked at next
     */
    record Wait(String roomId, Instant since, Instant dueAt) {

        private static Wait of(ResultSet row, int number) throws SQLException {
            return new Wait(
                    row.getString("conversation_id"),
                    row.getObject("since", OffsetDateTime.class).toInstant(),
                    row.getObject("due_at", OffsetDateTime.class).toInstant());
        }
    }

    Optional<Wait> find(String roomId) {
        return jdbc.sql("select * from ticket_wait where conversation_id = :roomId")
                .param("roomId", roomId)
                .query(Wait::of)
                .optional();
    }

    /** @return the rooms of those that are due, the longest overdue first */
    List<String> due(Instant now, int limit) {
        return jdbc.sql("select conversation_id from ticket_wait where due_at <= :now order by due_at limit :limit")
                .param("now", utc(now))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    void save(Wait wait) {
        boolean isKnown =
                write("update ticket_wait set since = :since, due_at = :dueAt where conversation_id = :roomId", wait);
        if (!isKnown) {
            write("insert into ticket_wait (conversation_id, since, due_at) values (:roomId, :since, :dueAt)", wait);
        }
    }

    private boolean write(String sql, Wait wait) {
        return jdbc.sql(sql)
                        .param("roomId", wait.roomId())
                        .param("since", utc(wait.since()))
                        .param("dueAt", utc(wait.dueAt()))
                        .update()
                > 0;
    }

    /** Looks at it later, unless it has become due at another time meanwhile. */
    void postpone(String roomId, Instant until) {
        jdbc.sql("update ticket_wait set due_at = :until where conversation_id = :roomId and due_at < :until")
                .param("until", utc(until))
                .param("roomId", roomId)
                .update();
    }

    void end(String roomId) {
        jdbc.sql("delete from ticket_wait where conversation_id = :roomId")
                .param("roomId", roomId)
                .update();
    }
}
