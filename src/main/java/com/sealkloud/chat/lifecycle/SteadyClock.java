package com.sealkloud.chat.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The system's clock, but it never goes back: when that is set back, this one runs at half speed
 * until both agree again. Otherwise leases and due times in the database would be delayed by the
 * difference. Durations in memory are measured with {@link System#nanoTime}.
 */
public final class SteadyClock extends Clock {

    /** A clock that is set back by more was plainly wrong, and stored times must be right. */
    private static final Duration MOST = Duration.ofHours(2);

    private record Reading(Instant time, long nanos) {}

    private final InstantSource system;
    private final LongSupplier nanoTime;
    private final AtomicReference<Reading> last;

    public SteadyClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    SteadyClock(InstantSource system, LongSupplier nanoTime) {
        this.system = system;
        this.nanoTime = nanoTime;
        this.last = new AtomicReference<>(new Reading(system.instant(), nanoTime.getAsLong()));
    }

    @Override
    public Instant instant() {
        while (true) {
            Reading before = Objects.requireNonNull(last.get());
            Reading now = after(before);
            if (last.compareAndSet(before, now)) {
                return now.time();
            }
        }
    }

    private Reading after(Reading before) {
        long nanos = nanoTime.getAsLong();
        Instant time = system.instant();
        if (time.isBefore(before.time()) && time.isAfter(before.time().minus(MOST))) {
            Instant steady = before.time().plusNanos(Math.max(0, nanos - before.nanos()) / 2);
            return new Reading(time.isAfter(steady) ? time : steady, nanos);
        }
        return new Reading(time, nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Times are UTC here");
    }
}
