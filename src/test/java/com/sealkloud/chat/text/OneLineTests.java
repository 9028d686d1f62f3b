package com.sealkloud.chat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r", "\r\n", "\u000b", "\f", "\u0085", "\u2028", "\u2029", "\t", "\u202e", "\u2066", "\u2069",
                "\0"
            })
    void hasNothingThatBreaksOrTurnsIt(String text) {
        assertThat(OneLine.fault("lena" + text + "boss", 100)).contains("U+");
        assertThat(OneLine.of("lena" + text + "boss")).isEqualTo("lena boss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b", "\u2800", "\u00a0\u00ad", "\u3164"})
    void isNotInvisible(String text) {
        assertThat(OneLine.fault(text, 100)).isEqualTo("must not be blank");
        assertThat(OneLine.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lena", "Zoé", "עדה", "علی\u200cرضا", "a\u200eb", "👩‍👩‍👧‍👦", "O’Neill (L2)"})
    void isAnyNameThatPeopleHave(String name) {
        assertThat(OneLine.fault(name, 100)).isNull();
        assertThat(OneLine.of(name)).isEqualTo(name);
    }

    /** Each space was followed to the last one behind it, and marks were sorted. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\u2003\u00a0", "\u0301\u0323"})
    void takesNoLongerThanTheTextIsLong(String part) {
        String text = "a" + part.repeat(1_000_000 / part.length()) + "b";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> OneLine.of(text, 200));
    }

    @Test
    void hasNoMoreMarksOnALetterThanAnyLanguage() {
        assertThat(OneLine.normal("x" + "\u0323".repeat(40) + "q\u0323"))
                .isEqualTo("x" + "\u0323".repeat(30) + "q\u0323");
    }

    @Test
    void isComposedAndHasNoSpaceAround() {
        assertThat(OneLine.normal("\u2003Zoe\u0301\n")).isEqualTo("Zo\u00e9");
    }

    @Test
    void isMeasuredInCodePointsAndNotCutWithinACharacter() {
        assertThat(OneLine.fault("🙂".repeat(100), 100)).isNull();
        assertThat(OneLine.fault("🙂".repeat(101), 100)).isEqualTo("must have at most 100 characters");
        assertThat(OneLine.of("x".repeat(99) + "🙂🙂", 100)).isEqualTo("x".repeat(99) + "🙂");
        assertThat(OneLine.of("x".repeat(99) + "👋🏽", 100)).isEqualTo("x".repeat(99));
        assertThat(OneLine.of("lena\ud83d", 100)).isEqualTo("lena\uFFFD");
    }

    @Test
    void isIsolatedWhereItIsWrittenFromRightToLeft() {
        assertThat(OneLine.isolated("lena")).isEqualTo("lena");
        assertThat(OneLine.isolated("עדה\u202e")).isEqualTo("\u2068עדה\u2069");
    }
}
