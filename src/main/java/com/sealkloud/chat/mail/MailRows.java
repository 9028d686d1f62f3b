package com.sealkloud.chat.mail;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.due.DueRows;
import com.sealkloud.chat.due.DueTable;
import com.sealkloud.chat.due.DueTable.Condition;
import com.sealkloud.chat.due.WaitingRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The mails that wait. */
@Repository
class MailRows implements WaitingRows {

    private static final DueTable<QueuedMail> TABLE = new DueTable<>(
            "outgoing_mail",
            "true",
            new Condition<>("mail_id = ?", mail -> new Object[] {mail.mailId()}),
            new Condition<>("mail_id = ? and attempts = ?", mail -> new Object[] {mail.mailId(), mail.attempts()}),
            MailRows::read);

    private final JdbcTemplate jdbc;
    private final DueRows<QueuedMail> rows;
    private final Clock clock;

    MailRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.rows = new DueRows<>(jdbc, TABLE);
        this.clock = clock;
    }

    void add(String kind, String about) {
        OffsetDateTime now = utc(clock.instant());
        jdbc.update(
                "insert into outgoing_mail (mail_id, kind, about, attempts, due_at, created_at) values (?, ?, ?, 0, ?, ?)",
                UUID.randomUUID().toString(),
                kind,
                about,
                now,
                now);
    }

    /** Whether such a mail has not been tried yet. */
    boolean isWaiting(String kind, String about) {
        return count("select count(*) from outgoing_mail where kind = ? and about = ? and attempts = 0", kind, about)
                > 0;
    }

    /** How many such mails there are, tried or not. */
    long countOf(String kind, String about) {
        return count("select count(*) from outgoing_mail where kind = ? and about = ?", kind, about);
    }

    @Override
    public String metric() {
        return "chat.mail.waiting";
    }

    @Override
    public long count() {
        return rows.count();
    }

    private long count(String sql, Object... parameters) {
        Long count = jdbc.queryForObject(sql, Long.class, parameters);
        return count == null ? 0 : count;
    }

    @Transactional
    public List<QueuedMail> claim(Instant until, int limit) {
        return rows.claim(clock.instant(), until, limit);
    }

    void remove(QueuedMail mail) {
        rows.remove(List.of(mail));
    }

    void postpone(QueuedMail mail, Instant until) {
        rows.settle(List.of(mail), "due_at = ?", utc(until));
    }

    private static QueuedMail read(ResultSet row, int attempts) throws SQLException {
        return new QueuedMail(
                row.getString("mail_id"),
                row.getString("kind"),
                row.getString("about"),
                attempts,
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
