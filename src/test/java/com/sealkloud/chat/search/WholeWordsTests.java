package com.sealkloud.chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages an index of hashes can find. */
class WholeWordsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "The Druckerpatrone is empty.|druckerpatrone",
                "See (www.example.com), please|example.com",
                "See (www.example.com), please|www",
                "ORA-00942: no table|ORA-00942",
                "It is C++20, mostly|c++20",
                "Ping 10.0.0.12!|10.0.0.12",
                "snake_case here|snake_case",
                "Ça va à Zürich|zurich",
                "Straße 5|strasse",
                "Good 👍 work|👍",
                "日本語の本|日本",
                "日本語の本|本語の",
                "one two three|two three",
            })
    void wordsOfAQueryAreAmongThoseOfTheMessage(String message, String query) {
        String term = Query.of(query).wanted().get(0).folded();

        assertThat(IndexedWords.whole(term)).isNotEmpty();
        assertThat(IndexedWords.of(FoldedText.of(message).folded())).containsAll(IndexedWords.whole(term));
    }
}
