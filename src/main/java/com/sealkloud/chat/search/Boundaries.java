package com.sealkloud.chat.search;

import java.lang.Character.UnicodeScript;

/** Where words begin in folded text, also in scripts that do not separate them. */
final class Boundaries {

    private Boundaries() {}

    /**
     * @param before the character before it; a space at the beginning of a text
     * @return whether a word may begin with a character: everywhere but within a row of letters
     */
    static boolean isStart(int before, int codePoint) {
        return !isLetter(before) || !isLetter(codePoint) || isCjk(before) || isCjk(codePoint);
    }

    static boolean isLetter(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
    }

    /** Chinese characters and kana: each may begin a word. */
    static boolean isCjk(int codePoint) {
        if (codePoint < 0x2E80) {
            return false;
        }
        if (codePoint >= 0x3040 && codePoint <= 0x30FF) {
            return true;
        }
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.HAN || script == UnicodeScript.BOPOMOFO || script == UnicodeScript.YI;
    }
}
