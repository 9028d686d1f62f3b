package com.sealkloud.chat.presence;

import java.time.Instant;

/**
 * When a user was last online.
 *
 * @param announced the status that was announced last
 */
record LastSeen(String userId, Instant seenAt, PresenceStatus announced) {}
