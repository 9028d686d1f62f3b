package com.sealkloud.chat.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The words of messages, once each, in PostgreSQL: those that have a part are found here. A word
 * that is not here is found whole, by its hash. One lock keeps a word from being forgotten while a
 * message that has it is being indexed.
 */
class Vocabulary implements KnownWords {

    /** More words are slow to look up together; their part is compared with the messages. */
    private static final int MOST_WORDS = 150;

    /**
     * Entries in indexes that the new words of one message may cost. A page of prose has fewer, as
     * most of its words are known, but one of random letters had 20,000, and everybody waits for
     * this lock meanwhile.
     */
    static final int MOST_ENTRIES = 3_000;

    /** Of a word, besides those of its trigrams. */
    private static final int ENTRIES_OF_ROW = 2;

    private static final int INSERTED_AT_ONCE = 500;

    private static final String INSERT = "insert into search_word (hash, word, tokens) values (?, ?, ?)";

    /** Whoever adds words or takes them away has locked this. */
    static final String LOCK = "select seq from search_position where conversation_id = '' for update";

    /**
     * A word follows its beginnings, and precedes its beginnings with the last character behind.
     */
    private static final String BEGINS = "word >= :text and word < :text || U&'\\+10FFFF'";

    private static final String WITH_BEGINNING =
            "select distinct hash from search_word where " + BEGINS + " limit :most";

    private static final String WITH_PART = """
            select hash from search_word
            where tokens @> cast(:tokens as integer array) and position(:text in word) > 0
            union select hash from search_word where tokens = '{}' and %s limit :most""".formatted(BEGINS);

    /**
     * A key, a hash or a long number, between any marks. Nobody types one from its middle, and each
     * costs as much as five words of prose, as nobody else has written it.
     */
    private static final Pattern KEY =
            Pattern.compile("[^\\p{L}\\p{N}]*(?=\\p{L}*\\p{N})[\\p{L}\\p{N}]{25,}[^\\p{L}\\p{N}]*");

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Vocabulary(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    static SqlArrayValue array(int[] hashes) {
        return new SqlArrayValue("integer", Arrays.stream(hashes).boxed().toArray());
    }

    @Override
    public int hash(String word) {
        return Hashes.word(word);
    }

    @Override
    public void learn(List<Set<String>> messages) {
        Set<String> missing = messages.stream().flatMap(Set::stream).collect(Collectors.toSet());
        if (missing.isEmpty()) {
            return;
        }
        batches.queryForList(LOCK);
        planEachValue(batches);
        jdbc.sql("select word from search_word where word = any(:words)")
                .param("words", new SqlArrayValue("varchar", missing.toArray()))
                .query(String.class)
                .list()
                .forEach(missing::remove);
        List<String> learned =
                messages.stream().flatMap(words -> learned(words, missing)).toList();
        batches.batchUpdate(INSERT, learned, INSERTED_AT_ONCE, (statement, word) -> {
            statement.setInt(1, Hashes.word(word));
            statement.setString(2, word);
            array(tokens(word)).setValue(statement, 3);
        });
    }

    /**
     * The shortest first: they are what people write, and what is pasted from a machine is long.
     *
     * @param missing from which those that are learned are taken
     */
    private static Stream<String> learned(Set<String> words, Set<String> missing) {
        List<String> learned = new ArrayList<>();
        int entries = 0;
        List<String> shortestFirst = words.stream()
                .filter(missing::contains)
                .sorted(Comparator.comparingInt(String::length))
                .toList();
        for (String word : shortestFirst) {
            entries += tokens(word).length + ENTRIES_OF_ROW;
            if (entries > MOST_ENTRIES) {
                break;
            }
            learned.add(word);
            missing.remove(word);
        }
        return learned.stream();
    }

    /** @return what finds the parts of a learned word: of a key nothing, but for its beginnings */
    private static int[] tokens(String word) {
        return KEY.matcher(word).matches() ? new int[0] : trigrams(word);
    }

    private static int[] trigrams(String word) {
        return IntStream.rangeClosed(0, word.length() - 3)
                .map(at -> Hashes.trigram(word, at))
                .distinct()
                .toArray();
    }

    @Override
    public List<int[]> having(Term term) {
        return WordPart.of(term).stream()
                .distinct()
                .limit(WordWindows.MOST_PARTS)
                .flatMap(part -> having(part).stream())
                .toList();
    }

    /**
     * A word that is in no message is looked for like one that only others may read: an answer
     * without that would be quicker, and tell which words there are.
     *
     * @return the hashes of all words that have this; nothing if there are too many
     */
    private Optional<int[]> having(WordPart part) {
        if (part.where() == WordPart.Where.WHOLE) {
            return Optional.of(new int[] {Hashes.word(part.text())});
        }
        boolean isAnywhere = part.where() == WordPart.Where.ANYWHERE;
        JdbcClient.StatementSpec statement = jdbc.sql(isAnywhere ? WITH_PART : WITH_BEGINNING)
                .param("text", part.text())
                .param("most", MOST_WORDS + 1);
        if (isAnywhere) {
            statement = statement.param("tokens", array(trigrams(part.text())));
        }
        List<Integer> hashes = statement.query(Integer.class).list();
        if (hashes.size() > MOST_WORDS) {
            return Optional.empty();
        }
        // Itself may be a word that was not learned.
        IntStream known = hashes.stream().mapToInt(Integer::intValue);
        return Optional.of(IntStream.concat(IntStream.of(Hashes.word(part.text())), known)
                .distinct()
                .toArray());
    }

    /** A plan for any word would read all messages until one has it, which most have not. */
    static void planEachValue(JdbcTemplate jdbc) {
        jdbc.queryForList("select set_config('plan_cache_mode', 'force_custom_plan', true)");
    }
}
