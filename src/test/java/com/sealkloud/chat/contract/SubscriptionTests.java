package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Allowed subscriptions; all others are denied without ending the session. */
class SubscriptionTests extends EveryRelay {

    @Test
    void ofPersonalQueuesAndStaffPresenceAreForEverybody() {
        for (User user : List.of(cast.carol(), cast.lena(), cast.ada(), cast.ticketService())) {
            assertThat(connect(user).hears("/topic/presence.employees").heard("error"))
                    .isEmpty();
        }
    }

    @Test
    void ofClientPresenceIsForStaff() {
        for (User staff : List.of(cast.lena(), cast.ravi(), cast.mona(), cast.ada())) {
            connect(staff).hears("/topic/presence.clients");
        }
        for (User other : List.of(cast.carol(), cast.ticketService())) {
            assertDenied(connect(other), "/topic/presence.clients");
        }
    }

    @Test
    void ofARoomIsForItsMembersAlone() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        String roomId = ticketRoom(lena.user(), carol.user());

        carol.hearsRoom(roomId);
        lena.hearsRoom(roomId).hears("/topic/notes." + roomId);
        assertDenied(carol, "/topic/notes." + roomId);
        for (User outsider : List.of(cast.dave(), cast.ravi(), cast.ada(), cast.ticketService())) {
            Session session = connect(outsider);
            assertDenied(session, "/topic/room." + roomId);
            assertDenied(session, "/topic/notes." + roomId);
        }
    }

    @Test
    void ofAnUnknownRoomIsDeniedLikeAForeignOne() {
        Session ravi = connect(cast.ravi());
        String roomId = teamRoom(cast.lena());

        String foreign = assertDenied(ravi, "/topic/room." + roomId).text("message");
        String unknown = assertDenied(ravi, "/topic/room.nowhere").text("message");

        assertThat(foreign.replace(roomId, "nowhere")).isEqualTo(unknown);
    }

    @Test
    void ofADirectConversationAsIfItWereARoomIsDenied() {
        Session lena = connect(cast.lena());
        String conversationId = directConversation(lena.user(), cast.ravi());

        assertDenied(lena, "/topic/room." + conversationId);
    }

    @Test
    void ofAnythingElseIsDenied() {
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user());
        lena.hearsRoom(roomId);

        Stream.of(
                        "/topic/room.*",
                        "/topic/room.#",
                        "/topic/*." + roomId,
                        "/topic/#",
                        "/topic/*",
                        "/topic/room.>",
                        "/topic/room.**",
                        "/topic/**",
                        "/topic/room." + roomId + ".",
                        "/topic/room." + roomId + "/x",
                        "/topic/room/" + roomId,
                        "/topic/room.%23",
                        "/topic/ROOM." + roomId,
                        "/topic/user." + lena.userId() + ".messages",
                        "/topic/user.*.messages",
                        "/topic/presence.*",
                        "/topic/presence.#",
                        "/queue/chat.inbound",
                        "/queue/x",
                        "/amq/queue/chat.notifications",
                        "/exchange/amq.topic/#",
                        "/exchange/chat.events/#",
                        "/temp-queue/x",
                        "/reply-queue/x",
                        "/user/queue/*",
                        "/user/queue/other",
                        "/user/" + lena.userId() + "/queue/messages",
                        "/user/queue/messages/../errors",
                        "/app/message",
                        "/",
                        "room." + roomId)
                .forEach(destination -> assertDenied(lena, destination));

        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "still here"));
        lena.awaitsContent("still here");
        settle(lena);
        assertThat(lena.heardContent("still here")).hasSize(1);
    }

    @Test
    void underAnIdThatIsInUseIsRefused() {
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user());

        lena.socket().send("SUBSCRIBE", "", "id", Session.ERRORS, "destination", "/topic/room." + roomId);

        assertThat(lena.awaits("error").text("code")).isEqualTo("bad_request");
    }

    @Test
    void withoutIdOrDestinationIsRefused() {
        Session lena = connect(cast.lena());

        lena.socket().send("SUBSCRIBE", "", "destination", Session.MESSAGES);
        assertThat(lena.awaits("error").text("code")).isEqualTo("bad_request");
        lena.socket().send("SUBSCRIBE", "", "id", "x");
        lena.awaits("error", event -> lena.heard("error").size() == 2);
        lena.socket().send("UNSUBSCRIBE", "");
        lena.awaits("error", event -> lena.heard("error").size() == 3);
        lena.says("/app/user_join", Map.of());
    }

    @Test
    void endsWithUnsubscribe() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        String roomId = teamRoom(lena.user(), ravi.user());
        lena.hearsRoom(roomId);
        ravi.hearsRoom(roomId);

        ravi.socket().send("UNSUBSCRIBE", "", "id", "/topic/room." + roomId, "receipt", "gone");
        ravi.socket().awaits("RECEIPT", "receipt-id", "gone");
        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "without ravi"));

        lena.awaitsContent("without ravi");
        settle(ravi);
        assertThat(ravi.heardContent("without ravi")).isEmpty();
        ravi.hearsRoom(roomId);
    }

    @Test
    void thatThereIsNoneMayEnd() {
        Session ravi = connect(cast.ravi());
        String roomId = teamRoom(ravi.user());
        ravi.hearsRoom(roomId);

        ravi.socket().send("UNSUBSCRIBE", "", "id", "never-there", "receipt", "first");
        ravi.socket().send("UNSUBSCRIBE", "", "id", "/topic/room." + roomId, "receipt", "second");
        ravi.socket().send("UNSUBSCRIBE", "", "id", "/topic/room." + roomId, "receipt", "third");

        ravi.socket().awaits("RECEIPT", "receipt-id", "third");
        settle(ravi);
        assertThat(ravi.socket().isClosed()).isFalse();
        assertThat(ravi.socket().frames("RECEIPT").stream()
                        .map(receipt -> receipt.headers().get("receipt-id"))
                        .filter(Set.of("first", "second", "third")::contains))
                .containsExactly("first", "second", "third");
    }

    @Test
    void withoutReceiptsGetNone() {
        Session ravi = connect(cast.ravi());
        int before = ravi.socket().frames("RECEIPT").size();

        for (int i = 0; i < 3; i++) {
            ravi.socket().send("SUBSCRIBE", "", "id", "more-" + i, "destination", Session.MESSAGES);
        }
        ravi.socket().send("SUBSCRIBE", "", "id", "last", "destination", Session.MESSAGES, "receipt", "last");
        ravi.socket().awaits("RECEIPT", "receipt-id", "last");

        assertThat(ravi.socket().frames("RECEIPT")).hasSize(before + 1);
    }

    @Test
    void mayEndAmidTrafficWithoutEndingTheSession() {
        Session ravi = connect(cast.ravi());
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user(), ravi.user());

        for (int i = 0; i < 15; i++) {
            ravi.hearsRoom(roomId);
            lena.sends("/app/room_message", Map.of("roomId", roomId, "content", "traffic"));
            ravi.socket().send("UNSUBSCRIBE", "", "id", "/topic/room." + roomId, "receipt", "off-" + i);
            ravi.socket().awaits("RECEIPT", "receipt-id", "off-" + i);
        }

        settle(ravi);
        assertThat(ravi.socket().isClosed()).isFalse();
    }

    private static Event assertDenied(Session session, String destination) {
        int before = session.heard("error").size();
        String receipt = session.subscribe(destination);
        Event error = session.awaits("error", event -> session.heard("error").size() > before);
        error = session.heard("error").get(before);
        assertThat(error.text("code")).as(destination).isEqualTo("forbidden");
        assertThat(error.text("event")).isEqualTo("subscribe");
        assertThat(error.fields()).containsExactlyInAnyOrder("type", "code", "message", "event", "timestamp");
        assertThat(session.hasReceipt(receipt)).isFalse();
        return error;
    }
}
