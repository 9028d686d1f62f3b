package com.sealkloud.chat.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of folded text without a space, that is either all Chinese characters and kana or has
 * none.
 */
record Segment(String text, boolean isCjk, boolean isAfterSpace) {

    static List<Segment> of(String folded) {
        List<Segment> segments = new ArrayList<>();
        int begin = 0;
        while (begin < folded.length()) {
            if (folded.charAt(begin) == ' ') {
                begin++;
                continue;
            }
            boolean isCjk = Boundaries.isCjk(folded.codePointAt(begin));
            int end = begin;
            while (end < folded.length()
                    && folded.charAt(end) != ' '
                    && Boundaries.isCjk(folded.codePointAt(end)) == isCjk) {
                end += Character.charCount(folded.codePointAt(end));
            }
            segments.add(
                    new Segment(folded.substring(begin, end), isCjk, begin > 0 && folded.charAt(begin - 1) == ' '));
            begin = end;
        }
        return segments;
    }

    List<String> codePoints() {
        return text.codePoints().mapToObj(Character::toString).toList();
    }
}
