package com.sealkloud.chat.due;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due one by one, under a lock of the row's own: several nodes may find the same. What
 * fails is put off, so that it holds up nothing behind it.
 *
 * @param <T> a row
 */
public abstract class DueOneByOne<T> extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(DueOneByOne.class);

    private static final int AT_ONCE = 50;
    private static final Duration PUT_OFF = Duration.ofSeconds(30);

    private final Clock clock;

    protected DueOneByOne(String name, Duration sweepInterval, Clock clock) {
        super(name, sweepInterval);
        this.clock = clock;
    }

    /** @return the longest overdue first */
    protected abstract List<T> due(Instant now, int limit);

    /** Does it, unless it is not due any more. */
    protected abstract void work(T row);

    protected abstract void postpone(T row, Instant until);

    @Override
    protected boolean workOffSome() {
        List<T> due = due(clock.instant(), AT_ONCE);
        due.forEach(this::workOrPostpone);
        return due.size() == AT_ONCE;
    }

    private void workOrPostpone(T row) {
        try {
            work(row);
        } catch (RuntimeException e) {
            log.atLevel(DatabaseOutages.level(e)).log("{} has to wait: {}", row, e.getMessage());
            postpone(row, clock.instant().plus(PUT_OFF));
        }
    }
}
