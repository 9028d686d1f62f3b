package com.sealkloud.chat.reading;

import com.sealkloud.chat.conversation.ParticipantId;
import com.sealkloud.chat.lifecycle.BackgroundThread;
import com.sealkloud.chat.lifecycle.StopPhases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Publishes a member's first read mark at once, and of those that follow it the newest after a
 * pause: everybody in the conversation hears of each. A mark that waits stands as unpublished in
 * the member's row, from which it is read then.
 */
@Component
class ReadPace extends BackgroundThread {

    private static final Logger log = LoggerFactory.getLogger(ReadPace.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Of readers in a pause; marks of others are published at once. */
    private static final int MOST = 50_000;

    private static final int AT_ONCE = 200;

    private final ReadMarks marks;
    private final Map<ParticipantId, Pause> pauses = new HashMap<>();
    private final DelayQueue<Pause> ends = new DelayQueue<>();

    ReadPace(ReadMarks marks) {
        // What it still has is taken by the outbox, which stops later.
        super("chat-read-marks", StopPhases.OUTBOX + 1);
        this.marks = marks;
    }

    /** The time after a mark in which no other one of this reader is published. */
    private static final class Pause implements Delayed {

        private final ParticipantId reader;
        private final long end = System.nanoTime() + PAUSE.toNanos();
        private boolean hasMark;

        Pause(ParticipantId reader) {
            this.reader = reader;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(end - ((Pause) other).end, 0);
        }
    }

    @TransactionalEventListener
    void committed(ReadMoved moved) {
        if (!mustWait(new ParticipantId(moved.conversationId(), moved.userId()))) {
            marks.publish(moved);
        }
    }

    private synchronized boolean mustWait(ParticipantId reader) {
        Pause pause = pauses.get(reader);
        if (pause != null) {
            pause.hasMark = true;
        } else if (pauses.size() < MOST) {
            begin(reader);
        }
        return pause != null;
    }

    private void begin(ParticipantId reader) {
        Pause pause = new Pause(reader);
        pauses.put(reader, pause);
        ends.add(pause);
    }

    @Override
    protected void work() {
        List<Pause> over = new ArrayList<>();
        while (isRunning()) {
            try {
                Pause first = ends.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    over.add(first);
                    ends.drainTo(over, AT_ONCE - 1);
                    List<ParticipantId> readers = end(over);
                    over.clear();
                    marks.publishNewest(readers);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (OutOfMemoryError | StackOverflowError e) {
                // Thrown on, it would end this thread; the sweep of the outbox finds the marks.
                log.error("Read marks are left to the next sweep", e);
            }
        }
        marks.publishNewest(end(List.copyOf(ends)));
    }

    /** @return whose marks have waited for the ends of these pauses */
    private synchronized List<ParticipantId> end(Collection<Pause> over) {
        over.forEach(pause -> pauses.remove(pause.reader));
        List<ParticipantId> readers = over.stream()
                .filter(pause -> pause.hasMark)
                .map(pause -> pause.reader)
                .toList();
        readers.forEach(this::begin);
        return readers;
    }
}
