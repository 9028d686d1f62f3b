package com.sealkloud.chat.outgoing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server's answer.
 *
 * @param retryAfter how long it asks not to be called, if it does
 */
public record Answer(int status, @Nullable Duration retryAfter) {

    public boolean isTaken() {
        return status >= 200 && status < 300;
    }

    /** The target no longer exists and will not come back. */
    public boolean isGone() {
        return status == 410;
    }
}
