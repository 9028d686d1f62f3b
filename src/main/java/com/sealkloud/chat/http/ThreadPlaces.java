package com.sealkloud.chat.http;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Places for calls that occupy a thread for as long as their client is slow. Each user has a share.
 * When all places are taken, the one who has more of them than a newcomer gives one up, or else the
 * one who has had it for too long.
 */
public final class ThreadPlaces {

    private final int most;
    private final int mostPerUser;
    private final long safeNanos;
    private final Set<Place> taken = new LinkedHashSet<>();

    /** @param safe how long nobody else gets a place */
    public ThreadPlaces(int most, int mostPerUser, Duration safe) {
        this.most = most;
        this.mostPerUser = mostPerUser;
        this.safeNanos = safe.toNanos();
    }

    /** A place, until it is closed or given to somebody else. */
    public final class Place implements AutoCloseable {

        private final String userId;
        private final BooleanSupplier ending;
        private final long since = System.nanoTime();

        private Place(String userId, BooleanSupplier ending) {
            this.userId = userId;
            this.ending = ending;
        }

        @Override
        public void close() {
            synchronized (ThreadPlaces.this) {
                taken.remove(this);
            }
        }
    }

    /**
     * @param ending ends the call, if its client keeps it waiting
     * @return null if this user has as many as they may, or no place can be had
     */
    public synchronized @Nullable Place take(String userId, BooleanSupplier ending) {
        long own = of(userId);
        if (own >= mostPerUser || (taken.size() >= most && !makeRoom(own))) {
            return null;
        }
        Place place = new Place(userId, ending);
        taken.add(place);
        return place;
    }

    private boolean makeRoom(long own) {
        long now = System.nanoTime();
        // The set is in the order of taking, which sorting keeps.
        Optional<Place> given = taken.stream()
                .filter(place -> of(place.userId) > own + 1 || now - place.since >= safeNanos)
                .sorted(Comparator.comparingLong((Place place) -> of(place.userId))
                        .reversed())
                .filter(place -> place.ending.getAsBoolean())
                .findFirst();
        given.ifPresent(taken::remove);
        return given.isPresent();
    }

    private long of(String userId) {
        return taken.stream().filter(place -> place.userId.equals(userId)).count();
    }
}
