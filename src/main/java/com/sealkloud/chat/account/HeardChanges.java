package com.sealkloud.chat.account;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which changes this node has read, by their ids. An id is assigned before its transaction commits,
 * so a lower id can appear after a higher one. Therefore missing ids are looked for a while longer.
 * Clocks play no part in it, since those of two nodes can differ.
 */
class HeardChanges {

    private record Mark(long id, long nanos) {}

    private final long patience;
    private final LongSupplier nanoTime;
    private final Set<Long> heard = new HashSet<>();
    private final Queue<Mark> marks = new ArrayDeque<>();
    private long floor;
    private long highest;

    /** @param patience longer than from the insertion of a row to its commit */
    HeardChanges(Duration patience, LongSupplier nanoTime) {
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** @return all changes up to this id have been heard, or will never be */
    long floor() {
        return floor;
    }

    /** @return whether it is new */
    boolean hear(long id) {
        if (id <= floor || !heard.add(id)) {
            return false;
        }
        if (id > highest) {
            highest = id;
            marks.add(new Mark(id, nanoTime.getAsLong()));
        }
        return true;
    }

    /** Looks no longer for what should have appeared by now. */
    void raiseFloor() {
        long before = nanoTime.getAsLong() - patience;
        for (Mark mark = marks.peek(); mark != null && mark.nanos() - before < 0; mark = marks.peek()) {
            marks.remove();
            floor = mark.id();
        }
        heard.removeIf(id -> id <= floor);
    }
}
