package com.sealkloud.chat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressEndTests {

    /** What it has to find, in the words that cost up to 300 looks back at each character. */
    private static final Pattern TRAILING =
            Pattern.compile("(?<=://[^/?#_~*`]{1,300})[_~*`][^/?#]*$|(?<![*.,:;!?'\"])[*.,:;!?'\"]++$");

    private static final List<String> PARTS =
            List.of("a", "é", "🙂", ":", "/", "://", "?", "#", "_", "~", "*", "`", ".", "!", "'", "x".repeat(150));

    @Test
    void isFoundWithoutLookingBackAtEachCharacter() throws ReflectiveOperationException {
        for (Field field : ChatMarkdown.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
                field.setAccessible(true);
                assertThat(field.get(null).toString()).as(field.getName()).doesNotContain("(?<=", "(?<!");
            }
        }
    }

    @Test
    void isWhereItAlwaysWas() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("http://");
            for (int parts = random.nextInt(9); parts > 0; parts--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            assertThat(AddressEnd.of(text)).as("%s", text).isEqualTo(before(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "🙂", "é"})
    void dependsOnTheLengthOfAHostAsItAlwaysDid(String character) {
        for (int length = 295; length <= 305; length++) {
            String text = "http://" + "y".repeat(length % 2) + character.repeat(length / character.length()) + "_tail";

            assertThat(AddressEnd.of(text)).as("%d", length).isEqualTo(before(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ".", "_", "://x", "://", "/", "x_", ".x", "*", "?"})
    void isFoundByLookingAFewTimesAtEachCharacter(String part) {
        String address = "http://" + part.repeat(10_000 / part.length());
        Counted text = new Counted(address, new AtomicLong());

        AddressEnd.of(text);

        assertThat(text.looks().get()).isLessThan(5L * address.length());
    }

    private static int before(CharSequence text) {
        Matcher trailing = TRAILING.matcher(text);
        return trailing.find() ? trailing.start() : text.length();
    }

    private record Counted(CharSequence text, AtomicLong looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks.incrementAndGet();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            looks.addAndGet(end - start);
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
