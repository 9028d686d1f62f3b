package com.sealkloud.chat.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A message to a room of five hundred costs as many database calls as one to a room of five, and a
 * batch costs as many as one event.
 */
@ExtendWith(Servers.class)
class NotificationQueryTests {
    private static final List<String> OF_OTHER_TASKS = List.of(
            "access_change",
            "access_token",
            "task_lease",
            "skip locked",
            "not(p1_0.read_published)",
            "outbox",
            "select epoch from installation",
            "set read_published = true",
            "update presence_lease",
            "delete from presence_lease",
            "from webhook",
            "automated_reply",
            "ticket_wait",
            "select epoch from installation",
            "search_",
            "synchronous_commit",
            "plan_cache_mode",
            // The index of the search reads what is new.
            "select seq, type, case when octet_length(payload) <= ? then payload end as payload from log_entry",
            "attachment");

    private static final String ALL_MEMBERS =
            "select conversation_id, user_id, last_read_seq from participant\nwhere conversation_id = any";

    /** What the test itself asks. */
    private static final String SHOWN = "select 1 from notification where conversation_id = ? and shown";

    @Test
    void doNotGrowWithTheRoom() {
        try (Chat chat = Servers.start(
                Mode.EMBEDDED_POSTGRESQL,
                "--chat.notification.batch=1000",
                // Somebody who has just connected would be waited for, until the next sweep.
                "--chat.presence.settle=0s",
                // Nothing but the message is to be counted.
                "--chat.notification.sweep-interval=1h",
                "--chat.push.sweep-interval=1h",
                LoggedDataSource.OPTION)) {
            User lena = chat.cast().lena();
            Session mona = chat.connect(chat.cast().mona());
            await("what is done about her presence")
                    .until(() -> !chat.database()
                            .queryForList(
                                    "select 1 from last_seen where user_id = ? and announced = 'ONLINE'", mona.userId())
                            .isEmpty());
            String small = room(chat, lena, mona.user(), 5);
            String large = room(chat, lena, mona.user(), 498);

            List<String> ofFew = callsOf(chat, lena, mona, small, 5);
            List<String> ofMany = callsOf(chat, lena, mona, large, 498);

            assertThat(ofMany).hasSameSizeAs(ofFew);
            assertThat(ofFew.size()).isLessThan(40);
            assertThat(ofMany.stream().filter(sql -> sql.contains(ALL_MEMBERS)))
                    .as("by whoever decides, and not again for each five hundred that are sent")
                    .hasSize(1);
        }
    }

    /** Who was here a moment ago and has no device is waited for, and told nothing yet. */
    @Test
    void doNotCountWhatIsUnreadForWhoeverIsAwaited() {
        try (Chat chat = Servers.start(
                Mode.EMBEDDED_POSTGRESQL,
                "--chat.notification.sweep-interval=1h",
                "--chat.push.sweep-interval=1h",
                LoggedDataSource.OPTION)) {
            User lena = chat.cast().lena();
            User ravi = chat.cast().ravi();
            chat.database()
                    .update(
                            "insert into last_seen (user_id, seen_at, announced) values (?, now(), 'OFFLINE')",
                            ravi.userId());
            String room = chat.as(lena)
                    .post("/rooms", Map.of("name", "r", "kind", "team", "memberIds", List.of(ravi.userId())))
                    .expect(201)
                    .text("roomId");
            LoggedDataSource.clear();

            chat.as(lena)
                    .post("/conversations/" + room + "/messages", Map.of("content", "Good morning"))
                    .expect(201);

            await("a pause")
                    .until(() -> LoggedDataSource.calls().stream().anyMatch(sql -> sql.contains("attempts - 1")));
            assertThat(LoggedDataSource.calls()).noneMatch(sql -> sql.contains("over (partition by p.user_id"));
        }
    }

    /** A room of so many people with a session each, on a node that has none of them here. */
    private static String room(Chat chat, User lena, User mona, int people) {
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "r", "kind", "team", "memberIds", List.of(mona.userId())))
                .expect(201)
                .text("roomId");
        JdbcTemplate database = chat.database();
        // The index of the search locks a conversation only to begin with it.
        database.update("""
                insert into search_position (conversation_id, seq)
                select conversation_id, last_seq from conversation where conversation_id = ?""", room);
        String prefix = "person-" + people + "-";
        database.update("""
                insert into account (user_id, user_name, user_role, enabled, created_at)
                select ? || n, 'somebody', 'EMPLOYEE_L1', true, now() from generate_series(1, ?) n""", prefix, people);
        database.update("""
                insert into participant (conversation_id, user_id, last_read_seq, read_published, joined_at)
                select ?, ? || n, 0, true, now() from generate_series(1, ?) n""", room, prefix, people);
        database.update("""
                insert into presence_lease (session_id, user_id, node_id, attention, visible, expires_at, opened_at)
                select ? || n, ? || n, 'another', 'ACTIVE', false, now() + interval '1 hour', now() - interval '1 hour'
                from generate_series(1, ?) n""", prefix, prefix, people);
        return room;
    }

    private static List<String> callsOf(Chat chat, User lena, Session mona, String room, int people) {
        LoggedDataSource.clear();
        chat.as(lena)
                .post("/conversations/" + room + "/messages", Map.of("content", "Good morning"))
                .expect(201);
        mona.awaits("notification", event -> event.text("conversationId").equals(room));
        await("all of them")
                .until(() -> chat.database().queryForList(SHOWN, room).size() == people + 1);
        return LoggedDataSource.calls().stream()
                .filter(sql -> !sql.equals(SHOWN) && isOfNotifications(sql))
                .toList();
    }

    /** Presence renews itself, and rights and the outbox are looked after, whatever happens. */
    private static boolean isOfNotifications(String sql) {
        return OF_OTHER_TASKS.stream().noneMatch(sql::contains)
                && !(sql.contains("from presence_lease") && sql.contains("expires_at <= "));
    }
}
