package com.sealkloud.chat.bench.load;

import com.sealkloud.chat.bench.load.Population.Stream;
import java.util.ArrayList;
import java.util.List;

/** A constant number of messages under way: the next one leaves when one is acknowledged. */
final class ClosedLoop implements Pace {

    private final Speaker speaker;
    private final List<Stream> streams;
    private final int underWay;
    private final long end;
    private boolean begun;
    private final List<Integer> due = new ArrayList<>();

    /**
     * @param underWay messages of each stream
     * @param end from when nothing more is sent, by {@link System#nanoTime}
     */
    ClosedLoop(Speaker speaker, List<Stream> streams, int underWay, long end) {
        this.speaker = speaker;
        this.streams = streams;
        this.underWay = underWay;
        this.end = end;
    }

    void acknowledged(int stream) {
        due.add(stream);
    }

    @Override
    public long send(long now) {
        if (!begun) {
            begun = true;
            for (int i = 0; i < underWay; i++) {
                streams.forEach(stream -> speaker.say(stream, now));
            }
        }
        if (now < end) {
            due.forEach(stream -> speaker.say(streams.get(stream), now));
        }
        due.clear();
        return now < end ? end : Long.MAX_VALUE;
    }

    @Override
    public boolean isDone() {
        return System.nanoTime() >= end;
    }
}
