package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * {@code messages} and {@code events} of a conversation. The direct conversation contains the
 * messages 1 to 10.
 */
class HistoryTests extends EitherBroker {
    private User carol;
    private User lena;
    private String conversationId;

    @BeforeEach
    void tenMessages() {
        carol = cast.carol();
        lena = cast.lena();
        conversationId = directConversation(carol, lena);
        IntStream.rangeClosed(1, 10).forEach(i -> post(i % 2 == 0 ? carol : lena, conversationId, "message " + i));
    }

    @Test
    void withoutABoundIsTheNewestPage() {
        assertPage("limit=3", List.of(8L, 9L, 10L), true, false);
        assertPage("", range(1, 10), false, false);
    }

    @Test
    void beforeASeq() {
        assertPage("before=5&limit=3", List.of(2L, 3L, 4L), true, true);
        assertPage("before=4&limit=3", List.of(1L, 2L, 3L), false, true);
        assertPage("before=1&limit=3", List.of(), false, true);
        assertPage("before=0&limit=3", List.of(), false, true);
        assertPage("before=11&limit=3", List.of(8L, 9L, 10L), true, false);
        assertPage("before=1000&limit=3", List.of(8L, 9L, 10L), true, false);
        assertPage("before=9223372036854775807&limit=3", List.of(8L, 9L, 10L), true, false);
    }

    @Test
    void afterASeq() {
        assertPage("after=0&limit=3", List.of(1L, 2L, 3L), false, true);
        assertPage("after=5&limit=3", List.of(6L, 7L, 8L), true, true);
        assertPage("after=7&limit=3", List.of(8L, 9L, 10L), true, false);
        assertPage("after=10&limit=3", List.of(), true, false);
        assertPage("after=1000&limit=3", List.of(), true, false);
        assertPage("after=9223372036854775807&limit=3", List.of(), true, false);
    }

    @Test
    void aroundASeq() {
        assertPage("around=5&limit=4", List.of(3L, 4L, 5L, 6L), true, true);
        assertPage("around=1&limit=4", List.of(1L, 2L), false, true);
        assertPage("around=10&limit=4", List.of(8L, 9L, 10L), true, false);
        assertPage("around=5&limit=1", List.of(5L), true, true);
        assertPage("around=0&limit=4", List.of(1L, 2L), false, true);
        assertPage("around=1000&limit=4", List.of(9L, 10L), true, false);
        assertPage("around=5&limit=200", range(1, 10), false, false);
    }

    @Test
    void ofAnEmptyConversationIsEmpty() {
        String empty = directConversation(lena, cast.ravi());

        Answer page = as(lena).get("/conversations/" + empty + "/messages").expect(200);

        assertThat(page.fields()).containsExactlyInAnyOrder("messages", "hasMoreBefore", "hasMoreAfter");
        assertThat(page.list("messages")).isEmpty();
        assertThat(page.json().required("hasMoreBefore").booleanValue()).isFalse();
        assertThat(page.json().required("hasMoreAfter").booleanValue()).isFalse();
    }

    @Test
    void leavesOutWhatIsNoMessage() {
        User ravi = cast.ravi();
        String roomId = teamRoom(lena, ravi);
        post(lena, roomId, "first");
        as(lena).delete("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);
        post(lena, roomId, "second");

        assertThat(as(lena).get("/conversations/" + roomId + "/messages").list("messages"))
                .extracting(message -> message.required("content").stringValue())
                .containsExactly("first", "second");
        assertThat(as(lena).get("/conversations/" + roomId + "/events").list("items"))
                .extracting(event -> event.required("type").stringValue())
                .containsExactly(
                        "room_created",
                        "member_joined",
                        "member_joined",
                        "room_message",
                        "member_left",
                        "room_message");
    }

    @Test
    void isTheVeryEventsThatWereSent() {
        Session listener = connect(lena);
        post(carol, conversationId, "live");

        JsonNode live = listener.awaitsContent("live").json();

        assertThat(as(lena).get("/conversations/" + conversationId + "/messages?after=10")
                        .list("messages"))
                .containsExactly(live);
        assertThat(as(lena).get("/conversations/" + conversationId + "/events?after=10")
                        .list("items"))
                .containsExactly(live);
    }

    @Test
    void catchesUpByEventsInPages() {
        List<Long> seqs = new ArrayList<>();
        String cursor = "0";
        do {
            Answer page = as(carol)
                    .get("/conversations/" + conversationId + "/events?limit=4&after=" + cursor)
                    .expect(200);
            assertThat(page.fields()).containsExactlyInAnyOrder("items", "nextCursor", "firstSeq", "epoch");
            page.list("items").forEach(event -> seqs.add(event.required("seq").longValue()));
            cursor = page.json().required("nextCursor").asString(null);
        } while (cursor != null);

        assertThat(seqs).containsExactlyElementsOf(range(1, 10));
    }

    @Test
    void eventsAfterTheEndAreNone() {
        Answer page = as(carol)
                .get("/conversations/" + conversationId + "/events?after=10")
                .expect(200);

        assertThat(page.list("items")).isEmpty();
        assertThat(page.json().required("nextCursor").isNull()).isTrue();
    }

    @Test
    void isNotThereForOthers() {
        User dave = cast.dave();
        for (String path : List.of("", "/messages", "/events")) {
            Answer foreign =
                    as(dave).get("/conversations/" + conversationId + path).expectProblem(404, "not_found");
            Answer unknown = as(dave).get("/conversations/unknown" + path).expectProblem(404, "not_found");
            assertThat(foreign.body().replace(conversationId, "unknown")).isEqualTo(unknown.body());
            // Not even an administrator reads other people's conversations.
            as(cast.ada()).get("/conversations/" + conversationId + path).expectProblem(404, "not_found");
        }
    }

    @Test
    void refusesBoundsThatMakeNoSense() {
        for (String query : List.of(
                "before=1&after=1",
                "after=1&around=1",
                "before=-1",
                "after=x",
                "around=1.5",
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=many",
                "before=99999999999999999999")) {
            as(carol)
                    .get("/conversations/" + conversationId + "/messages?" + query)
                    .expectProblem(400, "bad_request");
        }
        as(carol).get("/conversations/" + conversationId + "/events?after=-1").expectProblem(400, "bad_request");
    }

    private void assertPage(String query, List<Long> seqs, boolean hasMoreBefore, boolean hasMoreAfter) {
        Answer page = as(carol)
                .get("/conversations/" + conversationId + "/messages?" + query)
                .expect(200);
        assertThat(page.list("messages").stream()
                        .map(message -> message.required("seq").longValue()))
                .as(query)
                .containsExactlyElementsOf(seqs);
        assertThat(page.json().required("hasMoreBefore").booleanValue())
                .as("before " + query)
                .isEqualTo(hasMoreBefore);
        assertThat(page.json().required("hasMoreAfter").booleanValue())
                .as("after " + query)
                .isEqualTo(hasMoreAfter);
    }

    private static List<Long> range(int from, int to) {
        return IntStream.rangeClosed(from, to).asLongStream().boxed().toList();
    }

    private void post(User sender, String conversation, String content) {
        as(sender)
                .post("/conversations/" + conversation + "/messages", Map.of("content", content))
                .expect(201);
    }
}
