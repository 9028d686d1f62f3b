package com.sealkloud.chat.text;

import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Folds text for search: without case, accents and typographic variants, so that {@code zoe} finds
 * {@code Zoé} and {@code strasse} finds {@code Straße}. The web client's {@code fold.ts} does the
 * same.
 */
public final class Folding {

    private static final Pattern MARKS = Pattern.compile("[\\p{Mn}\\p{Cf}]");
    private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}+");

    /** Letters that Unicode does not decompose, mapped to the letters that users type instead. */
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'ŋ', "n"),
            Map.entry((int) 'ĸ', "k"),
            Map.entry((int) 'ı', "i"),
            // Only at the end of a word, but a typed prefix ends anywhere.
            Map.entry((int) 'ς', "σ"));

    private Folding() {}

    /**
     * @return a LIKE pattern, escaped with {@code !}, for folded texts that contain this part
     */
    public static String patternFor(String query) {
        return "%" + of(query).replaceAll("([!%_])", "!$1") + "%";
    }

    /**
     * @return the beginning of the folded text with at most so many UTF-16 units: folding makes
     *     some rare characters longer
     */
    public static String of(String text, int longest) {
        return Characters.upTo(of(text), longest);
    }

    public static String of(String text) {
        String decomposed = MARKS.matcher(NormalForm.of(text, Form.NFKD)).replaceAll("");
        // Through upper case, which unites lower-case variants such as ß and ss.
        String folded = decomposed
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .mapToObj(codePoint -> LETTERS.getOrDefault(codePoint, Character.toString(codePoint)))
                .collect(Collectors.joining());
        return SPACE.matcher(folded).replaceAll(" ").strip();
    }
}
