package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.LeftOver;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Notifications of users who are not looking, and their withdrawal. */
class NotificationTests extends EitherBroker {

    @Test
    void saysWhoWroteWhatAndWhere() {
        User lena = cast.lena();
        Session carol = connect(cast.carol());
        connect(lena)
                .says(
                        "/app/message",
                        Map.of("receiverId", carol.userId(), "content", "**Your** [ticket](http://x) is `done`"));

        Event notification = carol.awaits("notification");

        Event message = carol.awaits("message");
        assertThat(notification.destination()).isEqualTo(Session.NOTIFICATIONS);
        assertThat(notification.fields())
                .containsExactlyInAnyOrder(
                        "type",
                        "notificationId",
                        "title",
                        "body",
                        "tag",
                        "url",
                        "sound",
                        "conversationId",
                        "messageId",
                        "seq",
                        "senderId",
                        "senderName",
                        "senderRole",
                        "conversationKind",
                        "unreadTotal",
                        "timestamp");
        assertThat(notification.text("title")).isEqualTo("lena");
        assertThat(notification.text("body")).isEqualTo("Your ticket is done");
        assertThat(notification.text("tag")).isEqualTo("chat-" + message.text("conversationId"));
        assertThat(notification.text("url")).isEqualTo("/#/c/" + message.text("conversationId") + "/" + message.seq());
        assertThat(notification.text("sound")).isEqualTo("chime");
        assertThat(notification.text("messageId")).isEqualTo(message.text("messageId"));
        assertThat(notification.text("senderId")).isEqualTo(lena.userId());
        assertThat(notification.text("senderRole")).isEqualTo("employee_l1");
        assertThat(notification.text("conversationKind")).isEqualTo("direct");
        assertThat(notification.number("unreadTotal")).isEqualTo(1);
    }

    @Test
    void namesTheRoomAndCountsAllThatIsUnread() {
        User lena = cast.lena();
        Session ravi = connect(cast.ravi());
        String room = teamRoom(lena, ravi.user());
        Session sender = connect(lena);
        sender.says("/app/message", Map.of("receiverId", ravi.userId(), "content", "one"));
        sender.says("/app/room_message", Map.of("roomId", room, "content", "two"));

        Event notification = ravi.awaits(
                "notification", event -> event.text("conversationId").equals(room));

        assertThat(notification.text("title")).isEqualTo("lena · team");
        assertThat(notification.number("unreadTotal")).isEqualTo(2);
    }

    /** Names of both directions in one line would else change places with what is between them. */
    @Test
    void keepsTheDirectionOfANameWithinIt() {
        User lena = cast.lena();
        Session ravi = connect(cast.ravi());
        String room = chat.as(lena)
                .post(
                        "/rooms",
                        Map.of(
                                "name",
                                "مكتب",
                                "kind",
                                "team",
                                "memberIds",
                                List.of(ravi.user().userId())))
                .expect(201)
                .text("roomId");

        connect(lena).says("/app/room_message", Map.of("roomId", room, "content", "x"));

        assertThat(ravi.awaits(
                                "notification",
                                event -> event.text("conversationId").equals(room))
                        .text("title"))
                .isEqualTo("lena · \u2068مكتب\u2069");
    }

    @Test
    void isForMembersAloneAndNeverForTheSender() {
        User lena = cast.lena();
        Session ravi = connect(cast.ravi());
        Session mona = connect(cast.mona());
        String room = teamRoom(lena, ravi.user());
        Session laptop = connect(lena);
        Session phone = connect(lena);

        laptop.says("/app/room_message", Map.of("roomId", room, "content", "hello"));

        ravi.awaits("notification");
        settleNotifications(laptop, phone, mona);
        assertThat(notificationsOf(room, laptop, phone, mona)).isEmpty();
    }

    @Test
    void ofANoteIsForStaffAlone() {
        User lena = cast.lena();
        Session carol = connect(cast.carol());
        Session ravi = connect(cast.ravi());
        String room = ticketRoom(lena, carol.user(), ravi.user());

        connect(lena).says("/app/room_message", Map.of("roomId", room, "content", "secret", "note", true));

        assertThat(ravi.awaits("notification").text("conversationId")).isEqualTo("notes-" + room);
        settleNotifications(carol);
        assertThat(notificationsOf("notes-" + room, carol)).isEmpty();
    }

    @Test
    void isWithdrawnWhenItsMessageIsDeletedAndNotForAnOlderOne() {
        User carol = cast.carol();
        Session phone = connect(carol);
        Session lena = connect(cast.lena());
        lena.says("/app/message", Map.of("receiverId", carol.userId(), "content", "one"));
        Event older = phone.awaits("notification");
        lena.says("/app/message", Map.of("receiverId", carol.userId(), "content", "two"));
        Event shown = phone.awaits("notification", event -> event.seq() == older.seq() + 1);
        awaitShown(carol, shown);
        String id = shown.text("conversationId");

        lena.says("/app/delete_message", Map.of("conversationId", id, "seq", older.seq()));
        lena.says("/app/delete_message", Map.of("conversationId", id, "seq", shown.seq()));

        Event withdrawn = phone.awaits("notification_withdrawn");
        assertThat(withdrawn.number("readSeq")).isEqualTo(shown.seq());
        await().until(() -> rowsOf(carol) == 0);
        assertThat(phone.heard("notification_withdrawn")).hasSize(1);
    }

    @Test
    void isWithdrawnOnAllDevicesWhenItIsReadOnOne() {
        User carol = cast.carol();
        Session phone = connect(carol);
        Session laptop = connect(carol);
        connect(cast.lena()).says("/app/message", Map.of("receiverId", carol.userId(), "content", "hello"));
        Event shown = phone.awaits("notification");
        awaitShown(carol, shown);

        laptop.says("/app/read", Map.of("conversationId", shown.text("conversationId"), "seq", shown.seq()));

        Event withdrawn = phone.awaits("notification_withdrawn");
        assertThat(withdrawn.fields())
                .containsExactlyInAnyOrder("type", "conversationId", "readSeq", "tag", "timestamp");
        assertThat(withdrawn.destination()).isEqualTo(Session.NOTIFICATIONS);
        assertThat(withdrawn.text("tag")).isEqualTo(shown.text("tag"));
        assertThat(withdrawn.number("readSeq")).isEqualTo(shown.seq());
        laptop.awaits("notification_withdrawn");
        await().until(() -> rowsOf(carol) == 0);
    }

    @Test
    void comesAfterAllWhenSomebodyWhoLookedHasNotRead() {
        User lena = cast.lena();
        Session carol = connect(cast.carol());
        String conversation = directConversation(lena, carol.user());
        carol.says("/app/presence", Map.of("status", "active", "visible", true, "conversationId", conversation));
        Instant sent = Instant.now();
        connect(lena).says("/app/message", Map.of("receiverId", carol.userId(), "content", "hello"));

        carol.awaits("notification");

        assertThat(Duration.between(sent, Instant.now())).isGreaterThan(Duration.ofMillis(1_000));
    }

    @Test
    void doesNotComeWhenSomebodyWhoLookedHasRead() {
        User lena = cast.lena();
        Session carol = connect(cast.carol());
        String conversation = directConversation(lena, carol.user());
        carol.says("/app/presence", Map.of("status", "active", "visible", true, "conversationId", conversation));
        connect(lena).says("/app/message", Map.of("receiverId", carol.userId(), "content", "hello"));
        Event message = carol.awaitsContent("hello");
        awaitHandled(conversation, message.seq());

        carol.says("/app/read", Map.of("conversationId", conversation, "seq", message.seq()));

        await().until(() -> rowsOf(carol.user()) == 0);
        assertThat(carol.heard("notification")).isEmpty();
        assertThat(carol.heard("notification_withdrawn")).isEmpty();
    }

    @Test
    void waitsInTheDatabaseAndIsWorkedOffAfterTheNodeThatDecidedHasGone() {
        User lena = cast.lena();
        Session carol = connect(cast.carol());
        connect(lena).says("/app/message", Map.of("receiverId", carol.userId(), "content", "hello"));
        Event first = carol.awaits("notification");
        awaitShown(carol.user(), first);

        // As a node leaves it that has decided, or even claimed the row, and died before it sent
        // anything.
        chat.database()
                .update(
                        "update notification set shown = false, due_at = ? where user_id = ?",
                        Timestamp.from(Instant.now().plusMillis(500)),
                        carol.userId());

        await().until(() -> carol.heard("notification").size() == 2);
        assertThat(carol.heard("notification").get(1).text("notificationId")).isEqualTo(first.text("notificationId"));
        awaitShown(carol.user(), first);
    }

    @Test
    void isNotMadeAgainOfAnEventThatComesAgain() {
        User lena = cast.lena();
        Session carol = connect(cast.carol());
        connect(lena).says("/app/message", Map.of("receiverId", carol.userId(), "content", "hello"));
        Event notification = carol.awaits("notification");
        String conversation = notification.text("conversationId");
        awaitShown(carol.user(), notification);

        // The sweep publishes again what does not seem to be published.
        LeftOver.all(chat, conversation);
        await().until(() -> LeftOver.isNothingOf(chat, conversation));

        settleNotifications(carol);
        assertThat(notificationsOf(conversation, carol)).hasSize(1);
        int heard = carol.heardContent("hello").size();

        // What a feature of the service has refused reaches nobody else again.
        LeftOver.unheard(chat, conversation);
        await().until(() -> LeftOver.isNothingOf(chat, conversation));

        settleNotifications(carol);
        assertThat(carol.heardContent("hello")).hasSize(heard);
    }

    @Test
    void survivesPeopleAndRoomsThatAreGone() {
        User lena = cast.lena();
        User dave = cast.ravi();
        Session mona = connect(cast.mona());
        Session gone = connect(dave);
        String room = teamRoom(lena, mona.user(), dave);
        chat.database().update("delete from account where user_id = ?", dave.userId());

        connect(lena).says("/app/room_message", Map.of("roomId", room, "content", "who is there?"));

        mona.awaits("notification", event -> event.text("conversationId").equals(room));
        assertThat(notificationsOf(room, gone)).isEmpty();
    }

    private long rowsOf(User user) {
        return chat.database()
                .queryForObject("select count(*) from notification where user_id = ?", Long.class, user.userId());
    }

    private void awaitShown(User user, Event notification) {
        await().until(() -> chat.database()
                        .queryForObject(
                                "select count(*) from notification where user_id = ? and conversation_id = ? and shown = true",
                                Long.class,
                                user.userId(),
                                notification.text("conversationId"))
                > 0);
    }

    static List<Event> notificationsOf(String conversationId, Session... sessions) {
        return List.of(sessions).stream()
                .flatMap(session -> session.heard("notification").stream())
                .filter(event -> event.text("conversationId").equals(conversationId))
                .toList();
    }
}
