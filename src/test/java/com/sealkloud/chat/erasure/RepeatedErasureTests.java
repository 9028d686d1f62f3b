package com.sealkloud.chat.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.erasure.Erasure.Subject;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes that start together after a restore, and read the same ledger. */
@ExtendWith(Servers.class)
class RepeatedErasureTests {

    private static final int TIMES = 10;

    @ParameterizedTest
    @MethodSource("com.sealkloud.chat.testing.Mode#eitherBroker")
    void twoNodesRepeatTheErasureOfAConversationOnce(Mode mode) {
        Chat chat = Servers.chat(mode);
        User lena = chat.cast().lena();
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "a team", "kind", "team", "memberIds", List.of(lena.userId())))
                .expect(201)
                .text("roomId");

        for (int time = 0; time < TIMES; time++) {
            repeatTwice(chat, line(Subject.CONVERSATION, room));
        }

        assertThat(repetitions(chat, "conversation:" + room)).isEqualTo(TIMES);
    }

    @ParameterizedTest
    @MethodSource("com.sealkloud.chat.testing.Mode#eitherBroker")
    void twoNodesRepeatTheErasureOfAPersonOnce(Mode mode) {
        Chat chat = Servers.chat(mode);

        for (int time = 0; time < TIMES; time++) {
            User carol = chat.cast().carol();
            repeatTwice(chat, line(Subject.PERSON, carol.userId()));
            assertThat(repetitions(chat, "user:" + carol.userId())).isEqualTo(1);
        }
    }

    private static ErasureLedger.Line line(Subject subject, String subjectId) {
        return new ErasureLedger.Line(UUID.randomUUID().toString(), subject, subjectId, "ada", Instant.now());
    }

    private static void repeatTwice(Chat chat, ErasureLedger.Line line) {
        RepeatedErasures repeated = chat.bean(RepeatedErasures.class);
        CyclicBarrier both = new CyclicBarrier(2);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> repeat(repeated, line, both));
        repeat(repeated, line, both);
        other.join();
        await("the erasure")
                .until(() -> chat.as(chat.cast().ada())
                        .get("/erasures/" + line.erasureId())
                        .expect(200)
                        .text("status")
                        .equals("done"));
    }

    private static void repeat(RepeatedErasures repeated, ErasureLedger.Line line, CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        repeated.repeat(line);
    }

    private static int repetitions(Chat chat, String target) {
        return chat.as(chat.cast().ada())
                .get("/audit?action=erasure.repeated&target=" + target)
                .expect(200)
                .list("items")
                .size();
    }
}
