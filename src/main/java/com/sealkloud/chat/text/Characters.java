package com.sealkloud.chat.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Unicode properties of characters that decide whether text is accepted. */
public final class Characters {

    /**
     * Includes U+2028 and U+2029, which terminals, mail programs and browsers treat as line breaks.
     */
    static final String LINE_BREAKS = "\\n\\r\\x0B\\f\\x85\\u2028\\u2029";

    /** Embeddings, overrides and isolates, which change the direction of the text around them. */
    static final String DIRECTION_CONTROLS = "\\u202A-\\u202E\\u2066-\\u2069";

    /**
     * Characters that show nothing: white space, controls, Unicode's Default_Ignorable_Code_Point,
     * letters and symbols without a shape, and noncharacters. Unassigned characters count as
     * visible, because a newer Unicode may give them a shape.
     */
    private static final Pattern BLANK =
            Pattern.compile("[\\p{IsWhite_Space}\\p{Cc}\\p{Cf}\\p{IsNoncharacter_Code_Point}"
                    + "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2065\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFF0-\\uFFF8"
                    + "\\x{13441}\\x{13442}\\x{1D159}\\x{E0000}-\\x{E0FFF}]*");

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private Characters() {}

    /** @return whether no character of it is visible */
    public static boolean isBlank(String text) {
        return BLANK.matcher(text).matches();
    }

    /** @return the length in code points: a surrogate pair counts once */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** @return the beginning with at most so many UTF-16 units, never half of a surrogate pair */
    public static String upTo(String text, int longest) {
        return text.substring(0, longest < text.length() ? wholeBefore(text, longest) : text.length());
    }

    /** @return the position, or the one before it if it is within a surrogate pair */
    public static int wholeBefore(String text, int position) {
        boolean isWithinPair =
                Character.isLowSurrogate(text.charAt(position)) && Character.isHighSurrogate(text.charAt(position - 1));
        return isWithinPair ? position - 1 : position;
    }

    /** @return the beginning with at most so many code points, never cut within a grapheme */
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
        // A single grapheme that is longer, which only abuse of combining marks produces.
        return text.substring(0, end == 0 ? bound : end).stripTrailing();
    }

    /** @return the text, or its beginning with an ellipsis, within so many code points */
    public static String shortened(String text, int longest) {
        return length(text) <= longest ? text : cut(text, longest - 1) + "…";
    }

    /**
     * @return what is wrong with multi-line text, phrased to follow the field's name; null if
     *     nothing is
     */
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

    /**
     * @return the text with U+FFFD for each unpaired surrogate: text stored before this check must
     *     stay readable
     */
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
