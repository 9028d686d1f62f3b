package com.sealkloud.chat.text;

import java.util.regex.Pattern;

/** What somebody has written, for plain text in which other lines stand beside it. */
public final class PlainLines {

    private static final Pattern BREAK = Pattern.compile("\\r\\n|[" + Characters.LINE_BREAKS + "]");
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}" + Characters.DIRECTION_CONTROLS + "&&[^\\n\\t]]");

    private PlainLines() {}

    /**
     * @param breakWith what stands for each line break of any kind, indentation included
     * @return the text with U+FFFD for what could move a terminal's cursor or turn the direction of a line
     */
    public static String of(String text, String breakWith) {
        String lines = BREAK.matcher(Characters.repaired(text)).replaceAll("\n");
        return UNSAFE.matcher(lines).replaceAll("\uFFFD").replace("\n", breakWith);
    }
}
