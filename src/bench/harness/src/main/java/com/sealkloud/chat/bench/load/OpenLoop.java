package com.sealkloud.chat.bench.load;

import com.sealkloud.chat.bench.load.Population.Stream;
import java.util.List;

/** A constant rate, whatever the system does, one stream after the other. */
final class OpenLoop implements Pace {

    private final Speaker speaker;
    private final List<Stream> streams;
    private final long start;
    private final double nanosBetween;
    private final long count;
    private long sent;

    /**
     * @param start of the first message, by {@link System#nanoTime}
     * @param rate messages per second
     * @param count of messages
     */
    OpenLoop(Speaker speaker, List<Stream> streams, long start, double rate, long count) {
        this.speaker = speaker;
        this.streams = streams;
        this.start = start;
        this.nanosBetween = 1e9 / rate;
        this.count = count;
    }

    @Override
    public long send(long now) {
        while (sent < count) {
            long due = start + (long) (sent * nanosBetween);
            if (due > now) {
                return due;
            }
            speaker.say(streams.get((int) (sent % streams.size())), due);
            sent++;
        }
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isDone() {
        return sent == count;
    }
}
