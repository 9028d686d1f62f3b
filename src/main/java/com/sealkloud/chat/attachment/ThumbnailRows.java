package com.sealkloud.chat.attachment;

import com.sealkloud.chat.due.DueRows;
import com.sealkloud.chat.due.DueTable;
import com.sealkloud.chat.due.DueTable.Condition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Pictures that wait for their small copies. */
@Repository
class ThumbnailRows {

    private static final Duration BEFORE_NEXT_TRY = Duration.ofMinutes(1);

    private static final DueTable<Waiting> TABLE = new DueTable<>(
            "attachment",
            "due_at is not null",
            new Condition<>("attachment_id = ?", waiting -> new Object[] {waiting.attachmentId()}),
            new Condition<>("attachment_id = ? and attempts = ?", waiting ->
                    new Object[] {waiting.attachmentId(), waiting.attempts()}),
            ThumbnailRows::read);

    private final DueRows<Waiting> rows;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ThumbnailRows(JdbcTemplate jdbc, Clock clock) {
        this.rows = new DueRows<>(jdbc, TABLE);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param attempts how often it was tried, this time included */
    record Waiting(String attachmentId, int attempts) {}

    /** @return one at a time: each may need much memory */
    @Transactional
    public List<Waiting> claim() {
        Instant now = clock.instant();
        return rows.claim(now, now.plus(BEFORE_NEXT_TRY), 1);
    }

    /** Not counted as an attempt: the storage is away. */
    void putBack(Waiting waiting) {
        rows.putBack(List.of(waiting), clock.instant().plus(BEFORE_NEXT_TRY));
    }

    /**
     * Ends the waiting of a picture that no message has.
     *
     * @return whether there was one
     */
    boolean finishUnclaimed(String attachmentId, @Nullable Thumbnails made) {
        return finish("attachment_id = ? and due_at is not null and seq is null", attachmentId, made);
    }

    /** @return whether it was there, and waiting */
    boolean finish(String attachmentId, @Nullable Thumbnails made) {
        return finish("attachment_id = ? and due_at is not null", attachmentId, made);
    }

    private boolean finish(String which, String attachmentId, @Nullable Thumbnails made) {
        return jdbc.update(
                        "update attachment set due_at = null, thumbnail_type = ?, small_key = ?, large_key = ? where "
                                + which,
                        made == null ? null : made.contentType(),
                        made == null ? null : made.smallKey(),
                        made == null ? null : made.largeKey(),
                        attachmentId)
                > 0;
    }

    private static Waiting read(ResultSet row, int attempts) throws SQLException {
        return new Waiting(row.getString("attachment_id"), attempts);
    }
}
