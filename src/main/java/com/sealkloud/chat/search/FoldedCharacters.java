package com.sealkloud.chat.search;

import com.sealkloud.chat.text.Folding;

/**
 * What each character is folded to, once it was met: {@link Folding} takes about a microsecond for
 * each, and a message may have ten thousand. Threads that write at the same time write the same.
 */
final class FoldedCharacters {

    private static final int PART = 256;

    /** Stands for the character itself, as most ones do: so all of Unicode takes about 6 MB. */
    private static final String SAME = "\uFFFF\uFFFF";

    private static final String[][] PARTS = new String[(Character.MAX_CODE_POINT + 1) / PART][];

    private FoldedCharacters() {}

    static String of(int codePoint) {
        String[] part = PARTS[codePoint / PART];
        if (part == null) {
            part = new String[PART];
            PARTS[codePoint / PART] = part;
        }
        String folded = part[codePoint % PART];
        if (folded == null) {
            folded = fold(codePoint);
            part[codePoint % PART] = folded;
        }
        return folded.equals(SAME) ? Character.toString(codePoint) : folded;
    }

    private static String fold(int codePoint) {
        String character = Character.toString(codePoint);
        String folded = codePoint < 0x80 ? Character.toString(Character.toLowerCase(codePoint)) : Folding.of(character);
        return folded.equals(character) ? SAME : folded;
    }
}
