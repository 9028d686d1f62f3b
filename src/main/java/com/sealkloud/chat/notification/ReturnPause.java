package com.sealkloud.chat.notification;

import java.time.Duration;

/**
 * How long a notification rests before it is looked whether its reader is back. The pauses double
 * with the time that it has waited, up to a bound: nothing wakes it when they come back.
 */
final class ReturnPause {

    /** At most so late is somebody shown what they have missed. */
    static final Duration LONGEST = Duration.ofSeconds(8);

    private ReturnPause() {}

    /** @param shortest the first pause, also if it is longer than the bound */
    static Duration after(Duration waited, Duration shortest) {
        Duration bound = waited.compareTo(LONGEST) < 0 ? waited : LONGEST;
        Duration pause = shortest;
        while (pause.multipliedBy(2).compareTo(bound) <= 0) {
            pause = pause.multipliedBy(2);
        }
        return pause;
    }
}
