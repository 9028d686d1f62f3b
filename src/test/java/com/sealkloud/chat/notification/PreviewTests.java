package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.text.Cases;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PreviewTests {

    static List<JsonNode> messages() {
        return Cases.of("markdown");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void keepsTheWordsAndDropsTheMarksLikeThePage(JsonNode example) {
        assertThat(Preview.of(example.required("message").stringValue()))
                .isEqualTo(example.required("plain").stringValue());
    }

    @Test
    void isOneLine() {
        assertThat(Preview.of("a\u0001b\u202Ec\u2028d\u0085e\ud83d")).isEqualTo("a b c d e\uFFFD");
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
    @ValueSource(
            strings = {
                "[",
                "*",
                "`",
                "> ",
                "- ",
                "![",
                "<",
                "_a",
                "e\u0301\u0301",
                "&#",
                "http://",
                "f",
                "(http://",
                "~~a~",
                "]:"
            })
    void ofWhatIsMadeToCostMuchComesToAnEnd(String part) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> Preview.of(part.repeat(16_000 / part.length())));
    }
}
