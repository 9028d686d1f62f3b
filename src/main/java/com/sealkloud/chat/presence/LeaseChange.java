package com.sealkloud.chat.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a session does to its lease, or its node to all of its sessions'. */
sealed interface LeaseChange {

    /** It has begun. */
    record Opened(PresenceLease lease) implements LeaseChange {}

    /**
     * Its client says something of the window.
     *
     * @param activeAt null if the person did nothing
     */
    record Told(
            String sessionId,
            Attention attention,
            boolean visible,
            @Nullable String conversationId,
            @Nullable Instant activeAt)
            implements LeaseChange {}

    /** It has ended. Its lease is left to run out: its person may be back in a moment. */
    record Closed(String sessionId, Instant expiresAt) implements LeaseChange {}

    /** The node is well, and all its sessions with it. */
    record Renewed(Instant expiresAt) implements LeaseChange {}
}
