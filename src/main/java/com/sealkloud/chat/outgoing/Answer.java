package com.sealkloud.chat.outgoing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server has said.
 *
 * @param retryAfter how long it wants to be left alone, if it says so
 */
public record Answer(int status, @Nullable Duration retryAfter) {

    public boolean isTaken() {
        return status >= 200 && status < 300;
    }

    /** What was called is there no more, and will not come back. */
    public boolean isGone() {
        return status == 410;
    }
}
