package com.sealkloud.chat.presence;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.PeopleFilter;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pages of users and when they were last online. Each statement reads its page by an index, however
 * many users there are.
 */
@Component
class PeoplePages {

    /** @param seenAt null for a user who was never online */
    record Row(Person person, @Nullable Instant seenAt) {}

    private static final String PEOPLE = """
            select a.user_id, a.user_name, a.user_role, s.seen_at, a.picture_key
            from account a left join last_seen s on s.user_id = a.user_id
            where\s""";

    private static final String THOSE_HERE = """
            select a.user_id, a.user_name, a.user_role, s.seen_at, a.picture_key
            from unnest(cast(:here as varchar array)) as k(user_id) join account a on a.user_id = k.user_id
                left join last_seen s on s.user_id = a.user_id
            where\s""";

    private static final String OFFLINE = """
             and (s.announced is null or s.announced = 'OFFLINE')
             and not exists (select 1 from presence_lease l where l.user_id = a.user_id and l.expires_at > :now)""";

    private static final String BY_NAME = """
             and a.user_name >= :name and (a.user_name > :name or a.user_id > :userId)
            order by a.user_name, a.user_id limit :limit""";

    private static final String BY_ID = " and a.user_id > :userId order by a.user_id limit :limit";

    private final JdbcClient jdbc;
    private final Clock clock;

    PeoplePages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param after the last {@code userId} of the previous page, or empty */
    List<Row> byId(PeopleFilter filter, String after, int limit) {
        return query(PEOPLE + filter.sql() + BY_ID, filter, Map.of("userId", after, "limit", limit));
    }

    /** Offline users, by {@code userId}. */
    List<Row> offlineById(PeopleFilter filter, String after, int limit) {
        return query(PEOPLE + filter.sql() + OFFLINE + BY_ID, filter, Map.of("userId", after, "limit", limit));
    }

    /** The users in {@code here}, by {@code userId}. */
    List<Row> hereById(PeopleFilter filter, Collection<String> here, String after, int limit) {
        return query(
                THOSE_HERE + filter.sql() + BY_ID,
                filter,
                Map.of("here", texts(here), "userId", after, "limit", limit));
    }

    /** The users in {@code here}, by name. */
    List<Row> hereByName(PeopleFilter filter, Collection<String> here, PeoplePlace after, int limit) {
        return query(
                THOSE_HERE + filter.sql() + BY_NAME,
                filter,
                Map.of("here", texts(here), "name", after.name(), "userId", after.userId(), "limit", limit));
    }

    /** Offline users, the most recent first. */
    List<Row> gone(PeopleFilter filter, PeoplePlace after, int limit) {
        return query(
                """
                select a.user_id, a.user_name, a.user_role, s.seen_at, a.picture_key
                from last_seen s join account a on a.user_id = s.user_id
                where s.announced = 'OFFLINE' and s.seen_at <= :seenAt and (s.seen_at < :seenAt or s.user_id > :userId)
                    and\s""" + filter.sql() + OFFLINE + " order by s.seen_at desc, s.user_id limit :limit",
                filter,
                Map.of("seenAt", utc(after.seenAt()), "userId", after.userId(), "limit", limit));
    }

    /** Users who were never online, by name. */
    List<Row> never(PeopleFilter filter, PeoplePlace after, int limit) {
        return query(
                """
                select a.user_id, a.user_name, a.user_role, null, a.picture_key
                from account a
                where not exists (select 1 from last_seen s where s.user_id = a.user_id)
                    and not exists (select 1 from presence_lease l where l.user_id = a.user_id and l.expires_at > :now)
                    and\s""" + filter.sql() + BY_NAME,
                filter,
                Map.of("name", after.name(), "userId", after.userId(), "limit", limit));
    }

    private List<Row> query(String sql, PeopleFilter filter, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(filter.values());
        all.putAll(values);
        all.put("now", utc(clock.instant()));
        return jdbc.sql(sql).params(all).query(PeoplePages::row).list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        OffsetDateTime seenAt = row.getObject(4, OffsetDateTime.class);
        return new Row(
                Person.shown(row.getString(1), row.getString(2), Role.valueOf(row.getString(3)), row.getString(5)),
                seenAt == null ? null : seenAt.toInstant());
    }
}
