package com.sealkloud.chat.change;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.log.LogEntryId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which emoji are on which message. Whoever changes them holds the lock of the conversation. */
@Repository
class Reactions {

    private final JdbcClient jdbc;
    private final ChangeProperties properties;
    private final Clock clock;

    Reactions(JdbcClient jdbc, ChangeProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @return whether that was not so before
     * @throws Refusal {@code conflict} if the message has too many different ones
     */
    boolean change(LogEntryId message, String emoji, String userId, boolean present) {
        return present ? put(message, emoji, userId) : takeOff(message, emoji, userId);
    }

    private boolean put(LogEntryId message, String emoji, String userId) {
        if (isOn(message, emoji, userId)) {
            return false;
        }
        List<String> others = jdbc.sql("""
                        select distinct emoji from message_reaction
                        where conversation_id = ? and seq = ? and emoji <> ?""")
                .param(message.conversationId())
                .param(message.seq())
                .param(emoji)
                .query(String.class)
                .list();
        if (others.size() >= properties.mostReactions()) {
            throw new Refusal(RefusalCode.CONFLICT, "The message has too many different reactions.");
        }
        jdbc.sql("""
                        insert into message_reaction (conversation_id, seq, emoji, user_id, reacted_at)
                        values (?, ?, ?, ?, ?)""")
                .param(message.conversationId())
                .param(message.seq())
                .param(emoji)
                .param(userId)
                .param(utc(clock.instant()))
                .update();
        return true;
    }

    private boolean isOn(LogEntryId message, String emoji, String userId) {
        return jdbc.sql("""
                        select exists (select 1 from message_reaction
                            where conversation_id = ? and seq = ? and emoji = ? and user_id = ?)""")
                .param(message.conversationId())
                .param(message.seq())
                .param(emoji)
                .param(userId)
                .query(Boolean.class)
                .single();
    }

    private boolean takeOff(LogEntryId message, String emoji, String userId) {
        return jdbc.sql("""
                                delete from message_reaction
                                where conversation_id = ? and seq = ? and emoji = ? and user_id = ?""")
                        .param(message.conversationId())
                        .param(message.seq())
                        .param(emoji)
                        .param(userId)
                        .update()
                > 0;
    }

    void remove(String conversationId, Collection<Long> seqs) {
        jdbc.sql("delete from message_reaction where conversation_id = ? and seq = any(?)")
                .param(conversationId)
                .param(numbers(seqs))
                .update();
    }

    void removeBefore(String conversationId, long seq) {
        jdbc.sql("delete from message_reaction where conversation_id = ? and seq < ?")
                .param(conversationId)
                .param(seq)
                .update();
    }

    /** A reaction of somebody. */
    record Reacted(long seq, String emoji) {}

    /** @return what somebody has put on messages of a conversation, from a seq on */
    List<Reacted> from(long seq, String conversationId, String userId, int limit) {
        return jdbc.sql("""
                        select seq, emoji from message_reaction
                        where conversation_id = ? and user_id = ? and seq >= ? order by seq limit ?""")
                .param(conversationId)
                .param(userId)
                .param(seq)
                .param(limit)
                .query((row, number) -> new Reacted(row.getLong(1), row.getString(2)))
                .list();
    }

    /** @return who has put this emoji there, of those behind this id */
    List<String> after(LogEntryId message, String emoji, String userId, int limit) {
        return jdbc.sql("""
                        select user_id from message_reaction
                        where conversation_id = ? and seq = ? and emoji = ? and user_id > ?
                        order by user_id limit ?""")
                .param(message.conversationId())
                .param(message.seq())
                .param(emoji)
                .param(userId)
                .param(limit)
                .query(String.class)
                .list();
    }
}
