package com.sealkloud.chat.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit log. It holds no message contents and no secrets.
 *
 * @param id dense, ascending
 * @param at with milliseconds
 * @param actor the person's or service's id; null if nobody is known, as when a login fails
 * @param action such as {@code account.changed}
 * @param target what was acted on, such as {@code user:carol}
 * @param address of the client that made the call; null if it was no call
 * @param before what changed, as JSON; null if there was nothing before
 * @param after the same afterwards; null if nothing is left
 */
record AuditEntry(
        long id,
        Instant at,
        @Nullable String actor,
        String action,
        @Nullable String target,
        @Nullable String address,
        @Nullable String before,
        @Nullable String after) {

    AuditEntry {
        // Both databases keep these digits, so that the hash of what was read is that of what was
        // written.
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
