package com.sealkloud.chat.notification;

import com.sealkloud.chat.text.Characters;
import com.sealkloud.chat.text.PlainText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts a message into one line of plain text, for the body of a notification. */
final class Preview {

    /** In UTF-16 units, including the ellipsis. */
    static final int LONGEST = 140;

    /** Longer text cannot be visible and is not parsed. */
    private static final int LOOKED_AT = 2_000;

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /**
     * Control characters, and marks that would change the direction of the text around the preview.
     */
    private static final Pattern UNSHOWN =
            Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\p{IsWhite_Space}]+");

    private Preview() {}

    /** @return the words of a message without markup; a message of markup only as typed */
    static String of(String markdown) {
        String beginning = Characters.repaired(beginning(markdown));
        String words = line(PlainText.of(beginning));
        return cut(Characters.isBlank(words) ? line(beginning) : words);
    }

    private static String beginning(String text) {
        return Characters.upTo(text, LOOKED_AT);
    }

    private static String line(String text) {
        return UNSHOWN.matcher(text).replaceAll(" ").strip();
    }

    /** Never within a grapheme. */
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        Matcher grapheme = GRAPHEME.matcher(text);
        int end = 0;
        while (grapheme.find() && grapheme.end() < LONGEST) {
            end = grapheme.end();
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
