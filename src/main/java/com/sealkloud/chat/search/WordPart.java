package com.sealkloud.chat.search;

import com.sealkloud.chat.text.Characters;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition on the indexed words of a message: one of them must equal, begin with or contain this
 * text. A message that has a term fulfils all conditions of the term.
 *
 * @param text not empty
 */
record WordPart(String text, Where where) {

    /** Where in the word it is. */
    enum Where {
        WHOLE,
        BEGINNING,
        ANYWHERE
    }

    /** @return all that must be so; nothing for what the index does not know, such as a dot */
    static List<WordPart> of(Term term) {
        List<WordPart> parts = new ArrayList<>();
        List<Segment> segments = Segment.of(term.folded());
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.isCjk()) {
                addCjk(segment.codePoints(), parts);
            } else {
                add(segment, i > 0 || term.isShort(), parts);
            }
        }
        return parts;
    }

    private static void addCjk(List<String> characters, List<WordPart> parts) {
        for (int i = 0; i + 1 < characters.size(); i++) {
            parts.add(new WordPart(characters.get(i) + characters.get(i + 1), Where.WHOLE));
        }
        if (characters.size() == 1) {
            parts.add(new WordPart(characters.get(0), Where.BEGINNING));
        }
    }

    private static void add(Segment segment, boolean isBeginning, List<WordPart> parts) {
        String trimmed = IndexedWords.trimmed(segment.text());
        String part = Characters.upTo(trimmed, IndexedWords.LONGEST_PART);
        if (part.length() >= 3) {
            parts.add(new WordPart(part, Where.ANYWHERE));
        } else if (isBeginning) {
            addShort(segment.text(), parts);
        }
    }

    /** Letters, or one symbol: what else is short may be in the middle of an indexed word. */
    private static void addShort(String text, List<WordPart> parts) {
        int end = 0;
        while (end < text.length() && Boundaries.isLetter(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        if (end > 0) {
            parts.add(new WordPart(text.substring(0, end), end == text.length() ? Where.BEGINNING : Where.WHOLE));
        } else if (Character.getType(text.codePointAt(0)) == Character.OTHER_SYMBOL) {
            parts.add(new WordPart(Character.toString(text.codePointAt(0)), Where.WHOLE));
        }
    }

    boolean matches(String word) {
        return switch (where) {
            case WHOLE -> word.equals(text);
            case BEGINNING -> word.startsWith(text);
            case ANYWHERE -> word.contains(text);
        };
    }
}
