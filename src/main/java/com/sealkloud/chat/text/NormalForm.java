package com.sealkloud.chat.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * Unicode's normal forms of text from outside. They sort the marks behind a letter, in a time that
 * grows with the square of their number, so that only the first ones of a long row are kept: as
 * many as Unicode's Stream-Safe Text Format has (UAX #15), which is more than any language needs.
 */
public final class NormalForm {

    static final int MOST_MARKS = 30;

    private NormalForm() {}

    public static String of(String text, Form form) {
        return Normalizer.normalize(withFewMarks(text), form);
    }

    private static String withFewMarks(String text) {
        int marks = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            marks = isMark(codePoint) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                return withFewMarks(text, at);
            }
            at += Character.charCount(codePoint);
        }
        return text;
    }

    /** @param first the position of the first mark that is too many */
    private static String withFewMarks(String text, int first) {
        StringBuilder kept = new StringBuilder(text.length()).append(text, 0, first);
        int marks = MOST_MARKS;
        for (int at = first; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            marks = isMark(codePoint) ? marks + 1 : 0;
            if (marks <= MOST_MARKS) {
                kept.appendCodePoint(codePoint);
            }
            at += Character.charCount(codePoint);
        }
        return kept.toString();
    }

    private static boolean isMark(int codePoint) {
        return codePoint >= 0x300
                && switch (Character.getType(codePoint)) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }
}
