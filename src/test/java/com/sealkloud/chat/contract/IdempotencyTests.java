package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sending is idempotent, and numbers have no gaps, whatever happens concurrently. */
class IdempotencyTests extends EitherBroker {

    @Test
    void repeatedFrameIsReceiptedAgainAndStoredOnce() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Map<String, String> body = Map.of("receiverId", lena.userId(), "content", "once", "clientMessageId", "c1");

        carol.says("/app/message", body);
        carol.says("/app/message", body);

        Event stored = lena.awaitsContent("once");
        settle(lena, carol);
        assertThat(lena.heardContent("once")).hasSize(1);
        assertThat(carol.heardContent("once")).hasSize(1);
        assertThat(messages(carol.user(), stored.text("conversationId"))).hasSize(1);
    }

    @Test
    void repeatedCallAnswers200WithTheStoredMessage() {
        User carol = cast.carol();
        String path = path(directConversation(carol, cast.lena()));

        Answer first = as(carol)
                .post(path, Map.of("content", "once", "clientMessageId", "c1"))
                .expect(201);
        Answer second = as(carol)
                .post(path, Map.of("content", "once", "clientMessageId", "c1"))
                .expect(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(as(carol).get(path).list("messages")).hasSize(1);
    }

    @Test
    void isTheSameOverEveryDoor() {
        Session carol = connect(cast.carol());
        User lena = cast.lena();
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "both", "clientMessageId", "c1"));
        String conversationId = carol.awaitsContent("both").text("conversationId");

        as(carol.user())
                .post(path(conversationId), Map.of("content", "both", "clientMessageId", "c1"))
                .expect(200);

        assertThat(messages(carol.user(), conversationId)).hasSize(1);
    }

    @Test
    void repeatedRoomMessageAndNoteAreStoredOnce() {
        Session lena = connect(cast.lena());
        String roomId = ticketRoom(lena.user());
        for (int i = 0; i < 2; i++) {
            lena.says("/app/room_message", Map.of("roomId", roomId, "content", "text", "clientMessageId", "t"));
            lena.says(
                    "/app/room_message",
                    Map.of("roomId", roomId, "content", "note", "clientMessageId", "n", "note", true));
        }

        assertThat(messages(lena.user(), roomId)).hasSize(1);
        assertThat(messages(lena.user(), "notes-" + roomId)).hasSize(1);
    }

    @Test
    void anotherContentUnderTheSameIdIsAConflict() {
        Session carol = connect(cast.carol());
        User lena = cast.lena();
        User ravi = cast.ravi();
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "first", "clientMessageId", "c1"));
        String conversationId = carol.awaitsContent("first").text("conversationId");

        Event error = carol.isRefused(
                "/app/message",
                Map.of("receiverId", lena.userId(), "content", "second", "clientMessageId", "c1"),
                "conflict");
        assertThat(error.text("clientMessageId")).isEqualTo("c1");
        carol.isRefused(
                "/app/message",
                Map.of("receiverId", ravi.userId(), "content", "first", "clientMessageId", "c1"),
                "conflict");
        as(carol.user())
                .post(path(conversationId), Map.of("content", "third", "clientMessageId", "c1"))
                .expectProblem(409, "conflict");

        assertThat(messages(carol.user(), conversationId)).hasSize(1);
    }

    @Test
    void isPerSender() {
        User carol = cast.carol();
        User lena = cast.lena();
        String conversationId = directConversation(carol, lena);

        as(carol)
                .post(path(conversationId), Map.of("content", "hers", "clientMessageId", "c1"))
                .expect(201);
        as(lena).post(path(conversationId), Map.of("content", "mine", "clientMessageId", "c1"))
                .expect(201);
    }

    @Test
    void concurrentRepetitionsStoreOneMessage() {
        User lena = cast.lena();
        String roomId = teamRoom(lena);
        Rest rest = as(lena);

        List<Answer> answers =
                atOnce(12, i -> rest.post(path(roomId), Map.of("content", "burst", "clientMessageId", "same")));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .extracting(answer -> answer.text("messageId"))
                .containsOnly(answers.get(0).text("messageId"));
        assertThat(messages(lena, roomId)).hasSize(1);
    }

    @Test
    void concurrentUseOfOneIdInTwoConversationsStoresOneMessage() {
        User lena = cast.lena();
        List<String> rooms = List.of(teamRoom(lena), teamRoom(lena));
        Rest rest = as(lena);

        List<Answer> answers = atOnce(
                8, i -> rest.post(path(rooms.get(i % 2)), Map.of("content", "burst", "clientMessageId", "same")));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201, 409);
        assertThat(messages(lena, rooms.get(0)).size()
                        + messages(lena, rooms.get(1)).size())
                .isEqualTo(1);
    }

    @Test
    void firstMessagesOfTwoPeopleAtOnceBeginOneConversation() {
        User carol = cast.carol();
        User lena = cast.lena();

        List<Answer> answers = atOnce(
                8,
                i -> i % 2 == 0
                        ? as(carol).post("/conversations", Map.of("userId", lena.userId()))
                        : as(lena).post("/conversations", Map.of("userId", carol.userId())));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream().map(answer -> answer.text("conversationId")).distinct())
                .hasSize(1);
    }

    @Test
    void numbersAreDenseWhenManyPostAtOnce() {
        List<User> people = List.of(cast.lena(), cast.ravi(), cast.mona(), cast.ada());
        String roomId = teamRoom(people.get(0), people.get(1), people.get(2), people.get(3));
        Session listener = connect(people.get(0)).hearsRoom(roomId);
        long before = as(people.get(0)).get("/conversations/" + roomId).number("lastSeq");

        List<Answer> answers = atOnce(60, i -> postUntilStored(people.get(i % 4), roomId, "n" + i));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        List<Long> expected =
                LongStream.rangeClosed(before + 1, before + 60).boxed().toList();
        assertThat(answers.stream().map(answer -> answer.number("seq")).sorted())
                .containsExactlyElementsOf(expected);
        assertThat(as(people.get(0)).get("/conversations/" + roomId + "/messages?limit=200").list("messages").stream()
                        .map(message -> message.required("seq").longValue()))
                .containsExactlyElementsOf(expected);
        listener.awaits("room_message", event -> event.seq() == before + 60);
        settle(listener);
        assertThat(listener.heard("room_message").stream().map(Event::seq).sorted())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void whatIsRefusedKeepsNothingFromBeingStoredThatComesAtTheSameTime() {
        User lena = cast.lena();
        User carol = cast.carol();
        User stranger = cast.dave();
        String path = path(directConversation(lena, carol));
        as(lena).post(path, Map.of("content", "first", "clientMessageId", "taken"))
                .expect(201);

        List<Answer> answers = atOnce(24, i -> {
            User sender = List.of(lena, carol, stranger, lena).get(i % 4);
            String key = i % 4 == 3 ? "taken" : "m" + i;
            return as(sender).post(path, Map.of("content", "text " + i, "clientMessageId", key));
        });

        for (int i = 0; i < answers.size(); i++) {
            switch (i % 4) {
                case 2 -> answers.get(i).expectProblem(404, "not_found");
                case 3 -> answers.get(i).expectProblem(409, "conflict");
                default -> answers.get(i).expect(201);
            }
        }
        assertThat(as(carol).get(path).list("messages"))
                .hasSize(13)
                .extracting(message -> message.required("seq").longValue())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 13).boxed().toList());
    }

    private static List<Answer> atOnce(int count, java.util.function.IntFunction<Answer> call) {
        List<CompletableFuture<Answer>> calls = IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), THREADS))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    /**
     * As the contract asks of clients: {@code unavailable}, which a busy machine may bring about,
     * is worth another try.
     */
    private Answer postUntilStored(User sender, String roomId, String name) {
        Map<String, String> body = Map.of("content", name, "clientMessageId", name);
        Answer answer = as(sender).post(path(roomId), body);
        for (int i = 0; i < 10 && answer.status() == 503; i++) {
            answer = as(sender).post(path(roomId), body);
        }
        return answer;
    }

    private List<JsonNode> messages(User user, String conversationId) {
        return as(user).get(path(conversationId)).list("messages");
    }

    private static String path(String conversationId) {
        return "/conversations/" + conversationId + "/messages";
    }
}
