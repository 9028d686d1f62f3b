package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Presence, and who is told of its changes. */
class PresenceTests extends EveryRelay {
    private static final String EMPLOYEES = "/topic/presence.employees";
    private static final String CLIENTS = "/topic/presence.clients";

    @Test
    void ofStaffIsToldToEverybody() {
        Session carol = connect(cast.carol()).hears(EMPLOYEES);
        Session ravi = connect(cast.ravi()).hears(EMPLOYEES).hears(CLIENTS);
        User lena = cast.lena();

        Session session = connect(lena);

        Event online = about(carol, "user_online", lena);
        assertThat(online.destination()).isEqualTo(EMPLOYEES);
        assertThat(online.fields())
                .contains("type", "userId", "userName", "userRole", "lastSeen", "timestamp")
                .isSubsetOf("type", "userId", "userName", "userRole", "lastSeen", "timestamp", "status");
        assertThat(online.text("userName")).isEqualTo("lena");
        assertThat(online.text("userRole")).isEqualTo("employee_l1");
        assertThat(about(ravi, "user_online", lena).destination()).isEqualTo(EMPLOYEES);

        session.close();

        assertThat(about(carol, "user_offline", lena).text("lastSeen")).matches("\\d{4}-.*\\.\\d{3}Z");
        assertThat(about(ravi, "user_offline", lena).destination()).isEqualTo(EMPLOYEES);
    }

    @Test
    void ofStaffIsToldToClientsWithoutTheTier() {
        Session carol = connect(cast.carol()).hears(EMPLOYEES);
        Session lena = connect(cast.lena()).hears(EMPLOYEES);
        User ada = cast.ada();

        Session ravi = connect(cast.ravi());
        connect(ada);
        ravi.says("/app/message", Map.of("receiverId", carol.userId(), "content", "Good morning"));
        ravi.says("/app/message", Map.of("receiverId", lena.userId(), "content", "Good morning"));
        carol.says("/app/user_join", Map.of());

        assertThat(about(carol, "user_online", ravi.user()).text("userRole")).isEqualTo("employee_l1");
        assertThat(about(carol, "user_online", ada).text("userRole")).isEqualTo("employee_l1");
        assertThat(carol.awaitsContent("Good morning").text("senderRole")).isEqualTo("employee_l1");
        assertThat(carol.awaits("user_joined").json().toString())
                .contains(ravi.userId())
                .doesNotContain(TIERS);
        assertThat(about(lena, "user_online", ravi.user()).text("userRole")).isEqualTo("employee_l2");
        assertThat(about(lena, "user_online", ada).text("userRole")).isEqualTo("admin");
        assertThat(lena.awaitsContent("Good morning").text("senderRole")).isEqualTo("employee_l2");
    }

    @Test
    void ofAClientIsToldToStaffAndToNoOtherClient() {
        Session dave = connect(cast.dave()).hears(EMPLOYEES);
        dave.subscribe(CLIENTS);
        assertThat(dave.awaits("error").text("code")).isEqualTo("forbidden");
        Session lena = connect(cast.lena()).hears(EMPLOYEES).hears(CLIENTS);
        User carol = cast.carol();

        Session brief = connect(carol);

        assertThat(about(lena, "user_online", carol).destination()).isEqualTo(CLIENTS);
        brief.close();
        about(lena, "user_offline", carol);
        settle(dave);
        assertThat(dave.heard().stream().filter(event -> event.text("userId").equals(carol.userId())))
                .isEmpty();
    }

    @Test
    void ofAProgramIsToldToNobody() {
        Session lena = connect(cast.lena()).hears(EMPLOYEES).hears(CLIENTS);
        User program = cast.ticketService();

        connect(program);

        settle(lena);
        about(lena, "user_online", lenaSees(lena));
        assertThat(lena.heard("user_online", event -> event.text("userId").equals(program.userId())))
                .isEmpty();
        assertThat(as(lena.user()).get("/users?query=" + program.userId()).list("items"))
                .isEmpty();
    }

    /** Somebody who comes after the program, by the same way. */
    private User lenaSees(Session lena) {
        User ravi = cast.ravi();
        connect(ravi);
        return ravi;
    }

    @Test
    void followsWhatTheWindowSays() {
        Session lena = connect(cast.lena());
        Session watcher = connect(cast.ravi()).hears(EMPLOYEES);

        lena.says("/app/presence", Map.of("status", "away", "visible", false));
        about(watcher, "user_away", lena.user());
        assertThat(statusOf(lena.user(), watcher.user())).isEqualTo("away");

        lena.says("/app/presence", Map.of("status", "active", "visible", true, "conversationId", "support"));
        about(watcher, "user_online", lena.user());
        assertThat(statusOf(lena.user(), watcher.user())).isEqualTo("online");

        lena.says("/app/presence", Map.of("status", "dnd", "visible", true));
        await().until(() ->
                watcher.heard("user_away", event -> event.text("userId").equals(lena.userId()))
                                .size()
                        == 2);
        assertThat(statusOf(lena.user(), watcher.user())).isEqualTo("dnd");
    }

    /** Everybody is told, of some users five thousand sessions. */
    @Test
    void isToldOnceASecondHoweverOftenItChanges() {
        Session watcher = connect(cast.ravi()).hears(EMPLOYEES);
        long begun = System.nanoTime();
        Session lena = connect(cast.lena());
        about(watcher, "user_online", lena.user());

        for (int i = 0; i < 40; i++) {
            lena.says("/app/presence", Map.of("status", i % 2 == 0 ? "active" : "dnd", "visible", true));
        }

        await("the last status").until(() -> {
            List<Event> told = told(watcher, lena.user());
            return told.get(told.size() - 1).text("status").equals("dnd")
                    && statusOf(lena.user(), watcher.user()).equals("dnd");
        });
        long passed = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(told(watcher, lena.user())).hasSizeLessThanOrEqualTo(2 + (int) passed);

        lena.says("/app/presence", Map.of("status", "active", "visible", true));
        await().until(() -> statusOf(lena.user(), watcher.user()).equals("online"));
        assertThat(chat.database()
                        .queryForObject(
                                "select announced from last_seen where user_id = ?", String.class, lena.userId()))
                .isEqualTo("ONLINE");
    }

    private static List<Event> told(Session watcher, User user) {
        return watcher.heard().stream()
                .filter(event -> event.text("userId").equals(user.userId()))
                .toList();
    }

    @Test
    void endsWithTheSessionAlsoIfItsWindowSaysSomethingAsItCloses() {
        User lena = cast.lena();
        for (int i = 0; i < 10; i++) {
            Session session = connect(lena);
            for (int j = 0; j < 5; j++) {
                session.sends("/app/presence", Map.of("status", "dnd", "visible", false));
            }
            session.close();
        }

        await().until(() -> chat.database()
                        .queryForObject(
                                "select count(*) from presence_lease where user_id = ?", Long.class, lena.userId())
                == 0);
    }

    @Test
    void combinesTheSessionsOfAPerson() {
        User lena = cast.lena();
        Session watcher = connect(cast.ravi()).hears(EMPLOYEES);
        Session phone = connect(lena);
        Session laptop = connect(lena);
        about(watcher, "user_online", lena);

        phone.says("/app/presence", Map.of("status", "away", "visible", false));
        assertThat(statusOf(lena, watcher.user())).isEqualTo("online");
        laptop.says("/app/presence", Map.of("status", "away", "visible", false));
        about(watcher, "user_away", lena);

        phone.close();
        laptop.close();
        about(watcher, "user_offline", lena);
        assertThat(watcher.heard().stream()
                        .filter(event -> event.text("userId").equals(lena.userId()))
                        .map(Event::type))
                .containsExactly("user_online", "user_away", "user_offline");
    }

    @Test
    void doesNotFlickerWhenOneOfTwoSessionsEnds() {
        User lena = cast.lena();
        Session watcher = connect(cast.ravi()).hears(EMPLOYEES);
        Session phone = connect(lena);
        connect(lena);
        about(watcher, "user_online", lena);

        phone.close();
        await().until(() -> chat.database()
                        .queryForObject(
                                "select count(*) from presence_lease where user_id = ?", Long.class, lena.userId())
                == 1);

        User other = cast.mona();
        Session brief = connect(other);
        about(watcher, "user_online", other);
        brief.close();
        // Ends later than the phone and takes the same grace time.
        about(watcher, "user_offline", other);
        assertThat(watcher.heard("user_offline", event -> event.text("userId").equals(lena.userId())))
                .isEmpty();
    }

    @Test
    void endsWithTheAccount() {
        User lena = cast.lena();
        Session watcher = connect(cast.ravi()).hears(EMPLOYEES);
        connect(lena);
        about(watcher, "user_online", lena);

        as(cast.ada())
                .patch("/users/" + lena.userId(), Map.of("enabled", false))
                .expect(200);

        about(watcher, "user_offline", lena);
    }

    /**
     * Told that somebody has gone who is back before this was announced, one would never hear that
     * they are here.
     */
    @Test
    void isShownToThoseWhoAskAsItWasAnnounced() {
        User lena = cast.lena();
        Session watcher = connect(cast.ravi()).hears(EMPLOYEES);
        Session session = connect(lena);
        about(watcher, "user_online", lena);

        session.close();

        await().until(() -> statusOf(lena, watcher.user()).equals("offline"));
        assertThat(chat.database()
                        .queryForObject(
                                "select announced from last_seen where user_id = ?", String.class, lena.userId()))
                .isEqualTo("OFFLINE");
    }

    @Test
    void endsWithTheLeaseOfANodeThatDied() {
        User lena = cast.lena();
        Session watcher = connect(cast.ravi()).hears(EMPLOYEES);
        Session session = connect(lena);
        about(watcher, "user_online", lena);
        chat.database()
                .update(
                        "insert into presence_lease (session_id, user_id, node_id, attention, visible, expires_at)"
                                + " values (?, ?, 'a node that died', 'ACTIVE', true, ?)",
                        newId(),
                        lena.userId(),
                        Timestamp.from(Instant.now().plusSeconds(2)));

        session.close();

        about(watcher, "user_offline", lena);
        assertThat(chat.database()
                        .queryForObject(
                                "select count(*) from presence_lease where user_id = ?", Long.class, lena.userId()))
                .isZero();
    }

    /**
     * As after a database that was away for longer than a lease lasts, or after the clock was set.
     */
    @Test
    void comesBackIfTheLeaseOfASessionThatGoesOnHasRunOut() {
        User lena = cast.lena();
        Session watcher = connect(cast.ravi()).hears(EMPLOYEES);
        Session session = connect(lena);
        session.says("/app/presence", Map.of("status", "dnd", "visible", true));
        about(watcher, "user_away", lena);

        // A renewal that comes before the sweep makes the lease good again; then it has to run out
        // once more.
        await().pollInterval(Duration.ofSeconds(1)).until(() -> {
            boolean isTold = !watcher.heard(
                            "user_offline", event -> event.text("userId").equals(lena.userId()))
                    .isEmpty();
            if (!isTold) {
                chat.database()
                        .update(
                                "update presence_lease set expires_at = ? where user_id = ?",
                                Timestamp.from(Instant.now().minusSeconds(1)),
                                lena.userId());
            }
            return isTold;
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        watcher.heard("user_away", event -> event.text("userId").equals(lena.userId()))
                                        .size()
                                == 2);
        assertThat(statusOf(lena, watcher.user())).isEqualTo("dnd");

        session.close();
        await().until(() -> statusOf(lena, watcher.user()).equals("offline"));
    }

    @Test
    void isRefusedWhenItMakesNoSense() {
        Session lena = connect(cast.lena());

        Stream.<Map<String, Object>>of(
                        Map.of(),
                        Map.of("status", "asleep", "visible", true),
                        Map.of("status", "away"),
                        Map.of("status", "away", "visible", "yes"),
                        Map.of("status", 1, "visible", true),
                        Map.of("status", "away", "visible", true, "conversationId", "a/b"))
                .forEach(body -> lena.isRefused("/app/presence", body, "bad_request"));
    }

    @Test
    void answersUserJoinWithWhoIAmWhatIHaveAndWhoIsHere() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session dave = connect(cast.dave());
        lena.says("/app/message", Map.of("receiverId", carol.userId(), "content", "Welcome"));
        String conversationId = carol.awaitsContent("Welcome").text("conversationId");

        carol.says("/app/user_join", Map.of());

        Event joined = carol.awaits("user_joined");
        assertThat(joined.destination()).isEqualTo(Session.MESSAGES);
        assertThat(joined.fields())
                .containsExactlyInAnyOrder(
                        "type",
                        "userId",
                        "userName",
                        "userRole",
                        "conversations",
                        "nextCursor",
                        "online",
                        "epoch",
                        "timestamp");
        assertThat(joined.text("userId")).isEqualTo(carol.userId());
        assertThat(joined.text("userName")).isEqualTo("carol");
        assertThat(joined.text("userRole")).isEqualTo("client");
        JsonNode conversation = joined.json().required("conversations").required(0);
        assertThat(conversation.required("conversationId").stringValue()).isEqualTo(conversationId);
        assertThat(conversation.required("unreadCount").longValue()).isEqualTo(1);
        List<String> online = joined.json()
                .required("online")
                .valueStream()
                .map(user -> user.required("userId").stringValue())
                .toList();
        assertThat(online).contains(lena.userId()).doesNotContain(dave.userId());
        settle(lena);
        assertThat(lena.heard("user_joined")).isEmpty();

        carol.says("/app/user_join", Map.of("type", "user_join", "userId", carol.userId()));
        await().until(() -> carol.heard("user_joined").size() == 2);
        assertThat(carol.heard("user_joined").get(1).json().required("conversations"))
                .isEqualTo(joined.json().required("conversations"));
    }

    @Test
    void answersUserJoinToTheAskingSessionAlone() {
        User lena = cast.lena();
        Session phone = connect(lena);
        Session laptop = connect(lena);

        phone.says("/app/user_join", Map.of());

        phone.awaits("user_joined");
        settle(laptop);
        assertThat(laptop.heard("user_joined")).isEmpty();
    }

    private static Event about(Session watcher, String type, User user) {
        return watcher.awaits(type, event -> event.text("userId").equals(user.userId()));
    }

    private String statusOf(User user, User asker) {
        return as(asker)
                .get("/users?query=" + user.userId())
                .list("items")
                .get(0)
                .required("status")
                .stringValue();
    }
}
