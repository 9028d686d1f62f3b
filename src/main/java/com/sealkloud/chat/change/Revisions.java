package com.sealkloud.chat.change;

import static com.sealkloud.chat.sql.SqlValues.numbers;

import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.LogEntryId;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records which events of the log are the edits of a message. Their rows keep the replaced words,
 * which only {@link FormerWords} reads.
 */
@Repository
class Revisions {

    private final JdbcClient jdbc;
    private final EventContents words;

    Revisions(JdbcClient jdbc, EventContents words) {
        this.jdbc = jdbc;
        this.words = words;
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

    /** Takes the words that a message has now out of the event that tells of them. */
    void supersede(LogEntryId message) {
        List<LogEntryId> events = eventsOf(message);
        if (!events.isEmpty()) {
            LogEntryId newest = events.get(events.size() - 1);
            ObjectNode event = event(newest).put("content", "").put("superseded", true);
            event.remove(List.of("mentions", "newMentions"));
            words.replace(newest, event);
        }
    }

    void remove(String conversationId, Collection<Long> seqs) {
        jdbc.sql("delete from message_revision where conversation_id = ? and seq = any(?)")
                .param(conversationId)
                .param(numbers(seqs))
                .update();
    }

    /** @return the events that tell of edits of these messages */
    List<Long> eventsOf(String conversationId, Collection<Long> seqs) {
        return jdbc.sql("select event_seq from message_revision where conversation_id = ? and seq = any(?)")
                .param(conversationId)
                .param(numbers(seqs))
                .query(Long.class)
                .list();
    }

    /** @return the events from a seq on that tell of edits of messages before it */
    List<Long> eventsAcross(String conversationId, long seq) {
        return jdbc.sql("""
                        select event_seq from message_revision
                        where conversation_id = ? and seq < ? and event_seq >= ?""")
                .param(conversationId)
                .param(seq)
                .param(seq)
                .query(Long.class)
                .list();
    }

    void removeBefore(String conversationId, long seq) {
        jdbc.sql("delete from message_revision where conversation_id = ? and seq < ?")
                .param(conversationId)
                .param(seq)
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
}
