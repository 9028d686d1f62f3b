package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login, as its user sees it.
 *
 * @param startedAt absent for logins before this was stored
 * @param network the address, or the /64 of one of IPv6
 * @param agent the browser or program, as it calls itself
 * @param current whether this call belongs to it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OwnSession(
        String sessionId,
        @Nullable Instant startedAt,
        Instant expiresAt,
        @Nullable String network,
        @Nullable String agent,
        boolean current) {}
