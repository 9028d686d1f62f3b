package com.sealkloud.chat.search;

import com.sealkloud.chat.text.Folding;
import java.util.Arrays;

/**
 * Text as search compares it: folded as {@link Folding} does, with single spaces between words. It
 * knows where each of its characters comes from.
 */
final class FoldedText {

    private final String folded;

    /** For each character of the folded text, where its original begins and ends. */
    private final int[] starts;

    private final int[] ends;

    private FoldedText(String folded, int[] starts, int[] ends) {
        this.folded = folded;
        this.starts = starts;
        this.ends = ends;
    }

    static FoldedText of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        int[] starts = new int[text.length() + 16];
        int[] ends = new int[text.length() + 16];
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            String piece = isSpace(codePoint) ? space(folded) : FoldedCharacters.of(codePoint);
            if (folded.length() + piece.length() > starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2 + piece.length());
                ends = Arrays.copyOf(ends, starts.length);
            }
            if (piece.isEmpty() && folded.length() > 0 && !isSpace(codePoint)) {
                // A mark belongs to the letter before it.
                ends[folded.length() - 1] = next;
            }
            for (int i = 0; i < piece.length(); i++) {
                starts[folded.length() + i] = at;
                ends[folded.length() + i] = next;
            }
            folded.append(piece);
            at = next;
        }
        return new FoldedText(folded.toString(), starts, ends);
    }

    private static String space(StringBuilder before) {
        return before.isEmpty() || before.charAt(before.length() - 1) == ' ' ? "" : " ";
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }

    /** @return the same of the beginning of the original, up to a line break or its end */
    FoldedText upTo(int end) {
        int length = folded.length();
        while (length > 0 && starts[length - 1] >= end) {
            length--;
        }
        return new FoldedText(folded.substring(0, length), starts, ends);
    }

    String folded() {
        return folded;
    }

    /** @return where in the original a character of the folded text comes from */
    int start(int index) {
        return starts[index];
    }

    /** @return where in the original ends what a character of the folded text comes from */
    int end(int index) {
        return ends[index];
    }
}
