package com.sealkloud.chat.attachment;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.due.DueRows;
import com.sealkloud.chat.due.DueTable;
import com.sealkloud.chat.due.DueTable.Condition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bytes that are to be removed. A removal is noted before bytes are written, and taken back by the
 * transaction that makes them a file; so no crash leaves bytes that nobody knows of.
 */
@Repository
class Removals {

    /** No upload takes longer. */
    private static final Duration OF_UPLOADS = Duration.ofHours(1);

    private static final Duration BEFORE_NEXT_TRY = Duration.ofMinutes(1);

    private static final DueTable<Removal> TABLE = new DueTable<>(
            "attachment_removal",
            "true",
            new Condition<>("storage_key = ?", removal -> new Object[] {removal.storageKey()}),
            new Condition<>("storage_key = ? and attempts = ?", removal ->
                    new Object[] {removal.storageKey(), removal.attempts()}),
            Removals::read);

    private final DueRows<Removal> rows;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Removals(JdbcTemplate jdbc, Clock clock) {
        this.rows = new DueRows<>(jdbc, TABLE);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Removal(String storageKey, int attempts) {}

    /** Bytes are going to be written, which go again unless they become a file. */
    void expect(String storageKey) {
        expect(storageKey, OF_UPLOADS);
    }

    void expect(String storageKey, Duration atMost) {
        add(storageKey, null, clock.instant().plus(atMost));
    }

    /**
     * The same bytes are under another key now; these are for whoever is still reading them. Where
     * those are removed, these go at once, too.
     */
    void expectReplaced(String storageKey, String by, Duration atMost) {
        add(storageKey, by, clock.instant().plus(atMost));
    }

    /** @return whether the bytes may stay */
    boolean takeBack(String storageKey) {
        return jdbc.update("delete from attachment_removal where storage_key = ? and attempts = 0", storageKey) > 0;
    }

    /** Bytes that were expected have not become a file. */
    void hasten(String storageKey) {
        jdbc.update("update attachment_removal set due_at = ? where storage_key = ?", utc(clock.instant()), storageKey);
    }

    void add(Collection<StoredFile> files) {
        files.forEach(file -> file.storageKeys().forEach(this::add));
    }

    void add(String storageKey) {
        add(storageKey, null, clock.instant());
        jdbc.update("update attachment_removal set due_at = ? where replaced_by = ?", utc(clock.instant()), storageKey);
    }

    private void add(String storageKey, @Nullable String replacedBy, Instant dueAt) {
        jdbc.update(
                "insert into attachment_removal (storage_key, replaced_by, due_at, attempts, created_at) values (?, ?, ?, 0, ?)",
                storageKey,
                replacedBy,
                utc(dueAt),
                utc(clock.instant()));
    }

    @Transactional
    public List<Removal> claim(int limit) {
        Instant now = clock.instant();
        return rows.claim(now, now.plus(BEFORE_NEXT_TRY), limit);
    }

    void done(Removal removal) {
        rows.remove(List.of(removal));
    }

    private static Removal read(ResultSet row, int attempts) throws SQLException {
        return new Removal(row.getString("storage_key"), attempts);
    }
}
