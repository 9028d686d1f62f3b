package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code read}, over STOMP and REST. */
class ReadTests extends EitherBroker {

    @Test
    void isForwardedToTheOtherPersonAndTheReadersDevices() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session lenasPhone = connect(lena.user());
        Session dave = connect(cast.dave());
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "one"));
        String conversationId = lena.awaitsContent("one").text("conversationId");
        assertThat(unread(lena.user(), conversationId)).isEqualTo(1);

        lena.says("/app/read", Map.of("conversationId", conversationId, "seq", 1));

        Event read = carol.awaits("read");
        assertThat(read.destination()).isEqualTo(Session.MESSAGES);
        assertThat(read.fields()).containsExactlyInAnyOrder("type", "conversationId", "userId", "readSeq", "timestamp");
        assertThat(read.text("conversationId")).isEqualTo(conversationId);
        assertThat(read.text("userId")).isEqualTo(lena.userId());
        assertThat(read.number("readSeq")).isEqualTo(1);
        lenasPhone.awaits("read");
        assertThat(unread(lena.user(), conversationId)).isZero();
        settle(dave);
        assertThat(dave.heard("read")).isEmpty();
    }

    @Test
    void inARoomIsForwardedToItsMembersAlone() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session outsider = connect(cast.mona());
        String roomId = teamRoom(lena.user(), ravi.user());
        lena.hearsRoom(roomId);

        ravi.says("/app/read", Map.of("conversationId", roomId, "seq", 1));

        assertThat(lena.awaits("read").destination()).isEqualTo("/topic/room." + roomId);
        settle(outsider);
        assertThat(outsider.heard("read")).isEmpty();
    }

    @Test
    void neverMovesBack() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        String conversationId = messages(carol, lena.user(), 5);

        lena.says("/app/read", Map.of("conversationId", conversationId, "seq", 4));
        lena.says("/app/read", Map.of("conversationId", conversationId, "seq", 2));
        as(lena.user())
                .put("/conversations/" + conversationId + "/read", Map.of("seq", 3))
                .expect(204);

        assertThat(lastRead(lena.user(), conversationId)).isEqualTo(4);
        carol.awaits("read");
        settle(carol);
        assertThat(carol.heard("read"))
                .extracting(event -> event.number("readSeq"))
                .containsExactly(4L);
    }

    @Test
    void neverMovesBackWhenManyDevicesReadAtOnce() {
        Session carol = connect(cast.carol());
        User lena = cast.lena();
        String conversationId = messages(carol, lena, 15);

        for (int round = 1; round <= 3; round++) {
            int highest = 4 * round + 3;
            IntStream.rangeClosed(highest - 5, highest)
                    .parallel()
                    .forEach(seq -> as(lena).put("/conversations/" + conversationId + "/read", Map.of("seq", seq))
                            .expect(204));
            assertThat(lastRead(lena, conversationId)).isEqualTo(highest);
        }
    }

    /** Of one who reads on and on, everybody is told the newest mark, twice a second. */
    @Test
    void isToldTwiceASecondHoweverFastSomebodyReads() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        String conversationId = messages(carol, lena.user(), 15);
        long begun = System.nanoTime();

        for (int round = 0; round < 3; round++) {
            for (int seq = 1; seq <= 15; seq++) {
                lena.says("/app/read", Map.of("conversationId", conversationId, "seq", seq));
            }
            if (round < 2) {
                lena.says("/app/mark_unread", Map.of("conversationId", conversationId, "seq", 1));
            }
        }

        carol.awaits("read", read -> read.number("readSeq") == 15);
        List<Long> told =
                carol.heard("read").stream().map(read -> read.number("readSeq")).toList();
        Duration passed = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(told.get(0)).isEqualTo(1);
        assertThat(told).hasSizeLessThanOrEqualTo(2 + (int) passed.dividedBy(Duration.ofMillis(500)));
        await("what is published")
                .until(() -> chat.database()
                        .queryForObject(
                                "select read_published from participant where conversation_id = ? and user_id = ?",
                                Boolean.class,
                                conversationId,
                                lena.userId()));
    }

    @Test
    void stopsAtTheEndOfTheLog() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        String conversationId = messages(carol, lena.user(), 2);

        as(lena.user())
                .put("/conversations/" + conversationId + "/read", Map.of("seq", 1_000_000))
                .expect(204);

        assertThat(carol.awaits("read").number("readSeq")).isEqualTo(2);
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "a new one"));
        lena.awaitsContent("a new one");
        assertThat(unread(lena.user(), conversationId)).isEqualTo(1);
    }

    @Test
    void ofAConversationOfOthersIsRefused() {
        Session carol = connect(cast.carol());
        Session dave = connect(cast.dave());
        User lena = cast.lena();
        String conversationId = messages(carol, lena, 1);

        dave.isRefused("/app/read", Map.of("conversationId", conversationId, "seq", 1), "not_found");
        dave.isRefused("/app/read", Map.of("conversationId", "none", "seq", 1), "not_found");
        as(dave.user())
                .put("/conversations/" + conversationId + "/read", Map.of("seq", 1))
                .expectProblem(404, "not_found");
        settle(carol);
        assertThat(carol.heard("read")).isEmpty();
    }

    @Test
    void countsOnlyMessagesOfOthersAsUnread() {
        Session carol = connect(cast.carol());
        User lena = cast.lena();
        String conversationId = messages(carol, lena, 3);

        assertThat(unread(carol.user(), conversationId)).isZero();
        assertThat(unread(lena, conversationId)).isEqualTo(3);
    }

    @Test
    void ofNothingSensibleIsRefused() {
        Session lena = connect(cast.lena());
        String roomId = teamRoom(lena.user());

        Stream.<Map<String, Object>>of(
                        Map.of("conversationId", roomId),
                        Map.of("seq", 1),
                        Map.of("conversationId", roomId, "seq", -1),
                        Map.of("conversationId", roomId, "seq", "1"),
                        Map.of("conversationId", roomId, "seq", 1.5),
                        Map.of("conversationId", "a/b", "seq", 1))
                .forEach(body -> lena.isRefused("/app/read", body, "bad_request"));
        as(lena.user())
                .put("/conversations/" + roomId + "/read", Map.of("seq", -1))
                .expectProblem(400, "bad_request");
        as(lena.user()).put("/conversations/" + roomId + "/read", Map.of()).expectProblem(400, "bad_request");
    }

    private String messages(Session from, User to, int count) {
        for (int i = 1; i <= count; i++) {
            from.says("/app/message", Map.of("receiverId", to.userId(), "content", "message " + i));
        }
        return from.awaitsContent("message " + count).text("conversationId");
    }

    private long unread(User user, String conversationId) {
        return as(user).get("/conversations/" + conversationId).number("unreadCount");
    }

    private long lastRead(User user, String conversationId) {
        return as(user).get("/conversations/" + conversationId).number("lastReadSeq");
    }
}
