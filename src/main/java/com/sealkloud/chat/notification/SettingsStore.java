package com.sealkloud.chat.notification;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountErased;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Stores the settings of users. Users who never changed anything have no row, and the defaults. */
@Repository
class SettingsStore {

    private static final Logger log = LoggerFactory.getLogger(SettingsStore.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SettingsStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    NotificationSettings of(String userId) {
        return of(List.of(userId)).getOrDefault(userId, NotificationSettings.DEFAULT);
    }

    /** @return by user id, without those who have the defaults */
    Map<String, NotificationSettings> of(Collection<String> userIds) {
        Map<String, NotificationSettings> found = new HashMap<>();
        if (!userIds.isEmpty()) {
            jdbc.sql("select * from notification_settings where user_id = any(:userIds)")
                    .param("userIds", texts(userIds))
                    .query((row, number) -> found.put(row.getString("user_id"), read(row)))
                    .list();
        }
        return found;
    }

    /** An unreadable row must not prevent the notifications of other users in the same query. */
    private NotificationSettings read(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("dnd_until", OffsetDateTime.class);
        OffsetDateTime pausedUntil = row.getObject("hours_paused_until", OffsetDateTime.class);
        try {
            return new NotificationSettings(
                    row.getBoolean("desktop"),
                    row.getBoolean("sound"),
                    Sound.parse(row.getString("sound_name")),
                    row.getBoolean("previews"),
                    new DoNotDisturb(
                            until == null ? null : until.toInstant(),
                            ZoneId.of(row.getString("time_zone")).getId(),
                            List.of(json.readValue(row.getString("dnd_hours"), QuietHours[].class)),
                            pausedUntil == null ? null : pausedUntil.toInstant()));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            log.error("The notification settings of {} cannot be read: {}", row.getString("user_id"), e.getMessage());
            return NotificationSettings.DEFAULT;
        }
    }

    void save(String userId, NotificationSettings settings) {
        if (write(UPDATE, userId, settings) == 0) {
            try {
                write(INSERT, userId, settings);
            } catch (DuplicateKeyException insertedMeanwhile) {
                write(UPDATE, userId, settings);
            }
        }
    }

    private static final String UPDATE = """
            update notification_settings set desktop = :desktop, sound = :sound, sound_name = :soundName,
                previews = :previews, dnd_until = :until, time_zone = :timeZone, dnd_hours = :hours,
                hours_paused_until = :pausedUntil
            where user_id = :userId""";

    private static final String INSERT = """
            insert into notification_settings
                (user_id, desktop, sound, sound_name, previews, dnd_until, time_zone, dnd_hours,
                hours_paused_until)
            values (:userId, :desktop, :sound, :soundName, :previews, :until, :timeZone, :hours,
                :pausedUntil)""";

    private int write(String sql, String userId, NotificationSettings settings) {
        DoNotDisturb quiet = settings.doNotDisturb();
        return jdbc.sql(sql)
                .param("userId", userId)
                .param("desktop", settings.desktop())
                .param("sound", settings.sound())
                .param("soundName", settings.soundName().wireName())
                .param("previews", settings.previews())
                .param("until", quiet.until() == null ? null : utc(quiet.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "pausedUntil",
                        quiet.hoursPausedUntil() == null ? null : utc(quiet.hoursPausedUntil()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("timeZone", quiet.timeZone())
                .param("hours", json.writeValueAsString(quiet.hours()))
                .update();
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("delete from notification_settings where user_id = ?")
                .param(erased.userId())
                .update();
    }
}
