package com.sealkloud.chat.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found by which query, and that the index never hides it. */
class QueryTests {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
            patrone          | Die Druckerpatrone ist leer
            DRUCKER          | die druckerpatrone
            er               | Er kommt
            er               | so (er auch)
            zoe              | Zoé hat angerufen
            Zoé              | ZOE
            strasse          | Hauptstraße 7
            straße           | HAUPTSTRASSE
            ﬁle              | file not found
            ABC              | ＡＢＣ
            c++20            | Das ist C++20-Code
            C++              | in C++, not C
            c#               | C# and F#
            10.0.0.12        | ping 10.0.0.12!
            0.0.1            | ping 10.0.0.12!
            ORA-00942        | (ORA-00942: table or view does not exist)
            00942            | ORA-00942
            qwen3.6          | mit qwen3.6
            東京              | 私は東京都に住んでいます
            東京都に           | 私は東京都に住んでいます
            京                | 私は東京都に住んでいます
            は                | ばら
            한국              | 저는 한국어를
            лен              | Олень
            👍               | gut 👍🏽
            :)               | schön :)
            drucker leer     | Leer ist der Drucker
            '"ist leer"'     | Die Patrone  ist\u00a0leer.
            „ist leer“       | Die Patrone ist leer
            '"ist le'        | Die Patrone ist leer
            drucker -toner   | Der Drucker ist leer
            drucker, leer!   | Leer ist der Drucker
            -                | a - b
            """)
    void itIsFound(String query, String text) {
        assertThat(finds(query, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
            er               | Drucker
            at               | Kater
            patronen         | Die Druckerpatrone
            drucker toner    | Der Drucker ist leer
            drucker -leer    | Der Drucker ist leer
            -'"ist leer"' drucker | Der Drucker ist leer
            '"leer ist"'     | Der Drucker ist leer
            c++20            | c++ 20
            10.0.0.12        | 10.0.0.1 2
            京東              | 東京
            """)
    void itIsNotFound(String query, String text) {
        assertThat(finds(query, text)).isFalse();
    }

    @Test
    void whatIsFoundHasTheWordsThatTheIndexIsAskedFor() {
        String[] alphabets = {"ab c", "aß é.-+1", "東京 aは", "👍 x-\"", "İıςΣ 1"};
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            int[] alphabet =
                    alphabets[random.nextInt(alphabets.length)].codePoints().toArray();
            String text = random(random, alphabet, 12);
            String query = random(random, alphabet, 5);
            if (finds(query, text)) {
                found++;
                Set<String> words = IndexedWords.of(folded(text));
                assertThat(Query.of(query).wanted().stream().flatMap(term -> WordPart.of(term).stream()))
                        .as("%s in %s", query, text)
                        .allSatisfy(part -> assertThat(words).anyMatch(part::matches));
            }
        }
        assertThat(found).isGreaterThan(1_000);
    }

    @Test
    void whatIsTypedTwiceCountsOnceAndTheFirstWordsCount() {
        String words = IntStream.range(0, 50).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));

        assertThat(Query.of("a A ä ".repeat(40)).wanted()).containsExactly(new Term("a"));
        assertThat(Query.of(words).wanted()).hasSize(Query.MOST_TERMS).contains(new Term("w0"));
        assertThat(Query.of("-no -no " + words)).satisfies(query -> {
            assertThat(query.unwanted()).containsExactly(new Term("no"));
            assertThat(query.wanted()).hasSize(Query.MOST_TERMS - 1);
        });
    }

    @Test
    void ofALongTextTheFirstWordsAreIndexed() {
        String chinese = IntStream.range(0, 10_000)
                .mapToObj(i -> Character.toString(0x4E00 + i))
                .collect(Collectors.joining());
        String words =
                IntStream.range(0, 10_000).mapToObj(i -> "w" + i + "\u2705").collect(Collectors.joining(" "));

        assertThat(IndexedWords.of(chinese)).hasSize(IndexedWords.MOST).contains(chinese.substring(0, 2));
        assertThat(IndexedWords.of(words)).hasSize(IndexedWords.MOST).contains("w0");
    }

    @Test
    void marksAroundWordsAreLeftOutHoweverManyThereAre() {
        assertThat(IndexedWords.trimmed("«(a.b+)»…")).isEqualTo("a.b+");
        assertThat(IndexedWords.trimmed("$^`|~")).isEmpty();
        assertThat(IndexedWords.trimmed("#1%&@*")).isEqualTo("#1%&@*");
        String marks = "a" + "!".repeat(1_000_000) + "a";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(IndexedWords.trimmed(marks)).isEqualTo(marks));
    }

    @Test
    void everythingThatIsTypedIsAQuery() {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            String typed = IntStream.range(0, random.nextInt(20))
                    .map(at -> random.nextInt(4) == 0
                            ? "\"-' %_\\*()|&!:<>".charAt(random.nextInt(16))
                            : random.nextInt(0x2FFF))
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            Query query = Query.of(typed);
            assertThat(query.wanted())
                    .allSatisfy(term -> assertThat(term.folded()).isNotBlank());
            query.matches("some text");
        }
    }

    private static boolean finds(String query, String text) {
        return Query.of(query).matches(folded(text));
    }

    private static String folded(String text) {
        return FoldedText.of(text).folded();
    }

    private static String random(Random random, int[] alphabet, int longest) {
        return random.ints(1 + random.nextInt(longest), 0, alphabet.length)
                .mapToObj(at -> Character.toString(alphabet[at]))
                .collect(Collectors.joining());
    }
}
