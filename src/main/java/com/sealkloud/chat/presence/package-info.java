/**
 * Who is online, from leases that nodes renew, and the list of people.
 *
 * <p>Each session is a {@code PresenceLease} in the database, renewed by its node
 * ({@code HeldLeases}). {@code Presence} finds expired leases and has {@code PresenceAnnouncer}
 * compare: a user without a valid lease is offline. It locks the user's row of {@code last_seen},
 * so that of two nodes that see the same change only one announces it.
 *
 * <p>{@code PeoplePages} has its SQL: {@code PeopleFilter} of {@code account} says who may be seen,
 * and each statement reads one page by an index.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "cluster",
            "conversation",
            "epoch",
            "fanout",
            "lifecycle",
            "realtime",
            "session",
            "sql"
        })
@NullMarked
package com.sealkloud.chat.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
