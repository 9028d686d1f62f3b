package com.sealkloud.chat.change;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.log.LogAccess;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What messages have said before. The words stand in the events that tell of the edits. */
@Repository
class Revisions {

    private final JdbcClient jdbc;
    private final Words words;
    private final LogAccess access;
    private final ChangePolicy policy;

    Revisions(JdbcClient jdbc, Words words, LogAccess access, ChangePolicy policy) {
        this.jdbc = jdbc;
        this.words = words;
        this.access = access;
        this.policy = policy;
    }

    void add(LogEntryId message, int revision, long eventSeq) {
        jdbc.sql("""
                        insert into message_revision (conversation_id, seq, revision, event_seq)
                        values (?, ?, ?, ?)""")
                .param(message.conversationId())
                .param(message.seq())
                .param(revision)
                .param(eventSeq)
                .update();
    }

    void remove(LogEntryId message) {
        jdbc.sql("delete from message_revision where conversation_id = ? and seq = ?")
                .param(message.conversationId())
                .param(message.seq())
                .update();
    }

    /** @return the events that tell of its edits, the first one first */
    List<LogEntryId> eventsOf(LogEntryId message) {
        return jdbc.sql("""
                        select event_seq from message_revision
                        where conversation_id = ? and seq = ? order by revision""")
                .param(message.conversationId())
                .param(message.seq())
                .query((row, number) -> new LogEntryId(message.conversationId(), row.getLong(1)))
                .list();
    }

    ObjectNode event(LogEntryId id) {
        return words.of(id).orElseThrow(() -> new IllegalStateException("An edit without its event: " + id));
    }

    /** What a message said from a certain time on. */
    record Revision(int revision, String content, Instant editedAt, String editorId) {}

    /**
     * @return the oldest first, beginning with what was first written; nothing of a deleted one
     * @throws Refusal {@code not_found} for a message that is not theirs to see, {@code forbidden}
     *     for everybody but staff
     */
    @Transactional
    public List<Revision> of(Person reader, String conversationId, long seq) {
        access.requireReadable(reader, conversationId);
        policy.requireMaySeeRevisions(reader);
        LogEntryId id = new LogEntryId(conversationId, seq);
        ObjectNode now = words.ofMessage(id).orElseThrow(() -> Refusal.notFound("There is no message " + seq + "."));
        if (new Message(id, now).isDeleted()) {
            return List.of();
        }
        List<Revision> revisions = new ArrayList<>();
        revisions.add(revision(0, words.first(id).orElse(now), "senderId"));
        for (LogEntryId edit : eventsOf(id)) {
            revisions.add(revision(revisions.size(), event(edit), "actorId"));
        }
        return revisions;
    }

    private static Revision revision(int number, ObjectNode event, String editor) {
        return new Revision(
                number,
                event.path("content").asString(""),
                Instant.parse(event.path("timestamp").asString("")),
                event.path(editor).asString(""));
    }
}
