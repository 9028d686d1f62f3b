package com.sealkloud.chat.due;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after a failure.
 *
 * @param first after the first one
 * @param factor by which it grows with each further one
 * @param mostSteps after so many it grows no more
 */
public record BackOff(Duration first, int factor, int mostSteps) {

    /** @param asked how long the other side wants to be left alone, which may be longer */
    public Duration after(int attempts, @Nullable Duration asked) {
        Duration pause = first;
        for (int step = 1; step < Math.min(attempts, mostSteps + 1); step++) {
            pause = pause.multipliedBy(factor);
        }
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }
}
