package com.sealkloud.chat.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One session's claim that its user is online; expires unless its node renews it.
 *
 * @param visible whether the chat's window is visible
 * @param conversationId the conversation that is open in it
 * @param activeAt the last user activity that the client has reported
 * @param closed whether the session has ended and nobody renews the lease
 */
record PresenceLease(
        String sessionId,
        String userId,
        Attention attention,
        boolean visible,
        @Nullable String conversationId,
        Instant openedAt,
        Instant activeAt,
        Instant expiresAt,
        boolean closed) {

    /** The assumed state before the client's first report. */
    static PresenceLease opened(String sessionId, String userId, Instant now, Instant expiresAt) {
        return new PresenceLease(sessionId, userId, Attention.ACTIVE, false, null, now, now, expiresAt, false);
    }

    PresenceLease told(LeaseChange.Told told) {
        return new PresenceLease(
                sessionId,
                userId,
                told.attention(),
                told.visible(),
                told.conversationId(),
                openedAt,
                told.activeAt() == null ? activeAt : told.activeAt(),
                expiresAt,
                closed);
    }

    PresenceLease until(Instant time) {
        return new PresenceLease(
                sessionId, userId, attention, visible, conversationId, openedAt, activeAt, time, closed);
    }

    /**
     * @return the conversation that is visible to a user who was active after {@code since}; null
     *     if there is none
     */
    @Nullable
    String lookedAt(Instant since) {
        return visible && attention == Attention.ACTIVE && activeAt.isAfter(since) ? conversationId : null;
    }

    boolean isOpen() {
        return !closed;
    }

    boolean isOpen(Instant now) {
        return !closed && expiresAt.isAfter(now);
    }

    boolean isOpenedAfter(Instant time) {
        return !openedAt.isBefore(time);
    }

    /**
     * @return whether its client has had time to subscribe, and its node has renewed it recently
     */
    boolean isLive(Instant openedBefore, Instant validUntil) {
        return openedAt.isBefore(openedBefore) && expiresAt.isAfter(validUntil);
    }
}
