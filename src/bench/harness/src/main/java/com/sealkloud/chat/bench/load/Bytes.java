package com.sealkloud.chat.bench.load;

/** Looks for things in frames without making strings of them. */
public final class Bytes {

    private Bytes() {}

    /** @return where this stands for the first time, or -1 */
    public static int find(byte[] wanted, byte[] bytes, int from, int to) {
        int last = to - wanted.length;
        for (int at = from; at <= last; at++) {
            if (isAt(wanted, bytes, at, to)) {
                return at;
            }
        }
        return -1;
    }

    public static boolean isAt(byte[] wanted, byte[] bytes, int at, int to) {
        if (at + wanted.length > to) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** @return the number whose digits begin here; 0 if none do */
    public static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int at = from; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }
}
