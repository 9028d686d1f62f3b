package com.sealkloud.chat.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * What every message carries in its text, so that whoever hears it can say which one it is and when
 * it was meant to be sent: {@code #!}, then stream (6 digits), number within the stream (9 digits)
 * and the time of {@link System#nanoTime()} (19 digits). No system has to escape any of it.
 */
public final class Marker {

    private static final byte[] BEGIN = "#!".getBytes(StandardCharsets.US_ASCII);
    private static final int STREAM_DIGITS = 6;
    private static final int NUMBER_DIGITS = 9;
    private static final int TIME_DIGITS = 19;
    private static final int LENGTH = 2 + STREAM_DIGITS + NUMBER_DIGITS + TIME_DIGITS;

    private Marker() {}

    /** @return a text of this many characters, at least 40 */
    static String text(int stream, long number, long intended, int length) {
        StringBuilder text = new StringBuilder(length).append("#!");
        digits(text, stream, STREAM_DIGITS);
        digits(text, number, NUMBER_DIGITS);
        digits(text, intended, TIME_DIGITS);
        while (text.length() < length) {
            text.append("lorem ipsum dolor sit amet ".charAt(text.length() % 27));
        }
        return text.toString();
    }

    private static void digits(StringBuilder text, long value, int count) {
        String digits = Long.toString(value);
        text.append("0".repeat(count - digits.length())).append(digits);
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
        int number = stream + STREAM_DIGITS;
        int time = number + NUMBER_DIGITS;
        connection
                .ledger()
                .delivered(
                        connection,
                        (int) Bytes.number(bytes, stream, number),
                        (int) Bytes.number(bytes, number, time),
                        Bytes.number(bytes, time, time + TIME_DIGITS));
    }
}
