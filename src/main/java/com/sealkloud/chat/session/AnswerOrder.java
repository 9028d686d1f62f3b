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

    /** The position of an answer among the others. */
    public static final class Place {

        private final String receiptId;
        private final long since = System.nanoTime();
        private @Nullable Runnable answer;

        private Place(String receiptId, @Nullable Runnable answer) {
            this.receiptId = receiptId;
            this.answer = answer;
        }
    }

    /** Null while nothing waits, which is nearly always. */
    private volatile @Nullable Deque<Place> places;

    /** @return the place of a future receipt */
    public synchronized Place reserve(String receiptId) {
        Place place = new Place(receiptId, null);
        add(place);
        return place;
    }

    /** Sends an available answer, in its turn. */
    synchronized void send(Runnable answer) {
        if (places == null) {
            answer.run();
        } else {
            add(new Place("", answer));
        }
    }

    private void add(Place place) {
        Deque<Place> waiting = places;
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
            places = waiting;
        }
        waiting.add(place);
        if (waiting.size() > MOST_WAITING) {
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
            List.copyOf(waiting).forEach(place -> {
                Runnable answer = place.answer;
                if (answer != null) {
                    answer.run();
                }
            });
        }
    }
}
