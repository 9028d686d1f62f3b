package com.sealkloud.chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.text.Folding;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a result shows of a message, and what of it is marked. */
class SnippetTests {

    @Test
    void theWordsAreMarkedWhereTheyAreWritten() {
        assertThat(marked("strasse", "Die Straße, die STRASSE")).containsExactly("Straße", "STRASSE");
        assertThat(marked("zoe", "Zoe\u0301 kam")).containsExactly("Zoe\u0301");
        assertThat(marked("ﬁ", "👍 ﬁle")).containsExactly("ﬁ");
        assertThat(marked("er", "er Drucker er")).containsExactly("er", "er");
        assertThat(marked("druck drucker", "Drucker")).containsExactly("Drucker");
        assertThat(marked("\"ist leer\"", "Er ist\n  leer")).containsExactly("ist   leer");
        assertThat(marked("東京", "私は東京都に")).containsExactly("東京");
    }

    @Test
    void itIsOneLineAroundTheFirstMatch() {
        String text = "Ein Wort\n".repeat(60) + "Nadel" + "\nim Heu".repeat(60);

        Snippet snippet = snippet("nadel", text);

        assertThat(snippet.text())
                .startsWith("…")
                .endsWith("…")
                .hasSizeLessThan(210)
                .doesNotContain("\n");
        assertThat(marked("nadel", text)).containsExactly("Nadel");
        assertThat(snippet("nadel", "Nadel " + text).text()).startsWith("Nadel Ein");
        assertThat(snippet("kein", "Nur kurz")).extracting(Snippet::text).isEqualTo("Nur kurz");
    }

    @Test
    void whatIsFoundEverywhereIsMarkedWhereItIsShown() {
        Snippet row = snippet("aaa", "a".repeat(10_000));
        Snippet words = snippet("ab a", "ab ".repeat(3_000));

        assertThat(row.text()).hasSizeLessThan(210).startsWith("aaa").endsWith("…");
        assertThat(row.matches()).hasSize(1);
        assertThat(words.text()).hasSizeLessThan(210);
        assertThat(words.matches()).hasSizeBetween(60, 70);
    }

    @Test
    void noCharacterIsCutApart() {
        Snippet snippet = snippet("nadel", "👍🏽".repeat(100) + "Nadel" + "👨‍👩‍👧".repeat(100));

        assertThat(snippet.text()).contains("Nadel").matches("…(?:👍🏽)+Nadel(?:👨‍👩‍👧)+…");
    }

    private static List<String> marked(String query, String text) {
        Snippet snippet = snippet(query, text);
        return snippet.matches().stream()
                .map(match -> snippet.text().substring(match[0], match[1]))
                .toList();
    }

    private static Snippet snippet(String query, String text) {
        return Snippet.of(text, FoldedText.of(text), Query.of(query).wanted());
    }

    /** Each character is folded once in the life of the node, and as {@link Folding} does. */
    @Test
    void textIsFoldedAsItsCharactersAre() {
        for (int round = 0; round < 2; round++) {
            IntStream.concat(IntStream.range(0x80, 0x1_0000), IntStream.range(0x1_D400, 0x1_FB00))
                    .forEach(codePoint -> assertFolded(codePoint, Character.toString(codePoint)));
        }
        assertThat(FoldedText.of("\u00c9T\u00c9 \ud83d\udc4d \ufb01n").folded()).isEqualTo("ete \ud83d\udc4d fin");
    }

    private static void assertFolded(int codePoint, String character) {
        String folded = FoldedCharacters.of(codePoint);
        if (!folded.equals(Folding.of(character))) {
            assertThat(folded).as(Character.getName(codePoint)).isEqualTo(Folding.of(character));
        }
    }

    @Test
    void theWordsOfAMessageAreFoldedWithoutTheNamesOfItsFiles() {
        for (String content : List.of("", "\u00c9t\u00e9", "\u00c9t\u00e9 \n", "e\u0301", " ")) {
            FoldedText text = FoldedText.of(content + "\n" + "\u0301plan.txt");

            assertThat(text.upTo(content.length()).folded())
                    .as(content)
                    .isEqualTo(FoldedText.of(content).folded());
        }
    }
}
