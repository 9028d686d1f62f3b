package com.sealkloud.chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.text.Characters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words under which messages are found. */
class IndexedWordsTests {

    /** PostgreSQL would store half of a pair as a question mark, which is another word. */
    @ParameterizedTest
    @ValueSource(strings = {"lol", "Super", "a", ""})
    void longWordsAreCutBetweenCharacters(String beginning) {
        String message = FoldedText.of(beginning + "😂".repeat(100)).folded();

        assertThat(IndexedWords.of(message)).isNotEmpty().allMatch(word -> Characters.fault(word) == null);
        assertThat(WordPart.of(Query.of(beginning + "😂".repeat(100)).wanted().get(0)))
                .allMatch(part -> Characters.fault(part.text()) == null)
                .filteredOn(part -> part.where() == WordPart.Where.ANYWHERE)
                .allMatch(part -> IndexedWords.of(message).stream().anyMatch(part::matches));
    }
}
