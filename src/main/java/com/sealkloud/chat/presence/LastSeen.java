package com.sealkloud.chat.presence;

import java.time.Instant;

/**
 * When somebody was here last.
 *
 * @param announced the status that others were told last
 */
record LastSeen(String userId, Instant seenAt, PresenceStatus announced) {}
