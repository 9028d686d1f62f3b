package com.sealkloud.chat.text;

import java.text.Normalizer.Form;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and titles: one visible line in Unicode's composed form (NFC). */
public final class OneLine {

    private static final Pattern BREAK = Pattern.compile("[" + Characters.LINE_BREAKS + "]");
    private static final Pattern DIRECTION = Pattern.compile("[" + Characters.DIRECTION_CONTROLS + "]");

    /** Each space within the text would otherwise be followed to the end of all after it. */
    private static final Pattern SPACE_AROUND = Pattern.compile(
            "^\\p{IsWhite_Space}++|(?<!\\p{IsWhite_Space})\\p{IsWhite_Space}++$", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern NOT_OF_A_LINE =
            Pattern.compile("[" + Characters.LINE_BREAKS + "\\p{Cc}" + Characters.DIRECTION_CONTROLS + "]+");

    private OneLine() {}

    /**
     * @return the form in which names are stored and compared: NFC, without surrounding white space
     */
    public static String normal(String text) {
        return SPACE_AROUND.matcher(NormalForm.of(text, Form.NFC)).replaceAll("");
    }

    /**
     * @return why it is not a valid name, phrased to follow the field's name; null if it is valid
     */
    public static @Nullable String fault(String text, int longest) {
        Matcher lineBreak = BREAK.matcher(text);
        if (lineBreak.find()) {
            return "must be one line, but has the line break "
                    + Characters.name(lineBreak.group().codePointAt(0));
        }
        if (text.indexOf('\t') >= 0) {
            return "has the control character U+0009";
        }
        String fault = Characters.fault(text);
        if (fault != null) {
            return fault;
        }
        Matcher direction = DIRECTION.matcher(text);
        if (direction.find()) {
            return "has " + Characters.name(direction.group().codePointAt(0)) + ", which turns the direction of text";
        }
        if (Characters.isBlank(text)) {
            return "must not be blank";
        }
        return Characters.length(text) > longest ? "must have at most " + longest + " characters" : null;
    }

    /**
     * Converts text from outside, such as from an identity provider, or text stored before it was
     * checked, into a name.
     *
     * @return the text as one line without direction overrides, cut to so many code points; empty
     *     if nothing of it is visible
     */
    public static String of(String text, int longest) {
        String line = Characters.cut(
                normal(NOT_OF_A_LINE.matcher(Characters.repaired(text)).replaceAll(" ")), longest);
        return Characters.isBlank(line) ? "" : line;
    }

    /** @return the same, without a limit of length */
    public static String of(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /**
     * A name for plain text outside of this service, where other words follow it.
     *
     * @return the name as one line; enclosed in FSI and PDI if it contains right-to-left letters
     */
    public static String isolated(String name) {
        String line = of(name);
        boolean turns = line.codePoints().map(Character::getDirectionality).anyMatch(OneLine::isRightToLeft);
        return turns ? "\u2068" + line + "\u2069" : line;
    }

    private static boolean isRightToLeft(int directionality) {
        return directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
