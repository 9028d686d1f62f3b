package com.sealkloud.chat.search;

import com.sealkloud.chat.text.Characters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts folded text into the words that the index knows: letters and digits in a row; what people
 * write without a space, such as {@code c++20} or {@code 10.0.0.12}; symbols; and, where words are
 * not separated, pairs of characters. Of a text that has more than {@link #MOST} different ones,
 * the last are left out.
 */
final class IndexedWords {

    /** A message of 10,000 Chinese characters could have as many, in memory and in the index. */
    static final int MOST = 4_000;

    /** Longer ones are cut into pieces that overlap by half. */
    static final int LONGEST = 64;

    /** Parts of a word up to this length are within one of its pieces. */
    static final int LONGEST_PART = LONGEST / 2;

    private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{N}\\p{Mc}]+");
    private static final Pattern SYMBOL = Pattern.compile("\\p{So}");

    private final Set<String> words = new LinkedHashSet<>();

    private IndexedWords() {}

    static Set<String> of(String folded) {
        IndexedWords found = new IndexedWords();
        for (Segment segment : Segment.of(folded)) {
            found.add(segment);
            if (found.words.size() >= MOST) {
                break;
            }
        }
        return found.words;
    }

    /**
     * The words that all messages have which have these words whole: of {@code example.com} the
     * letters, which are also in {@code www.example.com}.
     */
    static Set<String> whole(String folded) {
        IndexedWords found = new IndexedWords();
        Segment.of(folded).forEach(found::addWhole);
        return found.words;
    }

    private void addWhole(Segment segment) {
        if (segment.isCjk()) {
            addPairs(segment.codePoints(), false);
        } else if (!addLettersAndSymbols(segment)) {
            addWord(trimmed(segment.text()));
        }
    }

    /** @return the segment without the marks of a sentence around it */
    static String trimmed(String segment) {
        int from = 0;
        int to = segment.length();
        while (from < to && isMark(segment.codePointAt(from))) {
            from += Character.charCount(segment.codePointAt(from));
        }
        while (from < to && isMark(segment.codePointBefore(to))) {
            to -= Character.charCount(segment.codePointBefore(to));
        }
        return segment.substring(from, to);
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> "#%&@*".indexOf(codePoint) < 0;
            // Of ASCII, these are symbols.
            default -> "$<=>^`|~".indexOf(codePoint) >= 0;
        };
    }

    private void add(Segment segment) {
        if (segment.isCjk()) {
            addPairs(segment.codePoints(), true);
            return;
        }
        addLettersAndSymbols(segment);
        addWord(trimmed(segment.text()));
    }

    /** @return whether there are any */
    private boolean addLettersAndSymbols(Segment segment) {
        int before = words.size();
        Matcher letters = LETTERS.matcher(segment.text());
        while (letters.find()) {
            addWord(letters.group());
        }
        Matcher symbols = SYMBOL.matcher(segment.text());
        while (symbols.find()) {
            keep(symbols.group());
        }
        return words.size() > before;
    }

    /** @param hasLast whether the last character is a word, too */
    private void addPairs(List<String> characters, boolean hasLast) {
        for (int i = 0; i + 1 < characters.size(); i++) {
            keep(characters.get(i) + characters.get(i + 1));
        }
        if (hasLast) {
            keep(characters.get(characters.size() - 1));
        }
    }

    private void addWord(String word) {
        if (word.isEmpty()) {
            return;
        }
        int begin = 0;
        while (word.length() - begin > LONGEST) {
            keep(word.substring(begin, Characters.wholeBefore(word, begin + LONGEST)));
            begin = Characters.wholeBefore(word, begin + LONGEST_PART);
        }
        keep(word.substring(begin));
    }

    private void keep(String word) {
        if (words.size() < MOST) {
            words.add(word);
        }
    }
}
