package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.PushReceiver;
import com.sealkloud.chat.testing.PushReceiver.Delivery;
import com.sealkloud.chat.testing.PushReceiver.Device;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Notifications of users without an open page, through a push service that decrypts and verifies
 * pushes.
 */
class WebPushTests extends EitherBroker {
    private static final String SUBSCRIPTIONS = "/me/push-subscriptions";

    private static final OffsetDateTime LATER = OffsetDateTime.now().plusHours(1);

    private final PushReceiver receiver = Servers.pushReceiver();

    private Device subscribed(User user) {
        Device device = receiver.newDevice();
        as(user).post(SUBSCRIPTIONS, device.subscription()).expect(201);
        return device;
    }

    private String post(User sender, String conversation, String content) {
        return as(sender)
                .post("/conversations/" + conversation + "/messages", Map.of("content", content))
                .expect(201)
                .text("messageId");
    }

    private static Delivery only(Device device) {
        await("a push").until(() -> !device.deliveries().isEmpty());
        return device.deliveries().get(0);
    }

    @Test
    void carriesTheNotificationToEveryDevice() {
        User lena = cast.lena();
        User carol = cast.carol();
        String conversation = directConversation(lena, carol);
        Device phone = subscribed(carol);
        Device laptop = subscribed(carol);
        Device stranger = subscribed(cast.dave());

        String messageId = post(lena, conversation, "Grüße 👋");

        Delivery push = only(phone);
        assertThat(push.json().path("type").stringValue()).isEqualTo("notification");
        assertThat(push.json().path("body").stringValue()).isEqualTo("Grüße 👋");
        assertThat(push.json().path("messageId").stringValue()).isEqualTo(messageId);
        assertThat(push.json().path("url").stringValue()).isEqualTo("/#/c/" + conversation + "/1");
        assertThat(push.headers())
                .containsEntry("urgency", "high")
                .containsEntry("ttl", "86400")
                .containsEntry("key", as(carol).get("/push/key").expect(200).text("publicKey"));
        assertThat(only(laptop).json()).isEqualTo(push.json());
        assertThat(stranger.calls()).isEmpty();
        assertThat(receiver.complaints()).isEmpty();
    }

    @Test
    void takesOverWhatAPageMayNotHaveShown() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        User carol = cast.carol();
        Device phone = subscribed(carol);
        String read = directConversation(ravi, carol);
        User mona = cast.mona();
        String old = directConversation(mona, carol);
        String recent = directConversation(lena, carol);
        Session page = connect(carol);
        post(ravi, read, "read");
        post(mona, old, "old");
        post(lena, recent, "recent");
        await("all shown").until(() -> shown(carol) == 3);
        as(carol).put("/conversations/" + read + "/read", Map.of("seq", 1)).expect(204);
        await("one withdrawn").until(() -> shown(carol) == 2);
        chat.database()
                .update(
                        "update notification set due_at = ? where conversation_id = ?",
                        OffsetDateTime.now().minusMinutes(1),
                        old);
        assertThat(phone.calls()).isEmpty();

        page.close();

        Event onPage = page.heard("notification", event -> event.text("body").equals("recent"))
                .get(0);
        assertThat(only(phone).json().path("notificationId").stringValue()).isEqualTo(onPage.text("notificationId"));

        // What a device got is not pushed again when a page that came later ends.
        await("both shown").until(() -> shown(carol) == 2);
        connect(carol).close();
        await("offline").until(() -> isOffline(carol));
        post(lena, recent, "next");
        await("another push").until(() -> phone.deliveries().size() > 1);
        assertThat(phone.deliveries())
                .extracting(push -> push.json().path("body").stringValue())
                .containsExactly("recent", "next");
    }

    @Test
    void endWithTheLoginThatSubscribed() {
        User carol = withPassword("carol", "client");
        List<Consumer<User>> ends = List.of(
                phone -> as(phone).delete("/tokens").expect(204),
                phone -> as(carol)
                        .delete("/me/sessions/" + sessionsBesides(carol).get(0))
                        .expect(204),
                phone -> as(cast.ada())
                        .delete("/users/" + carol.userId() + "/sessions/"
                                + sessionsBesides(carol).get(0))
                        .expect(204),
                phone -> as(carol).delete("/me/sessions?others=true").expect(204),
                phone -> as(carol)
                        .put("/me/password", Map.of("current", PASSWORD, "new", "four other words"))
                        .expect(204));
        Device here = subscribed(carol);
        List<JsonNode> mine = as(carol).get(SUBSCRIPTIONS).list("items");

        for (Consumer<User> end : ends) {
            User phone = chat.logIn(carol.userId(), PASSWORD);
            subscribed(phone);
            assertThat(as(carol).get(SUBSCRIPTIONS).list("items")).hasSize(2);

            end.accept(phone);

            as(phone).get("/me").expectProblem(401, "authentication_required");
            assertThat(as(carol).get(SUBSCRIPTIONS).list("items")).isEqualTo(mine);
        }
        User lena = cast.lena();
        post(lena, directConversation(lena, carol), "still here");
        assertThat(only(here).json().path("body").stringValue()).isEqualTo("still here");
        as(cast.ada()).delete("/users/" + carol.userId() + "/sessions").expect(204);
        assertThat(devicesOf(carol)).isZero();
    }

    private List<String> sessionsBesides(User user) {
        return as(user).get("/me/sessions").list("items").stream()
                .filter(session -> !session.required("current").booleanValue())
                .map(session -> session.required("sessionId").stringValue())
                .toList();
    }

    /** It was subscribed before this was noted, or with a token of the identity provider. */
    @Test
    void ofAnUnknownLoginEndWithAny() {
        User carol = withPassword("carol", "client");
        subscribed(carol);
        chat.database().update("update push_subscription set log_in = null where user_id = ?", carol.userId());
        User phone = chat.logIn(carol.userId(), PASSWORD);

        as(phone).delete("/tokens").expect(204);

        assertThat(devicesOf(carol)).isZero();
    }

    private long devicesOf(User user) {
        return chat.database()
                .queryForObject("select count(*) from push_subscription where user_id = ?", Long.class, user.userId());
    }

    @Test
    void whoeverIsPutOutOfARoomGetsNothingThatWaits() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String roomId = as(lena).post(
                        "/rooms", Map.of("name", "Fair", "kind", "team", "memberIds", List.of(ravi.userId())))
                .expect(201)
                .text("roomId");
        Device shows = subscribed(ravi);
        Device waits = subscribed(ravi).answers(503, "Retry-After", "3600");
        post(lena, roomId, "Ambrosia");
        only(shows);
        await().until(() -> waits.calls().size() == 1);
        await().until(() -> pushesSay(ravi).equals("Ambrosia true, Ambrosia false"));

        as(lena).delete("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);

        await("a withdrawal from both")
                .until(() -> Stream.of(shows, waits)
                        .allMatch(device -> device.deliveries().stream().anyMatch(WebPushTests::withdraws)));
        assertThat(waits.deliveries()).allMatch(WebPushTests::withdraws);
        await().until(() -> shown(ravi) == 0);
    }

    private long shown(User user) {
        return chat.database()
                .queryForObject(
                        "select count(*) from notification where user_id = ? and shown = true",
                        Long.class,
                        user.userId());
    }

    private boolean isOffline(User user) {
        return chat.database()
                        .queryForObject(
                                "select count(*) from last_seen s where user_id = ? and announced = 'OFFLINE' and not exists (select 1 from presence_lease l where l.user_id = s.user_id)",
                                Long.class,
                                user.userId())
                == 1;
    }

    @Test
    void aServiceThatDoesNotAnswerKeepsNoOtherDeviceWaiting() {
        User lena = cast.lena();
        User carol = cast.carol();
        User dave = cast.dave();
        Device silent = subscribed(carol);
        Device other = subscribed(dave);
        silent.hold();

        try {
            post(lena, directConversation(lena, carol), "to the silent one");
            await().until(() -> !silent.calls().isEmpty());
            post(lena, directConversation(lena, dave), "to the other one");

            assertThat(only(other).json().path("body").stringValue()).isEqualTo("to the other one");
        } finally {
            silent.letGo();
        }
    }

    @Test
    void hasATopicForEachConversation() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        User carol = cast.carol();
        Device device = subscribed(carol);
        String one = directConversation(lena, carol);
        String two = directConversation(ravi, carol);

        post(lena, one, "1");
        await().until(() -> device.deliveries().size() == 1);
        post(ravi, two, "2");
        await().until(() -> device.deliveries().size() == 2);
        post(lena, one, "3");
        await().until(() -> device.deliveries().size() == 3);

        List<String> topics = device.deliveries().stream()
                .map(delivery -> delivery.headers().get("topic"))
                .toList();
        assertThat(topics.get(2)).isEqualTo(topics.get(0)).isNotEqualTo(topics.get(1));
    }

    @Test
    void isWithdrawnFromTheDevicesThatShowIt() {
        User lena = cast.lena();
        User carol = cast.carol();
        String conversation = directConversation(lena, carol);
        Device device = subscribed(carol);
        post(lena, conversation, "hello");
        Delivery shown = only(device);
        await().until(() -> chat.database()
                        .queryForObject(
                                "select count(*) from push_message m join push_subscription s on s.subscription_id = m.subscription_id where s.user_id = ? and m.sent = true",
                                Long.class,
                                carol.userId())
                == 1);
        await().until(() -> shown(carol) == 1);

        as(carol)
                .put("/conversations/" + conversation + "/read", Map.of("seq", 1))
                .expect(204);

        await().until(() -> device.deliveries().size() == 2);
        Delivery withdrawn = device.deliveries().get(1);
        assertThat(withdrawn.json().path("type").stringValue()).isEqualTo("notification_withdrawn");
        assertThat(withdrawn.json().path("tag")).isEqualTo(shown.json().path("tag"));
        assertThat(withdrawn.headers().get("topic")).isEqualTo(shown.headers().get("topic"));
        assertThat(withdrawn.headers()).containsEntry("urgency", "low");
    }

    @Test
    void isWithdrawnAlsoIfItWasReadWhileItWasBeingSent() {
        User lena = cast.lena();
        User carol = cast.carol();
        String conversation = directConversation(lena, carol);
        Device device = subscribed(carol);
        device.hold();
        post(lena, conversation, "hello");
        await("a call").until(() -> device.calls().size() == 1);

        as(carol)
                .put("/conversations/" + conversation + "/read", Map.of("seq", 1))
                .expect(204);
        device.letGo();

        await("a withdrawal")
                .until(() -> device.deliveries().stream()
                        .anyMatch(push -> push.json().path("type").stringValue().equals("notification_withdrawn")));
    }

    @Test
    void endsWithASubscriptionThatIsGone() {
        for (int status : List.of(404, 410)) {
            User lena = cast.lena();
            User carol = cast.carol();
            Device device = subscribed(carol).answers(status);

            post(lena, directConversation(lena, carol), "hello");

            await().until(() -> as(carol).get(SUBSCRIPTIONS).list("items").isEmpty());
            assertThat(device.calls()).hasSize(1);
        }
    }

    @Test
    void isTriedAgainWhenTheServiceIsBusy() {
        for (int status : List.of(429, 500, 503)) {
            User lena = cast.lena();
            User carol = cast.carol();
            Device device = subscribed(carol).answers(status).answers(status);

            post(lena, directConversation(lena, carol), "hello " + status);

            assertThat(only(device).json().path("body").stringValue()).isEqualTo("hello " + status);
            assertThat(device.calls()).hasSize(3);
            assertThat(device.deliveries()).hasSize(1);
        }
    }

    @Test
    void comesBackNoSoonerThanItWasAskedTo() {
        User lena = cast.lena();
        User carol = cast.carol();
        Device bySeconds = subscribed(carol).answers(429, "Retry-After", "2");
        Instant date = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        Device byDate = subscribed(carol)
                .answers(
                        503, "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)));

        post(lena, directConversation(lena, carol), "hello");

        only(bySeconds);
        assertThat(Duration.between(bySeconds.calls().get(0), bySeconds.calls().get(1)))
                .isGreaterThan(Duration.ofMillis(1_500));
        only(byDate);
        assertThat(byDate.calls().get(1)).isAfterOrEqualTo(date);
    }

    @Test
    void isGivenUpWhenItIsRefusedOrWouldComeTooLate() {
        for (Device device : List.of(
                receiver.newDevice().answers(400),
                receiver.newDevice().answers(301, "Location", receiver.origin() + "/push/elsewhere"),
                receiver.newDevice().answers(429, "Retry-After", "999999999"))) {
            User lena = cast.lena();
            User carol = cast.carol();
            as(carol).post(SUBSCRIPTIONS, device.subscription()).expect(201);

            post(lena, directConversation(lena, carol), "hello");

            await().until(() -> device.calls().size() == 1);
            await().until(() -> chat.database()
                            .queryForObject(
                                    "select count(*) from push_message m join push_subscription s on s.subscription_id = m.subscription_id where s.user_id = ?",
                                    Long.class,
                                    carol.userId())
                    == 0);
            assertThat(device.calls()).hasSize(1);
        }
    }

    @Test
    void devicesAreListedAndUnsubscribedByTheirOwnerAlone() {
        User carol = cast.carol();
        Device device = receiver.newDevice();
        Answer first = as(carol).post(SUBSCRIPTIONS, device.subscription()).expect(201);
        Answer again = as(carol).post(SUBSCRIPTIONS, device.subscription()).expect(200);
        String id = first.text("subscriptionId");

        assertThat(again.text("subscriptionId")).isEqualTo(id);
        assertThat(first.fields()).containsExactlyInAnyOrder("subscriptionId", "service", "createdAt");
        assertThat(first.text("service")).isEqualTo("127.0.0.1");
        assertThat(as(carol).get(SUBSCRIPTIONS).list("items")).hasSize(1);
        as(cast.dave()).delete(SUBSCRIPTIONS + "/" + id).expectProblem(404, "not_found");
        as(carol).delete(SUBSCRIPTIONS + "/" + id).expect(204);
        as(carol).delete(SUBSCRIPTIONS + "/" + id).expectProblem(404, "not_found");
        assertThat(as(carol).get(SUBSCRIPTIONS).list("items")).isEmpty();
    }

    @Test
    void aDeviceBelongsToWhoeverSubscribedItLast() {
        User lena = cast.lena();
        User carol = cast.carol();
        User dave = cast.dave();
        Device device = subscribed(carol);
        as(dave).post(SUBSCRIPTIONS, device.subscription()).expect(201);

        assertThat(as(carol).get(SUBSCRIPTIONS).list("items")).isEmpty();
        post(lena, directConversation(lena, dave), "for dave");
        assertThat(only(device).json().path("body").stringValue()).isEqualTo("for dave");
    }

    @Test
    void theOldestOfTooManyDevicesMakesRoom() {
        User carol = cast.carol();
        for (int i = 0; i < 11; i++) {
            subscribed(carol);
        }

        assertThat(as(carol).get(SUBSCRIPTIONS).list("items")).hasSize(10);
    }

    @Test
    void takesNoEndpointThatIsNotOfAKnownPushService() {
        User carol = cast.carol();
        Map<?, ?> keys = (Map<?, ?>) receiver.newDevice().subscription().get("keys");
        for (String endpoint : List.of(
                "https://evil.example/push",
                "http://fcm.googleapis.com/fcm/send/x",
                "https://fcm.googleapis.com.evil.example/x",
                "https://evil.example/fcm.googleapis.com",
                "https://fcm.googleapis.com@evil.example/x",
                "https://fcm.googleapis.com:8443/x",
                "https://push.services.mozilla.com.evil.example/",
                "https://evilpush.services.mozilla.com/",
                "http://127.0.0.1:1/push/x",
                "http://127.0.0.1/push/x",
                "https://localhost/x",
                "https://[::1]/x",
                "https://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "https:///x",
                "fcm.googleapis.com",
                "https://fcm.googleapis.com/a b",
                "")) {
            as(carol)
                    .post(SUBSCRIPTIONS, Map.of("endpoint", endpoint, "keys", keys))
                    .expectProblem(400, "bad_request");
        }
        as(carol)
                .post(
                        SUBSCRIPTIONS,
                        Map.of("endpoint", "https://fcm.googleapis.com/" + "x".repeat(2_000), "keys", keys))
                .expectProblem(400, "bad_request");
        as(carol)
                .post(
                        SUBSCRIPTIONS,
                        Map.of("endpoint", "https://updates.push.services.mozilla.com/wpush/v2/x", "keys", keys))
                .expect(201);
    }

    @Test
    void takesNoKeysThatAreNoKeys() {
        User carol = cast.carol();
        Device device = receiver.newDevice();
        Map<?, ?> keys = (Map<?, ?>) device.subscription().get("keys");
        String p256dh = (String) keys.get("p256dh");
        String auth = (String) keys.get("auth");
        byte[] offCurve = Base64.getUrlDecoder().decode(p256dh);
        offCurve[64] ^= 1;
        String endpoint = device.endpoint();
        for (Object body : Arrays.asList(
                "{",
                "[]",
                Map.of(),
                Map.of("endpoint", endpoint),
                Map.of("endpoint", endpoint, "keys", Map.of()),
                Map.of("endpoint", endpoint, "keys", "x"),
                Map.of("endpoint", endpoint, "keys", Map.of("p256dh", p256dh)),
                Map.of("endpoint", endpoint, "keys", Map.of("p256dh", p256dh, "auth", "")),
                Map.of("endpoint", endpoint, "keys", Map.of("p256dh", p256dh, "auth", "AAAA")),
                Map.of("endpoint", endpoint, "keys", Map.of("p256dh", p256dh, "auth", 1)),
                Map.of("endpoint", endpoint, "keys", Map.of("p256dh", "", "auth", auth)),
                Map.of("endpoint", endpoint, "keys", Map.of("p256dh", "no base64!", "auth", auth)),
                Map.of("endpoint", endpoint, "keys", Map.of("p256dh", auth, "auth", auth)),
                Map.of(
                        "endpoint",
                        endpoint,
                        "keys",
                        Map.of("p256dh", Base64.getUrlEncoder().encodeToString(offCurve), "auth", auth)),
                Map.of("endpoint", 7, "keys", keys))) {
            as(carol).post(SUBSCRIPTIONS, body).expectProblem(400, "bad_request");
        }
    }

    @Test
    void itsWordsGoWithThoseOfTheMessage() {
        User lena = cast.lena();
        User carol = cast.carol();
        User dave = cast.dave();
        Device shows = subscribed(carol);
        Device waits = subscribed(carol).answers(503, "Retry-After", "3600");
        subscribed(dave);
        String conversation = directConversation(lena, carol);
        post(lena, conversation, "Ambrosia");
        only(shows);
        await().until(() -> waits.calls().size() == 1);
        await().until(() -> pushesSay(carol).equals("Ambrosia true, Ambrosia false"));
        chat.database().update("""
                        insert into notification
                            (conversation_id, seq, user_id, notification_id, shown, due_at, attempts, created_at)
                        values (?, 1, ?, 'waits', false, ?, 0, ?)""", conversation, dave.userId(), LATER, LATER);

        // What hears of the deletion afterwards must not be what takes them away.
        chat.bean(TransactionTemplate.class).executeWithoutResult(deletion -> {
            LogEntryId message = new LogEntryId(conversation, 1);
            EventContents words = chat.bean(EventContents.class);
            words.take(
                    message.conversationId(),
                    Map.of(message.seq(), words.of(message).orElseThrow()),
                    List.of());

            assertThat(pushesSay(carol)).isEqualTo("nothing true, nothing true");
            assertThat(chat.database()
                            .queryForList(
                                    "select user_id from notification where conversation_id = ?",
                                    String.class,
                                    conversation))
                    .as("what is shown stays, to be withdrawn")
                    .containsExactly(carol.userId());
            deletion.setRollbackOnly();
        });
        as(lena).delete("/conversations/" + conversation + "/messages/1").expect(204);

        await("a withdrawal from both")
                .until(() -> Stream.of(shows, waits)
                        .allMatch(device -> device.deliveries().stream().anyMatch(WebPushTests::withdraws)));
        assertThat(waits.deliveries()).allMatch(WebPushTests::withdraws);
    }

    private static boolean withdraws(Delivery push) {
        return push.json().path("type").stringValue().equals("notification_withdrawn");
    }

    /** What the pushes of somebody say, and whether they are sent. */
    private String pushesSay(User user) {
        return String.join(
                ", ",
                chat.database()
                        .query(
                                """
                        select m.payload, m.sent from push_message m
                        join push_subscription s on s.subscription_id = m.subscription_id
                        where s.user_id = ? order by s.created_at""",
                                (row, number) -> {
                                    String payload = row.getString(1);
                                    String says = payload.contains("Ambrosia")
                                            ? "Ambrosia"
                                            : payload.isEmpty() ? "nothing" : payload;
                                    return says + " " + row.getBoolean(2);
                                },
                                user.userId()));
    }

    @Test
    void isNotForPrograms() {
        as(cast.ticketService())
                .post(SUBSCRIPTIONS, receiver.newDevice().subscription())
                .expectProblem(403, "forbidden");
        chat.asNobody().get("/push/key").expectProblem(401, "authentication_required");
    }
}
