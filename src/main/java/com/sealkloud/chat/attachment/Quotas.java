package com.sealkloud.chat.attachment;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.image.PictureSize;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How much each user has uploaded today, counted as what it costs: a file of one byte takes a row
 * and a block of the disk, and a picture of a few bytes takes memory and processor time for each of
 * its pixels. What an upload may need is reserved before it begins, by a
 * conditional update, so that several at once cannot pass together. What a node reserves and then
 * dies with stays reserved until the end of the day.
 */
@Repository
class Quotas {

    private static final long LEAST = 32 << 10;

    /** Photos and screenshots have fewer. */
    private static final int PIXELS_PER_OCTET = 16;

    private static final String RESERVE = """
            update attachment_quota set octets = octets + :octets
            where user_id = :userId and quota_day = :day and octets + :octets <= :most""";

    private final JdbcClient jdbc;
    private final AttachmentProperties properties;
    private final Clock clock;

    Quotas(JdbcClient jdbc, AttachmentProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** What was reserved for an upload. */
    record Reservation(String userId, LocalDate day, long octets) {}

    /** @throws Refusal {@code quota_exceeded} */
    Reservation reserve(String userId, long octets) {
        Reservation wanted =
                new Reservation(userId, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), Math.max(LEAST, octets));
        if (!take(wanted)) {
            begin(wanted);
            if (!take(wanted)) {
                throw new Refusal(
                        RefusalCode.QUOTA_EXCEEDED,
                        "You may upload " + properties.dailyLimit().toMegabytes() + " MB on one day.");
            }
        }
        return wanted;
    }

    private boolean take(Reservation wanted) {
        return jdbc.sql(RESERVE)
                        .param("octets", wanted.octets())
                        .param("userId", wanted.userId())
                        .param("day", wanted.day())
                        .param("most", properties.dailyLimit().toBytes())
                        .update()
                > 0;
    }

    private void begin(Reservation wanted) {
        try {
            jdbc.sql("""
                            insert into attachment_quota (user_id, quota_day, octets, created_at)
                            select :userId, :day, 0, cast(:now as timestamp with time zone)
                            where not exists (select 1 from attachment_quota
                                where user_id = :userId and quota_day = :day)""")
                    .param("userId", wanted.userId())
                    .param("day", wanted.day())
                    .param("now", utc(clock.instant()))
                    .update();
        } catch (DuplicateKeyException atTheSameTime) {
            // Another upload of theirs has begun the day.
        }
    }

    /** @return as how many bytes this file counts */
    static long costOf(StoredFile file) {
        return costOf(file.size(), file.picture());
    }

    static long costOf(long octets, @Nullable PictureSize picture) {
        long pixels = picture == null ? 0 : picture.pixels();
        return Math.max(LEAST, Math.max(octets, pixels / PIXELS_PER_OCTET));
    }

    /** Gives back what the upload did not need. */
    void settle(Reservation reserved, long used) {
        jdbc.sql("update attachment_quota set octets = octets - ? where user_id = ? and quota_day = ?")
                .param(reserved.octets() - used)
                .param(reserved.userId())
                .param(reserved.day())
                .update();
    }

    void prune() {
        jdbc.sql("delete from attachment_quota where quota_day < ?")
                .param(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1))
                .update();
    }
}
