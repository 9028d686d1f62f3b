package com.sealkloud.chat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CharactersTests {

    static List<JsonNode> blank() {
        return Cases.of("blank");
    }

    @ParameterizedTest
    @MethodSource
    void blank(JsonNode example) {
        assertThat(Characters.isBlank(example.required("text").stringValue()))
                .isEqualTo(example.required("blank").booleanValue());
    }

    @ParameterizedTest
    @CsvSource({"0000", "0001", "001B", "007F", "0085", "009B"})
    void controlsAreNamed(String codePoint) {
        String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";

        assertThat(Characters.fault(text)).isEqualTo("has the control character U+" + codePoint);
        assertThat(OneLine.fault(text, 10)).contains("U+" + codePoint);
    }

    @Test
    void halfAPairIsFoundOnEitherSideAndRepaired() {
        for (String half : List.of("\ud83d", "\ude42", "\ude42\ud83d")) {
            assertThat(Characters.fault("a" + half)).contains("surrogate");
            assertThat(OneLine.fault("a" + half, 10)).contains("surrogate");
            assertThat(Characters.repaired("🙂" + half + "b")).isEqualTo("🙂" + "\uFFFD".repeat(half.length()) + "b");
        }
        String whole = "one\ttwo\r\n🙂 \u202e";
        assertThat(Characters.fault(whole)).isNull();
        assertThat(Characters.repaired(whole)).isSameAs(whole);
    }
}
