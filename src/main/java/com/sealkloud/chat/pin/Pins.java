package com.sealkloud.chat.pin;

import static com.sealkloud.chat.sql.SqlValues.numbers;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.log.AboutMessages;
import com.sealkloud.chat.log.ContentRemoved;
import com.sealkloud.chat.log.LogEntryId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores which messages are pinned. Whoever changes it holds the lock of the conversation. */
@Repository
class Pins implements AboutMessages {

    private final JdbcClient jdbc;

    Pins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean has(LogEntryId message) {
        return jdbc.sql("select exists (select 1 from message_pin where conversation_id = ? and seq = ?)")
                .param(message.conversationId())
                .param(message.seq())
                .query(Boolean.class)
                .single();
    }

    int countOf(String conversationId) {
        return jdbc.sql("select count(*) from message_pin where conversation_id = ?")
                .param(conversationId)
                .query(Integer.class)
                .single();
    }

    /** @param eventSeq the number of the event that tells of it */
    void add(LogEntryId message, long eventSeq) {
        jdbc.sql("insert into message_pin (conversation_id, seq, event_seq) values (?, ?, ?)")
                .param(message.conversationId())
                .param(message.seq())
                .param(eventSeq)
                .update();
    }

    void remove(LogEntryId message) {
        jdbc.sql("delete from message_pin where conversation_id = ? and seq = ?")
                .param(message.conversationId())
                .param(message.seq())
                .update();
    }

    /** In the transaction that deletes the messages. */
    @EventListener
    void remove(ContentRemoved taken) {
        jdbc.sql("delete from message_pin where conversation_id = ? and seq = any(?)")
                .param(taken.conversationId())
                .param(numbers(taken.seqs()))
                .update();
    }

    /** A pinned message, and the event that tells of it. */
    record Pin(long seq, long eventSeq) {}

    /** @return the most recently pinned first, of those that were pinned before an event */
    List<Pin> before(String conversationId, long eventSeq, int limit) {
        return jdbc.sql("""
                        select seq, event_seq from message_pin
                        where conversation_id = ? and event_seq < ? order by event_seq desc limit ?""")
                .param(conversationId)
                .param(eventSeq)
                .param(limit)
                .query((row, number) -> new Pin(row.getLong(1), row.getLong(2)))
                .list();
    }

    @Override
    public Map<Long, String> fields(Person reader, String conversationId, Collection<Long> seqs) {
        return jdbc
                .sql("select seq from message_pin where conversation_id = ? and seq = any(?)")
                .param(conversationId)
                .param(numbers(seqs))
                .query(Long.class)
                .list()
                .stream()
                .collect(Collectors.toMap(seq -> seq, seq -> "\"pinned\":true"));
    }
}
