package com.sealkloud.chat.fault;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Somebody with a long history in one room, who is erased while the others talk. */
final class Leaver {
    private static final String ID = "agent-leaving";
    private static final String WORD = "Numbat" + Long.toHexString(System.nanoTime());

    private final Api admin;
    private final String database;
    private final String room;
    private final String token;
    private String erasure;

    Leaver(Load load, String database, int messages) {
        this.admin = load.admin();
        this.database = database;
        load.createPerson(ID);
        room = load.createRoom("left", List.of(ID));
        token = load.logIn(ID);
        long seq = admin.as(token)
                .post("/api/v1/conversations/" + room + "/messages", Map.of("content", WORD + " was here"))
                .path("seq")
                .asLong();
        // Sending them would take longer than erasing them.
        PostgresServer.count(database, """
                with copies as (
                    insert into log_entry (conversation_id, seq, type, actor_id, message_id, occurred_at, payload)
                    select conversation_id, %1$d + n, type, actor_id, message_id || '-' || n, occurred_at,
                        replace(replace(payload, '"seq":%1$d', '"seq":' || %1$d + n), message_id, message_id || '-' || n)
                    from log_entry, generate_series(1, %2$d) n
                    where conversation_id = '%3$s' and seq = %1$d
                    returning 1),
                moved as (
                    update conversation set last_seq = %1$d + %2$d, last_message_seq = %1$d + %2$d
                    where conversation_id = '%3$s' returning 1)
                select count(*) from copies, moved""".formatted(seq, messages - 1, room));
    }

    String room() {
        return room;
    }

    String token() {
        return token;
    }

    /** @return what each of the messages says, in any case */
    String word() {
        return WORD;
    }

    void erase() {
        erasure = admin.post("/api/v1/users/" + ID + "/erasure", Map.of("reason", "asked for"))
                .path("erasureId")
                .stringValue();
    }

    /** @return how many messages still have their words */
    long left() {
        return PostgresServer.count(
                database,
                "select count(*) from log_entry where payload like '%" + WORD + "%' or original like '%" + WORD + "%'");
    }

    Leaver awaitErased(Duration patience) {
        await("the erasure")
                .atMost(patience)
                .ignoreExceptions()
                .until(() -> admin.get("/api/v1/erasures/" + erasure)
                        .path("status")
                        .stringValue()
                        .equals("done"));
        return this;
    }
}
