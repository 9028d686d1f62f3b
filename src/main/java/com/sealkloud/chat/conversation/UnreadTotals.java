package com.sealkloud.chat.conversation;

import static com.sealkloud.chat.sql.SqlValues.texts;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many messages somebody has not read altogether. Each notification says so, most often to
 * whoever has not looked for a while, so that counting ends early, however much has been said
 * meanwhile.
 */
@Component
class UnreadTotals {

    /** Of one person, those with the newest events. */
    static final int MOST_CONVERSATIONS = 50;

    /** Of one conversation, behind the read mark. */
    static final int MOST_EVENTS = 100;

    /** Counted for each by itself: joined, PostgreSQL would rather read all logs. */
    private static final String COUNT = """
            select unread.user_id, sum((
                select count(*) from log_entry e
                where e.conversation_id = unread.conversation_id
                    and e.seq > unread.after_seq and e.seq <= unread.after_seq + %d
                    and e.message_id is not null and e.actor_id <> unread.user_id))
            from (select p.user_id, p.conversation_id, greatest(p.last_read_seq, c.first_seq - 1) as after_seq,
                    row_number() over (partition by p.user_id order by c.last_event_at desc) as place
                from participant p join conversation c on c.conversation_id = p.conversation_id
                where p.user_id = any(?) and c.last_message_seq > p.last_read_seq) unread
            where unread.place <= %d
            group by unread.user_id""".formatted(MOST_EVENTS, MOST_CONVERSATIONS);

    private final JdbcClient jdbc;

    UnreadTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return by the id of the person; those with none are left out */
    Map<String, Long> of(Collection<String> userIds) {
        Map<String, Long> totals = new HashMap<>();
        if (!userIds.isEmpty()) {
            jdbc.sql(COUNT).param(texts(userIds)).query(row -> {
                totals.put(row.getString(1), row.getLong(2));
            });
            totals.values().removeIf(total -> total == 0);
        }
        return totals;
    }
}
