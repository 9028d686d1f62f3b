package com.sealkloud.chat.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * What every message carries in its text, so that whoever hears it can say which one it is and when
 * it was meant to be sent: {@code #!}, then stream (6 digits), number within the stream (9 digits)
 * and the time of {@link System#nanoTime()} (21 digits), in groups of three after a space each. No
 * system has to escape any of it, and all messages together have no more than a thousand different
 * groups: a number without spaces would be a word that no other message has, which people write
 * rarely, and a search index has to learn.
 */
public final class Marker {

    private static final byte[] BEGIN = "#!".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 3;
    private static final int GROUP = 1 + DIGITS;
    private static final int STREAM_GROUPS = 2;
    private static final int NUMBER_GROUPS = 3;
    private static final int TIME_GROUPS = 7;
    private static final int LENGTH = 2 + GROUP * (STREAM_GROUPS + NUMBER_GROUPS + TIME_GROUPS);

    private Marker() {}

    /** @return a text of this many characters, at least 50 */
    static String text(int stream, long number, long intended, int length) {
        StringBuilder text = new StringBuilder(length).append("#!");
        groups(text, stream, STREAM_GROUPS);
        groups(text, number, NUMBER_GROUPS);
        groups(text, intended, TIME_GROUPS);
        while (text.length() < length) {
            text.append(" lorem ipsum dolor sit amet".charAt((text.length() - LENGTH) % 27));
        }
        return text.toString();
    }

    private static void groups(StringBuilder text, long value, int count) {
        String digits = Long.toString(value);
        digits = "0".repeat(count * DIGITS - digits.length()) + digits;
        for (int at = 0; at < digits.length(); at += DIGITS) {
            text.append(' ').append(digits, at, at + DIGITS);
        }
    }

    /** Tells the ledger of the message in this frame, if there is one. */
    public static void deliver(Connection connection, byte[] bytes, int from, int to) {
        int at = from + connection.hint();
        if (!Bytes.isAt(BEGIN, bytes, at, to)) {
            at = Bytes.find(BEGIN, bytes, from, to);
            if (at < 0) {
                return;
            }
            connection.hint(at - from);
        }
        if (to - at < LENGTH) {
            return;
        }
        int stream = at + BEGIN.length;
        int number = stream + GROUP * STREAM_GROUPS;
        int time = number + GROUP * NUMBER_GROUPS;
        connection
                .ledger()
                .delivered(
                        connection,
                        (int) number(bytes, stream, STREAM_GROUPS),
                        (int) number(bytes, number, NUMBER_GROUPS),
                        number(bytes, time, TIME_GROUPS));
    }

    private static long number(byte[] bytes, int from, int groups) {
        long number = 0;
        for (int group = 0; group < groups; group++) {
            int digits = from + group * GROUP + 1;
            number = number * 1_000 + Bytes.number(bytes, digits, digits + DIGITS);
        }
        return number;
    }
}
