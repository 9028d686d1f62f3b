package com.sealkloud.chat.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a text that a result shows.
 *
 * @param text one line
 * @param matches where the words of the query are in it: begin and end, in UTF-16 units
 */
record Snippet(String text, List<int[]> matches) {

    private static final int LONGEST = 200;

    /** How much of the text stands before the first match. */
    private static final int BEFORE = 50;

    /** As people see it, such as an emoji of several code points. */
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private record Range(int from, int to) {}

    /** @param terms those that are marked */
    static Snippet of(String original, FoldedText text, List<Term> terms) {
        int first = first(text, terms);
        List<Range> found = merged(ranges(text, terms, first + LONGEST));
        int begin = first <= BEFORE || original.length() <= LONGEST ? 0 : boundary(original, first - BEFORE, first);
        int end = original.length() - begin <= LONGEST
                ? original.length()
                : boundaryBefore(
                        original,
                        begin + LONGEST,
                        found.isEmpty() ? begin : found.get(0).to());
        String shown = oneLine(original.substring(begin, end));
        String before = begin > 0 ? "…" : "";
        int shift = before.length() - begin;
        return new Snippet(
                before + shown + (end < original.length() ? "…" : ""),
                found.stream()
                        .filter(range -> range.from() >= begin && range.from() < end)
                        .map(range -> new int[] {range.from() + shift, Math.min(range.to(), end) + shift})
                        .toList());
    }

    /** @return where in the original the first match begins; 0 without one */
    private static int first(FoldedText text, List<Term> terms) {
        return terms.stream()
                .mapToInt(term -> term.indexIn(text.folded(), 0))
                .filter(at -> at >= 0)
                .map(text::start)
                .min()
                .orElse(0);
    }

    /** @param end where in the original nothing is shown any more, however much is found there */
    private static List<Range> ranges(FoldedText text, List<Term> terms, int end) {
        List<Range> ranges = new ArrayList<>();
        String folded = text.folded();
        for (Term term : terms) {
            int length = term.folded().length();
            for (int at = term.indexIn(folded, 0);
                    at >= 0 && text.start(at) < end;
                    at = term.indexIn(folded, at + length)) {
                ranges.add(new Range(text.start(at), text.end(at + length - 1)));
            }
        }
        ranges.sort(Comparator.comparingInt(Range::from).thenComparingInt(Range::to));
        return ranges;
    }

    private static List<Range> merged(List<Range> sorted) {
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && range.from() <= last.to()) {
                merged.set(merged.size() - 1, new Range(last.from(), Math.max(last.to(), range.to())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /** @return the beginning of the next word, or of the next character if there is none so near */
    private static int boundary(String text, int from, int latest) {
        for (int at = from; at < latest; at++) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at + 1;
            }
        }
        int end = 0;
        for (Matcher character = CHARACTER.matcher(text); end < from && character.find(); ) {
            end = character.end();
        }
        return Math.min(end, latest);
    }

    /** @return the end of a word, or of a character if there is none so near */
    private static int boundaryBefore(String text, int to, int earliest) {
        for (int at = to; at > Math.max(earliest, to - BEFORE); at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        int end = earliest;
        Matcher character = CHARACTER.matcher(text).region(earliest, text.length());
        while (character.find() && character.end() <= to) {
            end = character.end();
        }
        return end;
    }

    /** Each character stays where it is. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\x85\\u2028\\u2029]", " ");
    }
}
