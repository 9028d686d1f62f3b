package com.sealkloud.chat.change;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.log.AboutMessages;
import com.sealkloud.chat.log.LogEntryId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Which emoji are on which message. Whoever changes them holds the lock of the conversation. */
@Repository
class Reactions implements AboutMessages {

    /** The others are counted; {@link Reactors} tells who they are. */
    private static final int MOST_NAMED = 20;

    private static final String NAMED = """
            select seq, emoji, total, mine, user_id
            from (select seq, emoji, user_id, reacted_at,
                         count(*) over (partition by seq, emoji) as total,
                         sum(case when user_id = ? then 1 else 0 end) over (partition by seq, emoji) as mine,
                         row_number() over (partition by seq, emoji order by reacted_at, user_id) as place
                  from message_reaction
                  where conversation_id = ? and seq = any(?)) as counted
            where place <= ? order by reacted_at, user_id""";

    private final JdbcClient jdbc;
    private final ChangeProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    Reactions(JdbcClient jdbc, ChangeProperties properties, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.json = json;
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

    /** @return what somebody has put on messages of a conversation */
    List<Reacted> of(String conversationId, String userId) {
        return jdbc.sql("select seq, emoji from message_reaction where conversation_id = ? and user_id = ?")
                .param(conversationId)
                .param(userId)
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

    private record Named(long seq, String emoji, int count, boolean mine, String userId) {}

    /** One emoji on a message, and by whom, whoever came first before the others. */
    record Shown(String emoji, int count, List<String> userIds, boolean mine) {

        private static Shown of(List<Named> named) {
            Named first = named.get(0);
            return new Shown(
                    first.emoji(),
                    first.count(),
                    named.stream().map(Named::userId).toList(),
                    first.mine());
        }
    }

    @Override
    public Map<Long, String> fields(Person reader, String conversationId, Collection<Long> seqs) {
        Map<Long, Map<String, List<Named>>> bySeq = new LinkedHashMap<>();
        jdbc.sql(NAMED)
                .param(reader.userId())
                .param(conversationId)
                .param(numbers(seqs))
                .param(MOST_NAMED)
                .query((row, number) ->
                        new Named(row.getLong(1), row.getString(2), row.getInt(3), row.getInt(4) > 0, row.getString(5)))
                .list()
                .forEach(one -> bySeq.computeIfAbsent(one.seq(), seq -> new LinkedHashMap<>())
                        .computeIfAbsent(one.emoji(), emoji -> new ArrayList<>())
                        .add(one));
        return bySeq.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        message -> "\"reactions\":"
                                + json.writeValueAsString(message.getValue().values().stream()
                                        .map(Shown::of)
                                        .toList())));
    }
}
