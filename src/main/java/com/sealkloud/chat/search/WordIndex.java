package com.sealkloud.chat.search;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.log.LogEntryId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The index in PostgreSQL: hashes of the words of each message, in an inverted index (GIN). */
class WordIndex implements SearchIndex {

    private static final String INSERT =
            "insert into search_entry (conversation_id, seq, sent_at, tokens) values (?, ?, ?, ?)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Vocabulary vocabulary;
    private final IndexKey key;
    private final WordWindows windows;

    WordIndex(JdbcClient jdbc, JdbcTemplate batches, Vocabulary vocabulary, IndexKey key, WordWindows windows) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.vocabulary = vocabulary;
        this.key = key;
        this.windows = windows;
    }

    @Override
    public Found before(
            Place place, Criteria criteria, Collection<String> conversationIds, int limit, boolean isFirst) {
        return windows.before(place, criteria, conversationIds, limit, isFirst);
    }

    @Override
    public void add(Collection<SearchedMessage> messages) {
        KnownWords known = key.lockedWords().<KnownWords>map(words -> words).orElse(vocabulary);
        List<Object[]> rows = new ArrayList<>();
        Set<String> all = new HashSet<>();
        for (SearchedMessage message : messages) {
            Set<String> words = IndexedWords.of(FoldedText.of(message.text()).folded());
            all.addAll(words);
            rows.add(new Object[] {
                message.conversationId(),
                message.seq(),
                utc(message.sentAt()),
                Vocabulary.array(tokens(message, words, known))
            });
        }
        known.learn(all);
        batches.batchUpdate(INSERT, rows);
    }

    private static int[] tokens(SearchedMessage message, Set<String> words, KnownWords known) {
        return Stream.of(
                        words.stream().map(known::hash),
                        Stream.of(Criteria.Has.values()).filter(message::has).map(Hashes::feature),
                        Stream.of(Hashes.sender(message.senderId()), Hashes.conversation(message.conversationId())))
                .flatMap(hashes -> hashes)
                .mapToInt(Integer::intValue)
                .distinct()
                .toArray();
    }

    @Override
    public void remove(String conversationId, Collection<Long> seqs) {
        List<LogEntryId> ids =
                seqs.stream().map(seq -> new LogEntryId(conversationId, seq)).toList();
        release(jdbc.sql("delete from search_entry where conversation_id = ? and seq = any(?) returning tokens")
                .param(conversationId)
                .param(LogEntryId.seqs(ids)));
    }

    @Override
    public void remove(String conversationId, long afterSeq, long lastSeq) {
        release(jdbc.sql("delete from search_entry where conversation_id = ? and seq > ? and seq <= ? returning tokens")
                .param(conversationId)
                .param(afterSeq)
                .param(lastSeq));
    }

    private void release(JdbcClient.StatementSpec removal) {
        Set<Integer> hashes = removal
                .query((row, number) -> (Integer[]) row.getArray(1).getArray())
                .list()
                .stream()
                .flatMap(Arrays::stream)
                .collect(Collectors.toSet());
        if (!hashes.isEmpty()) {
            vocabulary.release(hashes);
        }
    }

    @Override
    public void tidy() {
        boolean isMore;
        do {
            isMore = vocabulary.forget();
        } while (isMore);
    }
}
