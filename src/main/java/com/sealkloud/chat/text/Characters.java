package com.sealkloud.chat.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Unicode says of characters, as far as it decides whether text is accepted. */
public final class Characters {

    /** Also U+2028 and U+2029, at which terminals, mail programs and browsers begin a new line. */
    static final String LINE_BREAKS = "\\n\\r\\x0B\\f\\x85\\u2028\\u2029";

    /** Embeddings, overrides and isolates, which turn the direction of whatever stands beside the text. */
    static final String DIRECTION_CONTROLS = "\\u202A-\\u202E\\u2066-\\u2069";

    /**
     * What shows nothing: white space, controls, Unicode's Default_Ignorable_Code_Point, blanks that are letters or symbols, and
     * noncharacters. Unassigned characters count as visible: a newer Unicode may have given them a shape.
     */
    private static final Pattern BLANK =
            Pattern.compile("[\\p{IsWhite_Space}\\p{Cc}\\p{Cf}\\p{IsNoncharacter_Code_Point}"
                    + "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2065\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFF0-\\uFFF8"
                    + "\\x{13441}\\x{13442}\\x{1D159}\\x{E0000}-\\x{E0FFF}]*");

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private Characters() {}

    /** @return whether nothing of it can be seen */
    public static boolean isBlank(String text) {
        return BLANK.matcher(text).matches();
    }

    /** @return the length as people and databases count it: a pair of surrogates is one */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** @return the beginning that has at most so many code points, never ending within what a reader sees as one character */
    static String cut(String text, int longest) {
        if (length(text) <= longest) {
            return text;
        }
        int bound = text.offsetByCodePoints(0, longest);
        Matcher grapheme = GRAPHEME.matcher(text);
        int end = 0;
        while (grapheme.find() && grapheme.end() <= bound) {
            end = grapheme.end();
        }
        // A single character of more code points than that, as only somebody who plays with marks would send.
        return text.substring(0, end == 0 ? bound : end).stripTrailing();
    }

    /** @return the text, or its beginning with an ellipsis that shows that there was more, within so many code points */
    public static String shortened(String text, int longest) {
        return length(text) <= longest ? text : cut(text, longest - 1) + "…";
    }

    /** @return what is wrong with text that may have several lines and be anything, to be said after its name; null for nothing */
    public static @Nullable String fault(String text) {
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (isSurrogate(codePoint)) {
                return "is not valid Unicode: it has half of a surrogate pair";
            }
            if (isForbiddenControl(codePoint)) {
                return "has the control character " + name(codePoint);
            }
            at += Character.charCount(codePoint);
        }
        return null;
    }

    /** @return the text with U+FFFD for each half of a surrogate pair: what was stored before it was checked must stay readable */
    public static String repaired(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (isSurrogate(text.codePointAt(at))) {
                    return repairedFrom(text, at);
                }
                at++;
            }
        }
        return text;
    }

    private static String repairedFrom(String text, int first) {
        StringBuilder repaired = new StringBuilder(text.length()).append(text, 0, first);
        text.substring(first)
                .codePoints()
                .map(codePoint -> isSurrogate(codePoint) ? 0xFFFD : codePoint)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }

    static String name(int codePoint) {
        return String.format("U+%04X", codePoint);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isForbiddenControl(int codePoint) {
        return Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\r' && codePoint != '\t';
    }
}
