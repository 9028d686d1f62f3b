package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.PushReceiver;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who is notified, for all combinations of user activity and settings: exactly these, each once.
 */
class AttentionTests extends EitherBroker {

    /** What one session does with its window. */
    private enum Window {
        LOOKING,
        HIDDEN,
        IDLE,
        AWAY,
        OTHER_CONVERSATION,
        LIST,
        SAYS_NOTHING,
        DO_NOT_DISTURB
    }

    private enum Expected {
        AT_ONCE,
        LATER,
        BY_PUSH,
        NEVER
    }

    private enum Wish {
        NONE,
        MUTED,
        MUTED_BUT_MENTIONS,
        OTHER_MUTED,
        QUIET_UNTIL_TOMORROW,
        QUIET_UNTIL_YESTERDAY,
        QUIET_HOURS,
        NO_DESKTOP
    }

    private enum Case {
        LOOKS(Expected.LATER, Wish.NONE, false, Window.LOOKING),
        HAS_HIDDEN_THE_WINDOW(Expected.AT_ONCE, Wish.NONE, false, Window.HIDDEN),
        IS_IDLE(Expected.AT_ONCE, Wish.NONE, false, Window.IDLE),
        IS_AWAY(Expected.AT_ONCE, Wish.NONE, false, Window.AWAY),
        LOOKS_AT_ANOTHER_CONVERSATION(Expected.AT_ONCE, Wish.NONE, false, Window.OTHER_CONVERSATION),
        HAS_NO_CONVERSATION_OPEN(Expected.AT_ONCE, Wish.NONE, false, Window.LIST),
        HAS_NOT_SAID_ANYTHING(Expected.AT_ONCE, Wish.NONE, false, Window.SAYS_NOTHING),
        LOOKS_ON_ONE_OF_TWO(Expected.LATER, Wish.NONE, false, Window.HIDDEN, Window.LOOKING),
        LOOKS_ELSEWHERE_ON_ONE_OF_TWO(Expected.LATER, Wish.NONE, false, Window.LOOKING, Window.OTHER_CONVERSATION),
        LOOKS_ON_NONE_OF_TWO(Expected.AT_ONCE, Wish.NONE, false, Window.HIDDEN, Window.IDLE),
        IS_NOT_HERE(Expected.NEVER, Wish.NONE, false),
        IS_NOT_HERE_BUT_HAS_A_DEVICE(Expected.BY_PUSH, Wish.NONE, true),
        IS_HERE_AND_HAS_A_DEVICE(Expected.AT_ONCE, Wish.NONE, true, Window.HIDDEN),
        LOOKS_AND_HAS_A_DEVICE(Expected.LATER, Wish.NONE, true, Window.LOOKING),
        HAS_MUTED_IT(Expected.NEVER, Wish.MUTED, false, Window.HIDDEN),
        HAS_MUTED_IT_BUT_FOR_MENTIONS(Expected.AT_ONCE, Wish.MUTED_BUT_MENTIONS, false, Window.HIDDEN),
        HAS_MUTED_ANOTHER(Expected.AT_ONCE, Wish.OTHER_MUTED, false, Window.HIDDEN),
        HAS_MUTED_IT_AND_LOOKS(Expected.NEVER, Wish.MUTED, false, Window.LOOKING),
        HAS_MUTED_IT_AND_IS_NOT_HERE(Expected.NEVER, Wish.MUTED, true),
        WANTS_QUIET_UNTIL_TOMORROW(Expected.NEVER, Wish.QUIET_UNTIL_TOMORROW, false, Window.HIDDEN),
        WANTED_QUIET_UNTIL_YESTERDAY(Expected.AT_ONCE, Wish.QUIET_UNTIL_YESTERDAY, false, Window.HIDDEN),
        HAS_QUIET_HOURS(Expected.NEVER, Wish.QUIET_HOURS, false, Window.IDLE),
        HAS_QUIET_HOURS_AND_IS_NOT_HERE(Expected.NEVER, Wish.QUIET_HOURS, true),
        WANTS_NO_DISTURBANCE_ON_ONE_OF_TWO(Expected.NEVER, Wish.NONE, false, Window.HIDDEN, Window.DO_NOT_DISTURB),
        WANTS_NO_DESKTOP_NOTIFICATIONS(Expected.NEVER, Wish.NO_DESKTOP, true, Window.HIDDEN);

        private final Expected expected;
        private final Wish wish;
        private final boolean hasDevice;
        private final List<Window> windows;

        Case(Expected expected, Wish wish, boolean hasDevice, Window... windows) {
            this.expected = expected;
            this.wish = wish;
            this.hasDevice = hasDevice;
            this.windows = List.of(windows);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void somebodyWho(Case one) {
        User lena = cast.lena();
        User carol = cast.carol();
        String conversation = directConversation(lena, carol);
        String other = directConversation(cast.ravi(), carol);
        settle(carol, one.wish, conversation, other);
        PushReceiver.Device device = Servers.pushReceiver().newDevice();
        if (one.hasDevice) {
            as(carol).post("/me/push-subscriptions", device.subscription()).expect(201);
        }
        List<Session> sessions = new ArrayList<>();
        one.windows.forEach(window -> sessions.add(open(carol, window, conversation, other)));

        as(lena).post("/conversations/" + conversation + "/messages", Map.of("content", "Hello @" + carol.userId()))
                .expect(201);
        awaitHandled(conversation, 1);

        switch (one.expected) {
            case AT_ONCE -> sessions.forEach(session -> session.awaits("notification"));
            case LATER -> {
                assertThat(waitFor(carol, conversation)).isGreaterThan(Duration.ofMillis(900));
                sessions.forEach(session -> session.awaits("notification"));
            }
            case BY_PUSH -> await().until(() -> device.deliveries().size() == 1);
            case NEVER -> assertThat(waiting(carol)).isZero();
        }
        await("all settled").until(() -> unsettled(carol) == 0);
        boolean isShown = one.expected == Expected.AT_ONCE || one.expected == Expected.LATER;
        for (Session session : sessions) {
            List<Event> notifications = session.heard("notification");
            assertThat(notifications).hasSize(isShown ? 1 : 0);
        }
        assertThat(device.deliveries()).hasSize(one.expected == Expected.BY_PUSH ? 1 : 0);
    }

    private void settle(User user, Wish wish, String conversation, String other) {
        switch (wish) {
            case NONE -> {}
            case MUTED -> mute(user, conversation, false);
            case MUTED_BUT_MENTIONS -> mute(user, conversation, true);
            case OTHER_MUTED -> mute(user, other, false);
            case QUIET_UNTIL_TOMORROW ->
                quiet(user, Instant.now().plus(Duration.ofDays(1)).toString(), List.of());
            case QUIET_UNTIL_YESTERDAY ->
                quiet(user, Instant.now().minus(Duration.ofDays(1)).toString(), List.of());
            case QUIET_HOURS ->
                quiet(
                        user,
                        null,
                        List.of(Map.of(
                                "days",
                                List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
                                "from",
                                "07:00",
                                "to",
                                "07:00")));
            case NO_DESKTOP -> put(user, false, Map.of("timeZone", "UTC", "hours", List.of()));
        }
    }

    private void mute(User user, String conversation, boolean mentions) {
        as(user).put("/me/muted-conversations/" + conversation, Map.of("mentions", mentions))
                .expect(204);
    }

    private void quiet(User user, String until, List<?> hours) {
        Map<String, Object> quiet = new HashMap<>(Map.of("timeZone", "Europe/Berlin", "hours", hours));
        quiet.put("until", until);
        put(user, true, quiet);
    }

    private void put(User user, boolean desktop, Map<String, ?> quiet) {
        as(user).put(
                        "/me/notification-settings",
                        Map.of(
                                "desktop",
                                desktop,
                                "sound",
                                true,
                                "soundName",
                                "knock",
                                "previews",
                                true,
                                "doNotDisturb",
                                quiet))
                .expect(200);
    }

    private Session open(User user, Window window, String conversation, String other) {
        Session session = connect(user);
        switch (window) {
            case LOOKING -> session.says("/app/presence", doing("active", true, conversation));
            case HIDDEN -> session.says("/app/presence", doing("active", false, conversation));
            case AWAY -> session.says("/app/presence", doing("away", true, conversation));
            case OTHER_CONVERSATION -> session.says("/app/presence", doing("active", true, other));
            case LIST -> session.says("/app/presence", Map.of("status", "active", "visible", true));
            case DO_NOT_DISTURB -> session.says("/app/presence", doing("dnd", true, conversation));
            case SAYS_NOTHING -> {}
            case IDLE -> {
                session.says("/app/presence", doing("active", true, conversation));
                // Waiting for two minutes is dear; the session has been silent for as long.
                chat.database()
                        .update(
                                "update presence_lease set active_at = ? where user_id = ? and conversation_id = ?",
                                Timestamp.from(Instant.now().minusSeconds(121)),
                                user.userId(),
                                conversation);
            }
        }
        return session;
    }

    private static Map<String, Object> doing(String status, boolean visible, String conversation) {
        return Map.of("status", status, "visible", visible, "conversationId", conversation);
    }

    private Duration waitFor(User user, String conversation) {
        Timestamp due = chat.database()
                .queryForObject(
                        "select due_at from notification where user_id = ? and conversation_id = ?",
                        Timestamp.class,
                        user.userId(),
                        conversation);
        Timestamp made = chat.database()
                .queryForObject(
                        "select created_at from notification where user_id = ? and conversation_id = ?",
                        Timestamp.class,
                        user.userId(),
                        conversation);
        return Duration.between(made.toInstant(), due.toInstant());
    }

    private long waiting(User user) {
        return count("select count(*) from notification where user_id = ?", user);
    }

    private long unsettled(User user) {
        return count("select count(*) from notification where user_id = ? and shown = false", user);
    }

    private long count(String sql, User user) {
        return chat.database().queryForObject(sql, Long.class, user.userId());
    }
}
