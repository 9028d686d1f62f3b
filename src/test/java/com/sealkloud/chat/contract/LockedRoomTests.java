package com.sealkloud.chat.contract;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** The row of a room stays locked, as by an import of users or by an operator. */
class LockedRoomTests extends EitherBroker {

    @Test
    void whatNeedsItIsUnavailableAndOtherRoomsTakeMessages() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String locked = teamRoom(lena);
        List<String> others = Stream.generate(() -> teamRoom(lena)).limit(4).toList();

        chat.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            chat.database()
                    .queryForList(
                            "select conversation_id from conversation where conversation_id = ? for update", locked);
            CompletableFuture<Answer> first = call(() -> say(lena, locked));
            await("a message that waits for the room").until(this::somebodyWaitsForARow);
            CompletableFuture<Answer> joining =
                    call(() -> as(lena).put("/rooms/" + locked + "/members/" + ravi.userId()));
            List<CompletableFuture<Answer>> refused =
                    others.stream().map(other -> call(() -> say(lena, locked))).toList();
            List<CompletableFuture<Answer>> stored =
                    others.stream().map(other -> call(() -> say(lena, other))).toList();

            stored.forEach(answer -> answer.join().expect(201));
            refused.forEach(answer -> answer.join().expectProblem(503, "unavailable"));
            first.join().expectProblem(503, "unavailable");
            joining.join().expectProblem(503, "unavailable");
        });

        say(lena, locked).expect(201);
    }

    private Answer say(User user, String roomId) {
        return as(user).post("/conversations/" + roomId + "/messages", Map.of("content", "hello"));
    }

    private static CompletableFuture<Answer> call(Supplier<Answer> call) {
        return CompletableFuture.supplyAsync(call, THREADS);
    }
}
