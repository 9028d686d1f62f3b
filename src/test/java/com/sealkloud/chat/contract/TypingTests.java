package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code typing_start} and {@code typing_stop}. The shared servers end typing after 1.2 seconds
 * instead of six.
 */
class TypingTests extends EveryRelay {

    @Test
    void reachesTheOtherPersonAndNobodyElse() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session dave = connect(cast.dave());

        carol.says("/app/typing_start", Map.of("receiverId", lena.userId()));

        Event started = lena.awaits("typing_start");
        assertThat(started.destination()).isEqualTo(Session.MESSAGES);
        assertThat(started.fields())
                .containsExactlyInAnyOrder("type", "senderId", "senderName", "receiverId", "timestamp");
        assertThat(started.text("senderId")).isEqualTo(carol.userId());
        assertThat(started.text("senderName")).isEqualTo("carol");
        assertThat(started.text("receiverId")).isEqualTo(lena.userId());

        carol.says("/app/typing_stop", Map.of("receiverId", lena.userId()));

        Event stopped = lena.awaits("typing_stop");
        assertThat(stopped.fields())
                .containsExactlyInAnyOrder("type", "senderId", "senderName", "receiverId", "timestamp");
        settle(dave);
        assertThat(dave.heard("typing_start", event -> event.text("senderId").equals(carol.userId())))
                .isEmpty();
        assertThat(dave.heard("typing_stop", event -> event.text("senderId").equals(carol.userId())))
                .isEmpty();
    }

    @Test
    void inARoomReachesItsMembersAndNobodyElse() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session outsider = connect(cast.mona());
        String roomId = teamRoom(lena.user(), ravi.user());
        ravi.hearsRoom(roomId);
        outsider.subscribe("/topic/room." + roomId);
        outsider.awaits("error");

        lena.says("/app/typing_start", Map.of("roomId", roomId));

        Event started = ravi.awaits("typing_start");
        assertThat(started.destination()).isEqualTo("/topic/room." + roomId);
        assertThat(started.fields()).containsExactlyInAnyOrder("type", "senderId", "senderName", "roomId", "timestamp");
        assertThat(started.text("roomId")).isEqualTo(roomId);
        lena.says("/app/typing_stop", Map.of("roomId", roomId));
        ravi.awaits("typing_stop");
        settle(outsider);
        assertThat(outsider.heard(
                        "typing_start", event -> event.text("senderId").equals(lena.userId())))
                .isEmpty();
    }

    @Test
    void endsByItselfWhenTheTypistFallsSilent() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());

        carol.says("/app/typing_start", Map.of("receiverId", lena.userId()));

        lena.awaits("typing_start");
        assertThat(lena.awaits("typing_stop").text("senderId")).isEqualTo(carol.userId());
    }

    @Test
    void goesOnWhileItIsRefreshed() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        long start = System.nanoTime();

        // Refreshed well beyond the timeout: the loop itself takes longer than that.
        await().pollInterval(java.time.Duration.ofMillis(100)).until(() -> {
            carol.says("/app/typing_start", Map.of("receiverId", lena.userId()));
            return System.nanoTime() - start > 2_500_000_000L;
        });

        assertThat(lena.heard("typing_stop")).isEmpty();
        lena.awaits("typing_stop");
    }

    @Test
    void endsWhenTheMessageIsSent() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        carol.says("/app/typing_start", Map.of("receiverId", lena.userId()));
        lena.awaits("typing_start");

        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "done"));

        lena.awaitsContent("done");
        lena.awaits("typing_stop");
        settle(lena);
        assertThat(lena.heard("typing_stop", event -> event.text("senderId").equals(carol.userId())))
                .hasSize(1);
    }

    @Test
    void inARoomEndsWhenTheMessageIsSent() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        String roomId = teamRoom(lena.user(), ravi.user());
        ravi.hearsRoom(roomId);
        lena.says("/app/typing_start", Map.of("roomId", roomId));
        ravi.awaits("typing_start");

        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "done"));

        assertThat(ravi.awaits("typing_stop").text("roomId")).isEqualTo(roomId);
    }

    @Test
    void endsWhenTheTypistGoes() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        carol.says("/app/typing_start", Map.of("receiverId", lena.userId()));
        lena.awaits("typing_start");

        carol.socket().abort();

        lena.awaits("typing_stop");
    }

    @Test
    void isNotStored() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        String conversationId = directConversation(carol.user(), lena.user());

        carol.says("/app/typing_start", Map.of("receiverId", lena.userId()));

        lena.awaits("typing_start");
        assertThat(as(carol.user())
                        .get("/conversations/" + conversationId + "/events")
                        .list("items"))
                .isEmpty();
    }

    @Test
    void toSomebodyOrSomewhereOutOfReachIsRefused() {
        Session carol = connect(cast.carol());
        Session dave = connect(cast.dave());
        Session ravi = connect(cast.ravi());
        String roomId = teamRoom(cast.lena());

        carol.isRefused("/app/typing_start", Map.of("receiverId", dave.userId()), "not_found");
        carol.isRefused("/app/typing_start", Map.of("receiverId", "nobody"), "not_found");
        carol.isRefused("/app/typing_start", Map.of("roomId", roomId), "not_found");
        ravi.isRefused("/app/typing_start", Map.of("roomId", roomId), "not_found");
        ravi.isRefused("/app/typing_stop", Map.of("roomId", roomId), "not_found");
        settle(dave);
        assertThat(dave.heard("typing_start", event -> event.text("senderId").equals(carol.userId())))
                .isEmpty();
    }

    @Test
    void needsExactlyOneTarget() {
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user());

        lena.isRefused("/app/typing_start", Map.of(), "bad_request");
        lena.isRefused("/app/typing_start", Map.of("receiverId", "x", "roomId", roomId), "bad_request");
    }
}
