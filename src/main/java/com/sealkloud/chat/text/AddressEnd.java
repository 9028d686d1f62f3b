package com.sealkloud.chat.text;

/**
 * Where an address ends that is written into a text: what follows it in the sentence, and markup
 * around it, does not belong to it. Each character is looked at a few times, however long the text
 * is.
 */
final class AddressEnd {

    private static final String PUNCTUATION = "*.,:;!?'\"";
    private static final String MARKUP = "_~*`";
    private static final String BEHIND_HOST = "/?#";
    private static final String BEFORE_HOST = "://";

    /** In UTF-16 units; none that exists is longer. */
    private static final int LONGEST_HOST = 300;

    private AddressEnd() {}

    /** @param text an address, up to the first character that none can have */
    static int of(CharSequence text) {
        return Math.min(markupBehindHost(text), punctuation(text));
    }

    private static int punctuation(CharSequence text) {
        int end = text.length();
        while (end > 0 && isOneOf(PUNCTUATION, text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** A host without a path contains no markup, while a path may. */
    private static int markupBehindHost(CharSequence text) {
        int host = text.length();
        while (host > 0 && !isOneOf(BEHIND_HOST, text.charAt(host - 1))) {
            host--;
        }
        int end = host;
        while (end < text.length() && !isOneOf(MARKUP, text.charAt(end))) {
            end++;
        }
        boolean isHost = endsWith(text, host, BEFORE_HOST) && end > host && end - host <= LONGEST_HOST;
        return isHost ? end : text.length();
    }

    private static boolean endsWith(CharSequence text, int end, String what) {
        int start = end - what.length();
        return start >= 0 && text.subSequence(start, end).toString().equals(what);
    }

    private static boolean isOneOf(String characters, char character) {
        return characters.indexOf(character) >= 0;
    }
}
