package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of rows that are due together; the test itself is the thread that sends them. */
@ExtendWith(Servers.class)
class NotificationSenderTests {
    private Chat chat;
    private NotificationSender sender;
    private User lena;
    private Session carol;
    private String conversation;

    @BeforeEach
    void start() {
        chat = Servers.chat(Mode.EMBEDDED_H2);
        lena = chat.cast().lena();
        carol = chat.connect(chat.cast().carol());
        conversation = chat.as(lena)
                .post("/conversations", Map.of("userId", carol.userId()))
                .text("conversationId");
        sender = chat.bean(NotificationSender.class);
        sender.stop();
    }

    @AfterEach
    void stop() {
        sender.start();
        carol.close();
    }

    @Test
    void publishTheNewestOfAConversationAlone() {
        says("one", "two", "three");

        sendsUntil(3, true);

        hears("three");
        assertThat(carol.heard("notification").get(0).number("unreadTotal")).isEqualTo(3);
    }

    @Test
    void areWithdrawnTogether() {
        says("one", "two");
        sendsUntil(2, true);

        chat.as(carol.user())
                .put("/conversations/" + conversation + "/read", Map.of("seq", 2))
                .expect(204);

        assertThat(carol.awaits("notification_withdrawn").number("readSeq")).isEqualTo(2);
        await().until(() -> rows(true) + rows(false) == 0);
    }

    @Test
    void areOnePushForTheNewest() {
        carol.close();
        await("a lease that has ended").until(() -> isOffline(carol.userId()));
        chat.database().update("""
                insert into push_subscription
                    (subscription_id, user_id, endpoint_hash, endpoint, p256dh, auth, created_at)
                values (?, ?, ?, 'https://push.invalid/1', 'key', 'secret', current_timestamp)""", "of-" + carol.userId(), carol.userId(), carol.userId());
        says("one", "two");

        sendsUntil(2, true);

        assertThat(chat.database()
                        .queryForList(
                                "select payload from push_message where subscription_id = ?",
                                String.class,
                                "of-" + carol.userId()))
                .singleElement()
                .asString()
                .contains("\"two\"");
        chat.database().update("delete from push_subscription where user_id = ?", carol.userId());
    }

    /** As when a page has vanished that was sent the newest. */
    @Test
    void publishTheOlderOneIfTheNewestHasGoneBeforeItIsSentAgain() {
        says("one", "two");
        sendsUntil(2, true);
        chat.as(lena).delete("/conversations/" + conversation + "/messages/2").expect(204);
        carol.awaits("notification_withdrawn");
        await().until(() -> rows(true) == 1);

        chat.database()
                .update(
                        "update notification set shown = false, due_at = ? where conversation_id = ?",
                        Timestamp.from(Instant.now()),
                        conversation);
        sendsUntil(1, true);

        hears("two", "one");
    }

    @Test
    void publishTheNewestThatIsWanted() {
        chat.as(carol.user())
                .put("/me/muted-conversations/" + conversation, Map.of("mentions", true))
                .expect(204);
        says("one", "Dear @" + carol.userId());
        chat.as(carol.user()).delete("/me/muted-conversations/" + conversation).expect(204);
        says("three");
        chat.as(carol.user())
                .put("/me/muted-conversations/" + conversation, Map.of("mentions", true))
                .expect(204);

        sendsUntil(1, true);

        hears("Dear @" + carol.userId());
        assertThat(rows(false)).isZero();
    }

    /** Each pause is as long as they have been waited for, so that few rows are claimed in vain. */
    @Test
    void waitLongerEachTimeForWhoeverIsAway() {
        carol.close();
        await("a lease that has ended").until(() -> isOffline(carol.userId()));
        says("hello");
        createdBefore(Duration.ofSeconds(5));
        Instant now = Instant.now();

        sender.workOffSome();

        assertThat(due()).isBetween(now.plusSeconds(4), Instant.now().plusSeconds(8));
        assertThat(chat.database()
                        .queryForObject(
                                "select attempts from notification where conversation_id = ?",
                                Integer.class,
                                conversation))
                .as("nothing was tried")
                .isZero();
    }

    @Test
    void waitNoLongerThanAMomentForWhoeverComesBackLate() {
        carol.close();
        await("a lease that has ended").until(() -> isOffline(carol.userId()));
        says("hello");
        createdBefore(Duration.ofSeconds(40));
        sender.workOffSome();

        assertThat(due()).isBefore(Instant.now().plusSeconds(9));

        carol = chat.connect(carol.user());
        await("whoever is back").atMost(Duration.ofSeconds(20)).until(() -> sender.workOffSome() || rows(true) == 1);
        hears("hello");
    }

    @Test
    void areAFewOfTheNewestWhereTheirReaderComesAndGoes() {
        carol.close();
        await("a lease that has ended").until(() -> isOffline(carol.userId()));
        says("one", "two", "three", "four", "five");
        createdBefore(Duration.ofMinutes(3));
        sender.workOffSome();

        assertThat(rows(false)).isEqualTo(3);

        carol = chat.connect(carol.user());
        await("whoever is back").atMost(Duration.ofSeconds(20)).until(() -> sender.workOffSome() || rows(true) == 3);
        hears("five");
    }

    private void createdBefore(Duration age) {
        chat.database()
                .update(
                        "update notification set created_at = ? where conversation_id = ?",
                        Timestamp.from(Instant.now().minus(age)),
                        conversation);
    }

    private Instant due() {
        return chat.database()
                .queryForObject(
                        "select due_at from notification where conversation_id = ?", Timestamp.class, conversation)
                .toInstant();
    }

    private boolean isOffline(String userId) {
        return chat.database()
                        .queryForObject(
                                "select count(*) from last_seen where user_id = ? and announced = 'OFFLINE'",
                                Integer.class,
                                userId)
                == 1;
    }

    private void says(String... contents) {
        for (String content : contents) {
            long seq = chat.as(lena)
                    .post("/conversations/" + conversation + "/messages", Map.of("content", content))
                    .expect(201)
                    .number("seq");
            await("a decision")
                    .until(() -> chat.database()
                                    .queryForObject(
                                            "select count(*) from handled_event where conversation_id = ? and seq = ?",
                                            Integer.class,
                                            conversation,
                                            seq)
                            == 1);
        }
    }

    /** Somebody who has just connected is waited for. */
    private void sendsUntil(int count, boolean shown) {
        await().until(() -> {
            chat.database()
                    .update(
                            "update notification set due_at = created_at where shown = false and conversation_id = ?",
                            conversation);
            sender.workOffSome();
            return rows(shown) == count;
        });
    }

    private int rows(boolean shown) {
        return chat.database()
                .queryForObject(
                        "select count(*) from notification where conversation_id = ? and shown = ?",
                        Integer.class,
                        conversation,
                        shown);
    }

    /** Sent is not heard yet. */
    private void hears(String... bodies) {
        await().untilAsserted(() -> assertThat(carol.heard("notification"))
                .extracting(event -> event.text("body"))
                .containsExactly(bodies));
    }
}
