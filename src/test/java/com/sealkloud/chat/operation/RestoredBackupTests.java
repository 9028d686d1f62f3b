package com.sealkloud.chat.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.encryption.Sealings;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A backup of PostgreSQL from before several changes is restored: before a row was sealed, before
 * the first text of a conversation, before a rotation, in the middle of an erasure, before old
 * messages went, and before the master key was replaced.
 */
@ExtendWith(Servers.class)
class RestoredBackupTests {

    private Chat chat;

    @Test
    void whatHasHappenedSinceTheBackupHappensAgain() {
        List<String> arguments = new ArrayList<>(Servers.arguments(Mode.EMBEDDED_POSTGRESQL));
        arguments.addAll(Servers.encryption());
        String database = arguments.stream()
                .filter(argument -> argument.startsWith("--spring.datasource.url="))
                .findFirst()
                .orElseThrow();
        User lena;
        String room;
        String talk;
        try (Chat first = Chat.start(arguments)) {
            chat = first;
            User ada = chat.cast().ada();
            lena = chat.cast().lena();
            User ravi = chat.cast().ravi();
            User carol = chat.cast().carol();
            room = chat.as(lena)
                    .post("/rooms", Map.of("name", "team", "kind", "team", "memberIds", List.of(ravi.userId())))
                    .expect(201)
                    .text("roomId");
            long plain = post(lena, room, "from before sealing");
            String payload = messages(lena, room).get(0).toString();
            chat.database()
                    .update(
                            "update log_entry set payload = ? where conversation_id = ? and seq = ?",
                            payload,
                            room,
                            plain);
            talk = talk(lena, ravi);
            String theirs = talk(carol, ravi);
            post(carol, theirs, "My words");
            String aged = talk(lena, carol);
            post(lena, aged, "long ago");
            long young = post(lena, aged, "of late");
            chat.database()
                    .update(
                            "update log_entry set occurred_at = current_timestamp - interval '40' day"
                                    + " where conversation_id = ? and seq < ?",
                            aged,
                            young);
            DueWorker eraser = chat.bean("erasureWorker", DueWorker.class);
            eraser.stop();
            String erasure = chat.as(ada)
                    .post("/users/" + carol.userId() + "/erasure", Map.of("reason", "asked for"))
                    .expect(202)
                    .text("erasureId");
            Servers.postgres().backUp(database);

            await("the database").untilAsserted(() -> post(lena, talk, "lost"));
            chat.as(ada).post("/encryption/rotation", null).expect(202);
            eraser.start();
            chat.bean("retentionWorker", DueWorker.class).wake();
            awaitAllDone(ada, room, plain, erasure, aged);
            Servers.postgres().restore(database);
            await("the database").untilAsserted(() -> post(lena, talk, "sealed with a key of after the backup"));
            chat.as(ada).post("/epoch", null).expect(200);
            eraser.wake();
            chat.bean("retentionWorker", DueWorker.class).wake();
            awaitAllDone(ada, room, plain, erasure, aged);
            assertThat(messages(ravi, theirs).get(0).path("deleted").asBoolean())
                    .isTrue();
        }
        try (Chat again = Chat.start(arguments)) {
            chat = again;
            assertThat(messages(lena, talk))
                    .extracting(message -> message.path("content").asString())
                    .containsExactly("sealed with a key of after the backup");
            assertThat(messages(lena, room))
                    .extracting(message -> message.path("content").asString())
                    .containsExactly("from before sealing");
        }
        // As after the master key was replaced, and a backup from before was restored.
        assertThatThrownBy(() -> Chat.start(
                                arguments, "--chat.encryption.key-file=" + Sealings.newKey(Servers.newFolder()))
                        .close())
                .hasStackTraceContaining("The database was sealed under the master key");
    }

    private void awaitAllDone(User ada, String room, long plain, String erasure, String aged) {
        await("the plain row is sealed")
                .until(() -> chat.database()
                        .queryForObject(
                                "select payload from log_entry where conversation_id = ? and seq = ?",
                                String.class,
                                room,
                                plain)
                        .startsWith("sealed:"));
        await("the keys are wrapped anew")
                .until(() -> chat.as(ada).get("/encryption").number("keysToWrap") == 0);
        await("the erasure")
                .until(() ->
                        chat.as(ada).get("/erasures/" + erasure).text("status").equals("done"));
        await("what is too old is gone")
                .until(() -> chat.database()
                                .queryForObject(
                                        "select first_seq from conversation where conversation_id = ?",
                                        Long.class,
                                        aged)
                        > 1);
    }

    private String talk(User user, User other) {
        return chat.as(user)
                .post("/conversations", Map.of("userId", other.userId()))
                .expect(200)
                .text("conversationId");
    }

    private long post(User author, String conversation, String content) {
        return chat.as(author)
                .post("/conversations/" + conversation + "/messages", Map.of("content", content))
                .expect(201)
                .number("seq");
    }

    private List<JsonNode> messages(User reader, String conversation) {
        return chat.as(reader)
                .get("/conversations/" + conversation + "/messages")
                .expect(200)
                .list("messages");
    }
}
