package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Notification settings of a user. */
class NotificationSettingsTests extends EitherBroker {
    private static final String SETTINGS = "/me/notification-settings";

    private static Map<String, Object> settings(Object... changes) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "desktop", true,
                "sound", true,
                "soundName", "chime",
                "previews", true,
                "doNotDisturb", Map.of("timeZone", "UTC", "hours", List.of())));
        for (int i = 0; i < changes.length; i += 2) {
            settings.put((String) changes[i], changes[i + 1]);
        }
        return settings;
    }

    private static Map<String, Object> quiet(Object... changes) {
        Map<String, Object> quiet = new HashMap<>(Map.of("timeZone", "UTC", "hours", List.of()));
        for (int i = 0; i < changes.length; i += 2) {
            quiet.put((String) changes[i], changes[i + 1]);
        }
        return quiet;
    }

    private static Map<String, Object> hours(String from, String to, String... days) {
        return Map.of("days", List.of(days), "from", from, "to", to);
    }

    @Test
    void haveDefaultsAndAreKept() {
        User carol = cast.carol();
        JsonNode first = as(carol).get(SETTINGS).expect(200).json();
        assertThat(first.toString())
                .isEqualTo("{\"desktop\":true,\"sound\":true,\"soundName\":\"chime\",\"previews\":true,"
                        + "\"doNotDisturb\":{\"timeZone\":\"UTC\",\"hours\":[]},\"muted\":[]}");

        Map<String, Object> wish = settings(
                "sound",
                false,
                "soundName",
                "drop",
                "previews",
                false,
                "doNotDisturb",
                quiet(
                        "until",
                                Instant.now()
                                        .plusSeconds(3600)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString(),
                        "timeZone", "America/New_York",
                        "hours", List.of(hours("22:00", "07:30", "mon", "fri"))));
        JsonNode changed = as(carol).put(SETTINGS, wish).expect(200).json();

        assertThat(as(carol).get(SETTINGS).json()).isEqualTo(changed);
        assertThat(changed.path("soundName").stringValue()).isEqualTo("drop");
        assertThat(changed.at("/doNotDisturb/timeZone").stringValue()).isEqualTo("America/New_York");
        assertThat(changed.at("/doNotDisturb/hours/0").toString())
                .isEqualTo("{\"days\":[\"mon\",\"fri\"],\"from\":\"22:00\",\"to\":\"07:30\"}");
        as(carol).put(SETTINGS, settings()).expect(200);
        assertThat(as(carol).get(SETTINGS).json()).isEqualTo(first);
    }

    @Test
    void areToldToTheOtherDevicesWhenTheyChange() {
        User carol = cast.carol();
        Session phone = connect(carol);
        Session laptop = connect(carol);
        Session lena = connect(cast.lena());
        String path = "/me/muted-conversations/" + directConversation(lena.user(), carol);

        as(carol).put(SETTINGS, settings("sound", false)).expect(200);
        as(carol).put(path, Map.of("mentions", true)).expect(204);
        as(carol).delete(path).expect(204);

        for (Session device : List.of(phone, laptop)) {
            await().until(() -> device.heard("notification_settings_changed").size() == 3);
            assertThat(device.heard("notification_settings_changed"))
                    .allSatisfy(event -> assertThat(event.fields()).containsExactlyInAnyOrder("type", "timestamp"));
        }
        as(carol).put(SETTINGS, settings("soundName", "siren")).expectProblem(400, "bad_request");
        lena.says("/app/message", Map.of("receiverId", carol.userId(), "content", "after it"));
        phone.awaits("notification");
        assertThat(phone.heard("notification_settings_changed")).hasSize(3);
        assertThat(lena.heard("notification_settings_changed")).isEmpty();
    }

    @Test
    void outOfRangeAreRefused() {
        User carol = cast.carol();
        Map<String, Object> without = settings();
        without.remove("sound");
        List<Map<String, Object>> many = IntStream.range(0, 21)
                .mapToObj(i -> hours("01:00", "02:00", "mon"))
                .collect(Collectors.toList());
        for (Object body : Arrays.asList(
                "[]",
                "{",
                Map.of(),
                without,
                settings("desktop", "yes"),
                settings("desktop", null),
                settings("soundName", "siren"),
                settings("doNotDisturb", null),
                settings("doNotDisturb", quiet("timeZone", "Mars/Olympus")),
                settings("doNotDisturb", quiet("timeZone", "x".repeat(100))),
                settings("doNotDisturb", quiet("timeZone", null)),
                settings("doNotDisturb", quiet("until", "tomorrow")),
                settings("doNotDisturb", quiet("until", "2999-01-01T00:00:00Z")),
                settings("doNotDisturb", quiet("until", "+999999999-01-01T00:00:00Z")),
                settings("doNotDisturb", quiet("hours", null)),
                settings("doNotDisturb", quiet("hours", Arrays.asList((Object) null))),
                settings("doNotDisturb", quiet("hours", many)),
                settings("doNotDisturb", quiet("hours", List.of(hours("25:00", "07:00", "mon")))),
                settings("doNotDisturb", quiet("hours", List.of(hours("7:00", "08:00", "mon")))),
                settings("doNotDisturb", quiet("hours", List.of(hours("07:00", "08:00")))),
                settings("doNotDisturb", quiet("hours", List.of(hours("07:00", "08:00", "noday")))))) {
            as(carol).put(SETTINGS, body).expectProblem(400, "bad_request");
        }
        assertThat(as(carol).get(SETTINGS).json().path("soundName").stringValue())
                .isEqualTo("chime");
    }

    @Test
    void areForPeopleAlone() {
        as(cast.ticketService()).put(SETTINGS, settings()).expectProblem(403, "forbidden");
        chat.asNobody().get(SETTINGS).expectProblem(401, "authentication_required");
    }

    @Test
    void listWhatIsMuted() {
        User lena = cast.lena();
        User carol = cast.carol();
        String conversation = directConversation(lena, carol);
        String path = "/me/muted-conversations/" + conversation;

        as(carol).put(path, Map.of("mentions", true)).expect(204);
        as(carol).put(path, Map.of("mentions", false)).expect(204);

        assertThat(as(carol).get(SETTINGS).json().path("muted").toString())
                .isEqualTo("[{\"conversationId\":\"" + conversation + "\",\"mentions\":false}]");
        assertThat(as(lena).get(SETTINGS).json().path("muted").isEmpty()).isTrue();
        as(carol).delete(path).expect(204);
        as(carol).delete(path).expect(204);
        assertThat(as(carol).get(SETTINGS).json().path("muted").isEmpty()).isTrue();
    }

    @Test
    void muteNothingThatIsNotOnesOwn() {
        String conversation = directConversation(cast.lena(), cast.carol());
        User dave = cast.dave();

        as(dave).put("/me/muted-conversations/" + conversation, Map.of("mentions", true))
                .expectProblem(404, "not_found");
        as(dave).put("/me/muted-conversations/no-such", Map.of("mentions", true))
                .expectProblem(404, "not_found");
        as(dave).put("/me/muted-conversations/" + conversation, Map.of()).expectProblem(400, "bad_request");
    }

    @Test
    void hideThePreviewAndSilenceTheSound() {
        User carol = cast.carol();
        as(carol).put(SETTINGS, settings("sound", false, "previews", false)).expect(200);
        Session session = connect(carol);
        connect(cast.lena()).says("/app/message", Map.of("receiverId", carol.userId(), "content", "secret"));

        Event notification = session.awaits("notification");

        assertThat(notification.text("title")).isEqualTo("lena");
        assertThat(notification.text("body")).isEmpty();
        assertThat(notification.json().required("sound").isNull()).isTrue();
        assertThat(notification.json().toString()).doesNotContain("secret");
    }

    @Test
    void thatCannotBeReadAnyMoreHoldUpNobody() {
        User lena = cast.lena();
        Session ravi = connect(cast.ravi());
        Session mona = connect(cast.mona());
        String room = teamRoom(lena, ravi.user(), mona.user());
        as(ravi.user()).put(SETTINGS, settings()).expect(200);
        chat.database()
                .update(
                        "update notification_settings set dnd_hours = 'broken', time_zone = 'Gone/Away' where user_id = ?",
                        ravi.userId());

        connect(lena).says("/app/room_message", Map.of("roomId", room, "content", "hello"));

        mona.awaits("notification");
        ravi.awaits("notification");
    }
}
