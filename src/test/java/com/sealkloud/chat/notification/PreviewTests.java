package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    plain                                | plain
                    **bold** and _slanted_               | bold and slanted
                    # Heading                            | Heading
                    see [the page](https://x.example)    | see the page
                    ![a cat](https://x.example/cat.png)  | a cat
                    `code` here                          | code here
                    2 * 3 * 4 and snake_case_name        | 2 * 3 * 4 and snake_case_name
                    <b>not bold</b>                      | <b>not bold</b>
                    \\*stars\\*                          | *stars*
                    &lt;3                                | <3
                    """)
    void keepsTheWordsAndDropsTheMarks(String markdown, String words) {
        assertThat(Preview.of(markdown)).isEqualTo(words);
    }

    @Test
    void isOneLine() {
        assertThat(Preview.of("one\ntwo\n\n- three\n- four\n\n```\nfive\n\tsix\n```\n> seven"))
                .isEqualTo("one two three four five six seven");
        assertThat(Preview.of("a\u0000b\u202Ec")).isEqualTo("a b c".replace("a b", "a\uFFFDb"));
    }

    @Test
    void ofLongTextEndsWithAnEllipsis() {
        assertThat(Preview.of("x".repeat(140))).isEqualTo("x".repeat(140));
        assertThat(Preview.of("x".repeat(141))).isEqualTo("x".repeat(139) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍👩‍👧‍👦", "🇩🇪", "e\u0301", "👋🏽", "ก็"})
    void isNotCutWithinACharacter(String character) {
        for (int shift = 0; shift < character.length(); shift++) {
            String preview = Preview.of("x".repeat(shift) + character.repeat(100));

            assertThat(preview).hasSizeLessThanOrEqualTo(Preview.LONGEST).endsWith("…");
            assertThat((preview.length() - 1 - shift) % character.length()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "*", "`", "> ", "- ", "![", "<", "_a", "e\u0301\u0301", "&#"})
    void ofWhatIsMadeToCostMuchComesToAnEnd(String part) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> Preview.of(part.repeat(16_000 / part.length())));
    }
}
