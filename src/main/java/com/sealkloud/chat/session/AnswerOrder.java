package com.sealkloud.chat.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers of a session in the order of its frames. These are handled one after the other,
 * and most are answered immediately. An answer that depends on the broker reserves a place, and
 * later answers wait behind it.
 *
 * <p>The wait is limited: if the broker does not answer, the session continues, and the missing
 * answer comes late.
 */
public class AnswerOrder {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int MOST_WAITING = 1_000;

    /** An answer that names all members of a large room has more than half a megabyte. */
    private static final int MOST_WAITING_OCTETS = 4 << 20;

    /** The position of an answer among the others. */
    public static final class Place {

        private final String receiptId;
        private final long since = System.nanoTime();
        private final int octets;
        private @Nullable Runnable answer;

        private Place(String receiptId, @Nullable Runnable answer, int octets) {
            this.receiptId = receiptId;
            this.answer = answer;
            this.octets = octets;
        }
    }

    /** Null while nothing waits, which is nearly always. */
    private volatile @Nullable Deque<Place> places;

    private int waitingOctets;

    /** @return the place of a future receipt */
    public synchronized Place reserve(String receiptId) {
        Place place = new Place(receiptId, null, 0);
        add(place);
        return place;
    }

    /**
     * Sends an available answer, in its turn.
     *
     * @param octets what it keeps in memory until then
     */
    synchronized void send(Runnable answer, int octets) {
        if (places == null) {
            answer.run();
        } else {
            add(new Place("", answer, octets));
        }
    }

    private void add(Place place) {
        Deque<Place> waiting = places;
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
            places = waiting;
        }
        waiting.add(place);
        waitingOctets += place.octets;
        if (waiting.size() > MOST_WAITING || waitingOctets > MOST_WAITING_OCTETS) {
            giveWay();
        }
    }

    /** Sends the answer when it is its turn; immediately if that has passed. */
    synchronized void fill(Place place, Runnable answer) {
        Deque<Place> waiting = places;
        if (waiting == null || !waiting.contains(place)) {
            answer.run();
        } else {
            place.answer = answer;
            sendReady(waiting);
        }
    }

    /** The same for the first future receipt of this id. */
    synchronized void fill(String receiptId, Runnable answer) {
        Deque<Place> waiting = places;
        if (waiting != null) {
            for (Place place : waiting) {
                if (place.answer == null && place.receiptId.equals(receiptId)) {
                    fill(place, answer);
                    return;
                }
            }
        }
        answer.run();
    }

    private void sendReady(Deque<Place> waiting) {
        for (Place first = waiting.peek(); first != null && first.answer != null; first = waiting.peek()) {
            Runnable answer = first.answer;
            waiting.remove();
            waitingOctets -= first.octets;
            answer.run();
        }
        if (waiting.isEmpty()) {
            places = null;
        }
    }

    /** Called periodically: nothing waits longer than the limit. */
    void tend() {
        if (places != null) {
            giveWayIfOverdue();
        }
    }

    private synchronized void giveWayIfOverdue() {
        Deque<Place> waiting = places;
        Place first = waiting == null ? null : waiting.peek();
        if (first != null && System.nanoTime() - first.since > PATIENCE_NANOS) {
            giveWay();
        }
    }

    /** Sends everything available, skipping what is missing. */
    synchronized void giveWay() {
        Deque<Place> waiting = places;
        if (waiting != null) {
            places = null;
            waitingOctets = 0;
            List.copyOf(waiting).forEach(place -> {
                Runnable answer = place.answer;
                if (answer != null) {
                    answer.run();
                }
            });
        }
    }
}
