package com.sealkloud.chat.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody has typed. Every text is a query: words that a message must all have, phrases in
 * quotation marks, and, behind a minus, what it must not have.
 */
record Query(List<Term> wanted, List<Term> unwanted) {

    /** Each costs a look at every message that may be found; further ones are ignored. */
    static final int MOST_TERMS = 20;

    private static final String QUOTES = "\"\u201C\u201D\u201E\u00AB\u00BB";

    /** Belongs to the sentence and not to the word; what consists of it is a word nevertheless. */
    private static final Pattern PUNCTUATION =
            Pattern.compile("^[.,;:!?()\\[\\]{}'\u2026\u2018\u2019]+|[.,;:!?()\\[\\]{}'\u2026\u2018\u2019]+$");

    static Query of(String typed) {
        Query query = new Query(new ArrayList<>(), new ArrayList<>());
        int at = 0;
        while (at < typed.length() && query.size() < MOST_TERMS) {
            char next = typed.charAt(at);
            if (Character.isWhitespace(next) || Character.isSpaceChar(next)) {
                at++;
                continue;
            }
            boolean isUnwanted = next == '-' && at + 1 < typed.length() && !isSpace(typed.charAt(at + 1));
            int begin = isUnwanted ? at + 1 : at;
            boolean isPhrase = QUOTES.indexOf(typed.charAt(begin)) >= 0;
            int end = isPhrase ? endOfPhrase(typed, begin + 1) : endOfWord(typed, begin);
            query.add(
                    isPhrase ? phrase(typed.substring(begin + 1, end)) : word(typed.substring(begin, end)), isUnwanted);
            at = isPhrase ? end + 1 : end;
        }
        return query;
    }

    private static int endOfWord(String typed, int from) {
        int end = from;
        while (end < typed.length() && !isSpace(typed.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Without a closing mark it goes on to the end. */
    private static int endOfPhrase(String typed, int from) {
        int end = from;
        while (end < typed.length() && QUOTES.indexOf(typed.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static String phrase(String text) {
        return FoldedText.of(text).folded().strip();
    }

    private static String word(String text) {
        String folded = phrase(text);
        String trimmed = PUNCTUATION.matcher(folded).replaceAll("");
        return trimmed.isEmpty() ? folded : trimmed;
    }

    private void add(String folded, boolean isUnwanted) {
        List<Term> terms = isUnwanted ? unwanted : wanted;
        Term term = new Term(folded);
        if (!folded.isEmpty() && !terms.contains(term)) {
            terms.add(term);
        }
    }

    private int size() {
        return wanted.size() + unwanted.size();
    }

    boolean isEmpty() {
        return wanted.isEmpty() && unwanted.isEmpty();
    }

    /** @param folded what is searched */
    boolean matches(String folded) {
        return wanted.stream().allMatch(term -> term.isIn(folded))
                && unwanted.stream().noneMatch(term -> term.isIn(folded));
    }
}
