package com.sealkloud.chat.text;

import java.util.regex.Pattern;

/** Converts user text for plain text documents that contain other lines. */
public final class PlainLines {

    private static final Pattern BREAK = Pattern.compile("\\r\\n|[" + Characters.LINE_BREAKS + "]");
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}" + Characters.DIRECTION_CONTROLS + "&&[^\\n\\t]]");

    private PlainLines() {}

    /**
     * @param breakWith replaces each line break of any kind, and may contain indentation
     * @return the text with U+FFFD for characters that could move a terminal's cursor or change the
     *     direction of a line
     */
    public static String of(String text, String breakWith) {
        String lines = BREAK.matcher(Characters.repaired(text)).replaceAll("\n");
        return UNSAFE.matcher(lines).replaceAll("\uFFFD").replace("\n", breakWith);
    }
}
