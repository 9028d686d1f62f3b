package com.sealkloud.chat.search;

import com.sealkloud.chat.encryption.KeyedHash;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hashes of words with a key, of which the database does not tell the words. Therefore it finds
 * whole words and pairs of Chinese characters and kana only, and no parts of words.
 */
record KeyedWords(KeyedHash hashes) implements KnownWords {

    @Override
    public int hash(String word) {
        return hashes.of(word);
    }

    @Override
    public void learn(List<Set<String>> messages) {}

    @Override
    public List<int[]> having(Term term) {
        return IndexedWords.whole(term.folded()).stream()
                .map(word -> new int[] {hash(word)})
                .toList();
    }

    /** @return the form in which H2 keeps the words of a message */
    String column(Set<String> words) {
        return words.stream().map(this::written).collect(Collectors.joining(" ", " ", " "));
    }

    /** @return what all columns have of messages with the term */
    List<String> inColumn(Term term) {
        return IndexedWords.whole(term.folded()).stream()
                .map(word -> " " + written(word) + " ")
                .toList();
    }

    private String written(String word) {
        return Integer.toHexString(hash(word));
    }
}
