package com.sealkloud.chat.search;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The index in PostgreSQL: hashes of the words of each message, in an inverted index (GIN). */
class WordIndex implements SearchIndex {

    private static final String INSERT =
            "insert into search_entry (conversation_id, seq, sent_at, tokens) values (?, ?, ?, ?)";

    /**
     * The words go at the database: those of long messages would be too many to fetch. In one
     * statement, which locks the orphans in one order.
     */
    private static final String REMOVE = """
            with gone as (delete from search_entry %s returning tokens)
            insert into search_orphan (hash) select distinct unnest(tokens) as hash from gone order by hash
            on conflict (hash) do update set hash = excluded.hash""";

    private static final String REMOVE_SOME = REMOVE.formatted("where conversation_id = ? and seq = any(?)");

    /**
     * Each part by itself ({@code offset 0}): joined with all entries, it would be looked for among
     * them from the first to the last, where few conversations have them.
     */
    private static final String REMOVE_PARTS = REMOVE.formatted("""
            where ctid = any(array(
                select of_part.ctid
                from unnest(cast(? as varchar array), cast(? as bigint array), cast(? as bigint array))
                    as part (id, after_seq, last_seq)
                cross join lateral (
                    select e.ctid from search_entry e
                    where e.conversation_id = part.id and e.seq > part.after_seq and e.seq <= part.last_seq
                    offset 0) as of_part))""");

    /** How many are in memory; the transaction can have more. */
    private static final int WORDS_AT_ONCE = 20_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Vocabulary vocabulary;
    private final OrphanedWords orphans;
    private final IndexKey key;
    private final WordWindows windows;

    WordIndex(
            JdbcClient jdbc,
            JdbcTemplate batches,
            Vocabulary vocabulary,
            OrphanedWords orphans,
            IndexKey key,
            WordWindows windows) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.vocabulary = vocabulary;
        this.orphans = orphans;
        this.key = key;
        this.windows = windows;
    }

    @Override
    public Found before(
            ResultPosition place, Criteria criteria, Collection<String> conversationIds, int limit, boolean isFirst) {
        return windows.before(place, criteria, conversationIds, limit, isFirst);
    }

    @Override
    public void followLogs() {
        batches.queryForList("select set_config('synchronous_commit', 'off', true)");
    }

    @Override
    public void add(Collection<SearchedMessage> messages) {
        KnownWords known = key.lockedWords().<KnownWords>map(words -> words).orElse(vocabulary);
        List<Object[]> rows = new ArrayList<>();
        List<Set<String>> learned = new ArrayList<>();
        int count = 0;
        for (SearchedMessage message : messages) {
            Set<String> words = IndexedWords.of(FoldedText.of(message.text()).folded());
            learned.add(words);
            count += words.size();
            rows.add(new Object[] {
                message.conversationId(),
                message.seq(),
                utc(message.sentAt()),
                Vocabulary.array(tokens(message, words, known))
            });
            if (count >= WORDS_AT_ONCE) {
                write(rows, learned, known);
                count = 0;
            }
        }
        write(rows, learned, known);
    }

    private void write(List<Object[]> rows, List<Set<String>> words, KnownWords known) {
        known.learn(words);
        batches.batchUpdate(INSERT, rows);
        rows.clear();
        words.clear();
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

    /**
     * The words of these were of messages that are gone: {@link OrphanedWords} looks whether
     * others have them. An orphan that is there already is locked, or a {@code forget} that still
     * sees the message would take it away.
     */
    @Override
    public void remove(String conversationId, Collection<Long> seqs) {
        jdbc.sql(REMOVE_SOME).param(conversationId).param(numbers(seqs)).update();
    }

    @Override
    public void remove(List<Part> parts) {
        if (!parts.isEmpty()) {
            jdbc.sql(REMOVE_PARTS)
                    .param(texts(parts.stream().map(Part::conversationId).toList()))
                    .param(numbers(parts.stream().map(Part::afterSeq).toList()))
                    .param(numbers(parts.stream().map(Part::lastSeq).toList()))
                    .update();
        }
    }

    @Override
    public boolean tidy() {
        return orphans.forget();
    }
}
