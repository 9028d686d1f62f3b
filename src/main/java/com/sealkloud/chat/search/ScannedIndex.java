package com.sealkloud.chat.search;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The index in H2: the folded words of each message, all of which are compared. That is fast enough
 * for as many messages as H2 is meant for.
 */
class ScannedIndex implements SearchIndex {

    private static final String INSERT = """
            insert into search_entry
                (conversation_id, seq, sender_id, sent_at, has_file, has_link, has_image, words)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    /** By the index of times, and the ids last: there are many of them to compare. */
    private static final String FIND =
            "select conversation_id, seq, sent_at from search_entry where %s and conversation_id = any(:ids)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final IndexKey key;

    ScannedIndex(JdbcClient jdbc, JdbcTemplate batches, IndexKey key) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.key = key;
    }

    @Override
    public Found before(
            ResultPosition place, Criteria criteria, Collection<String> conversationIds, int limit, boolean isFirst) {
        Scope scope = new Scope(place, conversationIds, limit);
        List<String> conditions = new ArrayList<>(List.of(scope.times(criteria.since(), criteria.until())));
        if (criteria.sender() != null) {
            conditions.add("sender_id = :sender");
            scope.put("sender", criteria.sender());
        }
        if (criteria.has() != null) {
            conditions.add(
                    switch (criteria.has()) {
                        case FILE -> "has_file";
                        case LINK -> "has_link";
                        case IMAGE -> "has_image";
                    });
        }
        Optional<KeyedWords> keyed = key.words();
        for (Term term : criteria.query().wanted()) {
            for (String text : keyed.map(words -> words.inColumn(term)).orElse(List.of(term.folded()))) {
                String name = "term" + conditions.size();
                conditions.add("position(:" + name + " in words) > 0");
                scope.put(name, text);
            }
        }
        return Found.of(
                jdbc.sql(FIND.formatted(String.join(" and ", conditions)) + Scope.ORDER)
                        .params(scope.values())
                        .query(Scope::place)
                        .list(),
                limit);
    }

    /** H2 has no such commits. */
    @Override
    public void followLogs() {}

    @Override
    public void add(Collection<SearchedMessage> messages) {
        Optional<KeyedWords> keyed = key.lockedWords();
        batches.batchUpdate(
                INSERT,
                messages.stream()
                        .map(message -> new Object[] {
                            message.conversationId(),
                            message.seq(),
                            message.senderId(),
                            utc(message.sentAt()),
                            message.has(Criteria.Has.FILE),
                            message.has(Criteria.Has.LINK),
                            message.has(Criteria.Has.IMAGE),
                            words(FoldedText.of(message.text()).folded(), keyed)
                        })
                        .toList());
    }

    private static String words(String folded, Optional<KeyedWords> keyed) {
        return keyed.map(words -> words.column(IndexedWords.of(folded))).orElse(folded);
    }

    @Override
    public void remove(String conversationId, Collection<Long> seqs) {
        batches.batchUpdate(
                "delete from search_entry where conversation_id = ? and seq = ?",
                seqs.stream().map(seq -> new Object[] {conversationId, seq}).toList());
    }

    @Override
    public void remove(List<Part> parts) {
        batches.batchUpdate(
                "delete from search_entry where conversation_id = ? and seq > ? and seq <= ?",
                parts.stream()
                        .map(part -> new Object[] {part.conversationId(), part.afterSeq(), part.lastSeq()})
                        .toList());
    }

    /** It has nothing but the messages. */
    @Override
    public boolean tidy() {
        return false;
    }
}
