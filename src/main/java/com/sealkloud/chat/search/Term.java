package com.sealkloud.chat.search;

/**
 * A word or phrase of a query. One or two characters must begin a word; more are found wherever
 * they are.
 *
 * @param folded not empty, without spaces at its ends
 */
record Term(String folded) {

    boolean isIn(String text) {
        return indexIn(text, 0) >= 0;
    }

    /** @return where it begins in a folded text, from an index on; -1 if it does not */
    int indexIn(String text, int from) {
        int at = text.indexOf(folded, from);
        while (at >= 0 && !isAllowedAt(text, at)) {
            at = text.indexOf(folded, at + 1);
        }
        return at;
    }

    private boolean isAllowedAt(String text, int at) {
        return at == 0 || !isShort() || Boundaries.isStart(text.codePointBefore(at), text.codePointAt(at));
    }

    boolean isShort() {
        return folded.codePointCount(0, folded.length()) <= 2;
    }
}
