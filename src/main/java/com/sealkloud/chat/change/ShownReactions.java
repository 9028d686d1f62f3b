package com.sealkloud.chat.change;

import static com.sealkloud.chat.sql.SqlValues.numbers;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.log.AboutMessages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The reactions that a page of messages shows. */
@Repository
class ShownReactions implements AboutMessages {

    /** The others are counted; {@link Reactors} tells who they are. */
    private static final int MOST_NAMED = 20;

    /** Of a page. The database counts more of them, which for few costs more than reading them. */
    private static final int MOST_READ = 1_000;

    private static final String ALL = """
            select seq, emoji, user_id, 1, case when user_id = ? then 1 else 0 end
            from (select * from message_reaction
                  where conversation_id = ? and seq = any(?) limit ?) as reactions
            order by reacted_at, user_id""";

    private static final String COUNTED = """
            select seq, emoji, user_id, total, mine
            from (select seq, emoji, user_id, reacted_at,
                         count(*) over (partition by seq, emoji) as total,
                         sum(case when user_id = ? then 1 else 0 end) over (partition by seq, emoji) as mine,
                         row_number() over (partition by seq, emoji order by reacted_at, user_id) as place
                  from message_reaction
                  where conversation_id = ? and seq = any(?)) as counted
            where place <= ? order by reacted_at, user_id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ShownReactions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A reaction of somebody.
     *
     * @param total how many have put this emoji on this message, as far as the database has counted
     */
    private record Reaction(long seq, String emoji, String userId, int total, boolean mine) {}

    /** One emoji on a message, and by whom, whoever came first before the others. */
    record Shown(String emoji, int count, List<String> userIds, boolean mine) {

        private static Shown of(List<Reaction> reactions) {
            Reaction first = reactions.get(0);
            return new Shown(
                    first.emoji(),
                    Math.max(first.total(), reactions.size()),
                    reactions.stream().limit(MOST_NAMED).map(Reaction::userId).toList(),
                    reactions.stream().anyMatch(Reaction::mine));
        }
    }

    @Override
    public Map<Long, String> fields(Person reader, String conversationId, Collection<Long> seqs) {
        List<Reaction> reactions = query(ALL, reader, conversationId, seqs, MOST_READ + 1);
        if (reactions.size() > MOST_READ) {
            reactions = query(COUNTED, reader, conversationId, seqs, MOST_NAMED);
        }
        Map<Long, Map<String, List<Reaction>>> bySeq = new HashMap<>();
        reactions.forEach(one -> bySeq.computeIfAbsent(one.seq(), seq -> new LinkedHashMap<>())
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

    private List<Reaction> query(String sql, Person reader, String conversationId, Collection<Long> seqs, int limit) {
        return jdbc.sql(sql)
                .param(reader.userId())
                .param(conversationId)
                .param(numbers(seqs))
                .param(limit)
                .query((row, number) -> new Reaction(
                        row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getInt(5) > 0))
                .list();
    }
}
